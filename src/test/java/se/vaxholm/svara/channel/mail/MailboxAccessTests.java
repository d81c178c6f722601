package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.TestServers;

/** A mailbox opens with its password or with a token, over TLS with whom its server says it is, and comes back after an outage. */
class MailboxAccessTests extends PostBox {

    private static final String KEYS = "only-for-tests";

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private MailTakeIn takeIn;

    @Autowired
    private Tokens tokens;

    @Test
    void aMailboxWhoseServerIsAwayKeepsNoOtherAndComesBack() {
        InboxSettings.Box other = anyBox();
        InboxSettings.Box away = anyBox();
        comes(other, from(anyAddress()), "En fråga");
        comes(away, from(anyAddress()), "En annan fråga");
        try (ImapLine line = ImapLine.to(TestServers.mail().imapPort())) {
            line.isAway(true);
            Inbox both = new Inbox(
                    new InboxSettings(Duration.ofSeconds(1), 7, List.of(at(away, line.port()), other)),
                    mailboxes,
                    mails,
                    takeIn,
                    tokens,
                    clock);

            both.readAll();

            assertThat(mailsOf(other)).hasSize(1);
            assertThat(mailsOf(away)).isEmpty();
            assertThat(failing(other)).isNull();
            assertThat(failing(away)).isEqualTo("CONNECTION 2026-03-02 10:15");
            clock.advance(Duration.ofMinutes(10));
            both.readAll();
            assertThat(failing(away)).as("since when it fails").isEqualTo("CONNECTION 2026-03-02 10:15");
            line.isWhole();
            both.readAll();
            assertThat(mailsOf(away)).hasSize(1);
            assertThat(failing(away)).isNull();
        }
    }

    @Test
    void aMailboxThatRefusesItsPasswordIsToldApart() {
        InboxSettings.Box box = anyBox();
        comes(box, from(anyAddress()), "En fråga");
        InboxSettings.Box wrong =
                new InboxSettings.Box(box.address(), box.host(), box.port(), false, "", "fel", "", "", "", "");

        assertThat(inbox.read(wrong)).isFalse();

        assertThat(failing(box)).startsWith("AUTHENTICATION ");
        read(box);
        assertThat(failing(box)).isNull();
        assertThat(mailsOf(box)).hasSize(1);
    }

    @Test
    void aTokenOpensAMailboxAndIsFetchedAnewWhenItIsRefused() throws Exception {
        String address = anyBox().address();
        try (TokenStandIn office = new TokenStandIn()) {
            InboxSettings.Box box = new InboxSettings.Box(
                    address,
                    "127.0.0.1",
                    TestServers.mail().imapPort(),
                    false,
                    "",
                    "",
                    office.url(),
                    "svara",
                    "hemlig",
                    "https://outlook.example/.default");
            office.gives = "first";
            accepts(address, "first");
            comes(address, "En fråga", "first");
            read(box);
            read(box);
            assertThat(office.asked).as("kept until it runs out").hasSize(1);
            assertThat(office.asked.get(0))
                    .contains("grant_type=client_credentials", "scope=https%3A%2F%2Foutlook.example%2F.default");

            accepts(address, "second");
            assertThat(inbox.read(box)).isFalse();
            assertThat(failing(box)).startsWith("AUTHENTICATION ");
            office.gives = "second";
            read(box);

            assertThat(office.asked).hasSize(2);
            assertThat(failing(box)).isNull();
            assertThat(mailsOf(box)).hasSize(1);
        }
    }

    @Test
    void anOfficeThatGivesNoTokenIsAFailingMailbox() throws Exception {
        InboxSettings.Box known = anyBox();
        try (TokenStandIn office = new TokenStandIn()) {
            office.status = 401;

            assertThat(inbox.read(byToken(known, office))).isFalse();

            assertThat(failing(known)).startsWith("AUTHENTICATION ");
            office.isAway();
            assertThat(inbox.read(byToken(known, office))).isFalse();
            assertThat(failing(known)).startsWith("CONNECTION ");
        }
    }

