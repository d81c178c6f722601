package se.vaxholm.svara.security;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import se.vaxholm.svara.KeycloakStandIn;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.embedded.FreePort;

class KeycloakWatchTests {

    private final KeycloakStandIn keycloak = KeycloakStandIn.start();
    private final TestClock clock = new TestClock();
    private final KeycloakWatch watch = watch(keycloak.url(), "", "svara");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        clock.set("2026-03-02T10:15");
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void leave() throws IOException {
        logger().detachAppender(log);
        keycloak.close();
    }

    @Test
    void aKeycloakThatAnswersIsSaidOnce() {
        assertThat(watch.answers()).isTrue();
        clock.advance(ofMinutes(30));
        assertThat(watch.answers()).isTrue();

        assertThat(said()).containsExactly("INFO Keycloak answers at " + keycloak.url() + "/realms/svara");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWERS")
    void whateverElseItDoesItIsAwayAndNobodyWaitsLong(KeycloakStandIn.Mood mood) {
        keycloak.be(mood);
        Instant before = Instant.now();

        assertThat(watch.answers()).isFalse();

        assertThat(Duration.between(before, Instant.now())).isLessThan(KeycloakWatch.PATIENCE.plus(ofSeconds(8)));
    }

    @Test
    void nothingAtThePortIsAwayToo() {
        assertThat(watch("http://localhost:" + FreePort.any(), "", "svara").answers())
                .isFalse();
        assertThat(said()).singleElement().asString().contains("ConnectException");
    }

    @Test
    void manyWhoAskAtOnceKnockOnceAndNoneWaitsForTheOthers() {
        watch.answers();
        keycloak.be(KeycloakStandIn.Mood.HANGS);
        clock.advance(KeycloakWatch.FRESH);
        Instant before = Instant.now();

        List<CompletableFuture<Boolean>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(watch::answers, task -> new Thread(task).start()))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(keycloak.visits()).isEqualTo(2);
        assertThat(Duration.between(before, Instant.now())).isLessThan(KeycloakWatch.PATIENCE.plus(ofSeconds(8)));
        assertThat(watch.answers()).isFalse();
    }

    @Test
    void theLogTellsWhenItGoesNowAndThenWhileItIsAwayAndWhenItIsBack() {
        keycloak.be(KeycloakStandIn.Mood.STARTS);
        for (int minute = 0; minute < 25; minute++) {
            watch.look();
            clock.advance(ofMinutes(1));
        }
        keycloak.be(KeycloakStandIn.Mood.ANSWERS);
        watch.look();

        assertThat(said()).hasSize(4);
        assertThat(said().subList(0, 3))
                .allMatch(line -> line.startsWith("WARN Keycloak cannot be used at " + keycloak.url()
                        + "/realms/svara since 2026-03-02T09:15:00Z (it answers 503)"));
        assertThat(said().get(3)).isEqualTo("INFO Keycloak answers again; it was away for 25 min");
    }

    @Test
    void aKeycloakThatCallsItselfOtherwiseIsOfNoUseAndTheLogSaysWhichSettingToLookAt() {
        assertThat(watch("https://login.example.org", keycloak.url(), "svara").answers())
                .isFalse();
        assertThat(said())
                .singleElement()
                .asString()
                .contains("it calls itself \"" + keycloak.url() + "/realms/svara\"")
                .contains("SVARA_KEYCLOAK_URL");
    }

    @Test
    void realmAndPathAreWhatTheSettingsSay() {
        assertThat(watch(keycloak.url() + "/auth/", "", "kommunen").answers()).isTrue();
        assertThat(said()).containsExactly("INFO Keycloak answers at " + keycloak.url() + "/auth/realms/kommunen");
    }

    private KeycloakWatch watch(String url, String internalUrl, String realm) {
        return new KeycloakWatch(
                new KeycloakSettings(url, internalUrl, realm, "svara", "secret", "svara-identity", "secret", true),
                clock);
    }

    private List<String> said() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(KeycloakWatch.class);
    }
}
