package se.vaxholm.svara.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void thePortsOfTheReadmeAreUsedUnlessTheEnvironmentNamesOthers() {
        Ports ports = Ports.from(Map.of("SVARA_PORT", "18080", "SVARA_DB_PORT", " ")::get);

        assertThat(ports.application()).isEqualTo(18_080);
        assertThat(ports.keycloak()).isEqualTo(8180);
        assertThat(ports.mailPage()).isEqualTo(8025);
        assertThat(ports.database()).isEqualTo(5433);
    }

    @Test
    void aTakenPortIsNamedWithWhatToDoAndTheSettingThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = with("SVARA_KEYCLOAK_PORT", taken.getLocalPort());

            assertThatThrownBy(ports::mustBeFree)
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll(
                            "Port " + taken.getLocalPort(), "Keycloak", "stop the program", "SVARA_KEYCLOAK_PORT=")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void twoServersCannotShareAPort() {
        int port = FreePort.any();
        Ports ports = new Ports(port, port, 1, 2, 3, 4);

        assertThatThrownBy(ports::mustBeFree).hasMessageContainingAll("SVARA_PORT", "SVARA_KEYCLOAK_PORT");
    }

    /** Or a run fails now and then, when a connection has the port by the time somebody comes to listen on it. */
    @Test
    void aPortThatIsGivenIsTakenByNoConnectionAndGivenOnce() throws IOException {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            int port = FreePort.any();
            assertThat(port).isBetween(1_024, 32_767);
            assertThat(given.add(port)).isTrue();
        }
        try (ServerSocket connections = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.isStillGood(connections.getLocalPort())).isFalse();
        }
        assertThat(FreePort.isStillGood(connectionsOwn())).isFalse();
        assertThat(FreePort.isStillGood(FreePort.any())).isTrue();
    }

    private static int connectionsOwn() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whatIsNoPortIsRefused() {
        for (String wrong : new String[] {"0", "65536", "-1", "many", "99999999999"}) {
            assertThatThrownBy(() -> Ports.from(Map.of("SVARA_MAIL_PORT", wrong)::get))
                    .hasMessageContainingAll("SVARA_MAIL_PORT=" + wrong, "1 to 65535");
        }
    }

    private static Ports with(String variable, int port) {
        return Ports.from(
                Map.of("SVARA_PORT", Integer.toString(FreePort.any()), variable, Integer.toString(port))::get);
    }
}