    @Test
    void onlyAServerThatProvesItsNameIsRead(@TempDir Path folder) throws Exception {
        Path keys = certificate(folder, "localhost");
        try (TlsServer server = new TlsServer(keys)) {
            InboxSettings.Box box = server.box("localhost");

            assertThat(inbox.read(box))
                    .as("with a certificate that nobody vouches for")
                    .isFalse();
            assertThat(failing(box)).startsWith("CONNECTION ");
            trusting(keys, () -> {
                assertThat(inbox.read(server.box("127.0.0.1")))
                        .as("by another name than the certificate's")
                        .isFalse();
                read(box);
            });

            assertThat(mailsOf(box)).hasSize(1);
            assertThat(failing(box)).isNull();
        }
    }

    private static InboxSettings.Box byToken(InboxSettings.Box box, TokenStandIn office) {
        return new InboxSettings.Box(
                box.address(), box.host(), box.port(), false, "", "", office.url(), "svara", "fel", "");
    }

    private static void accepts(String address, String token) {
        TestServers.mail().greenMail().setUser(address, address, token).setPassword(token);
    }

    private static void comes(String address, String text, String password) {
        deliver(
                TestServers.mail(),
                new InboxSettings.Box(address, "127.0.0.1", 0, false, "", password, "", "", "", ""),
                from(anyAddress()).body(text));
    }

    private static InboxSettings.Box at(InboxSettings.Box box, int port) {
        return new InboxSettings.Box(box.address(), box.host(), port, false, "", box.password(), "", "", "", "");
    }

    /** What is wrong with a mailbox and since when; null when nothing is. */
    private String failing(InboxSettings.Box box) {
        return jdbc.sql("""
                        select last_error || ' ' || to_char(failing_since at time zone 'Europe/Stockholm', 'YYYY-MM-DD HH24:MI')
                        from mailbox where address = ?""")
                .param(box.address())
                .query((row, i) -> String.valueOf(row.getString(1)))
                .optional()
                .filter(text -> !text.equals("null"))
                .orElse(null);
    }

    /** Makes a key and a certificate of its own for a name. */
    private static Path certificate(Path folder, String name) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "imap"));
        command.addAll(List.of("-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name, "-storetype"));
        command.addAll(List.of("PKCS12", "-storepass", KEYS, "-keystore", keys.toString()));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return keys;
    }

    /** As when the operator has put the certificate among those that Java trusts. */
    private static void trusting(Path keys, Runnable deed) throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(keys)) {
            own.load(bytes, KEYS.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("imap", own.getCertificate("imap"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(context);
        try {
            deed.run();
        } finally {
            SSLContext.setDefault(before);
        }
    }

    /** A mail server that speaks TLS, with one mail in one mailbox. */
    private static final class TlsServer implements AutoCloseable {

        private final String address = "lada.tls@vaxholm.example";
        private final GreenMail server;

        private TlsServer(Path keys) {
            Map<String, String> properties = Map.of(
                    DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY,
                    keys.toString(),
                    DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY,
                    KEYS,
                    DummySSLServerSocketFactory.GREENMAIL_KEY_PASSWORD_PROPERTY,
                    KEYS);
            properties.forEach(System::setProperty);
            try {
                server = new GreenMail(new ServerSetup(
                        0, InetAddress.getLoopbackAddress().getHostAddress(), ServerSetup.PROTOCOL_IMAPS));
                server.start();
            } finally {
                properties.keySet().forEach(System::clearProperty);
            }
            try {
                server.setUser(address, address, address)
                        .deliver(new MimeMessage(
                                Session.getInstance(new Properties()),
                                new ByteArrayInputStream(from(anyAddress()).body("Över TLS."))));
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }

        InboxSettings.Box box(String host) {
            return new InboxSettings.Box(address, host, server.getImaps().getPort(), true, "", address, "", "", "", "");
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /** Gives tokens to whoever asks, as an identity provider does. */
    private static final class TokenStandIn implements AutoCloseable {

        private final HttpServer server;
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile String gives = "";
        private volatile int status = 200;

        private TokenStandIn() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/token", exchange -> {
                try (exchange) {
                    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    byte[] answer = (status == 200
                                    ? "{\"access_token\":\"" + gives
                                            + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                                    : "{\"error\":\"invalid_client\"}")
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
        }

        void isAway() {
            server.stop(0);
        }

        @Override
        public void close() {
            isAway();
        }
    }
}
