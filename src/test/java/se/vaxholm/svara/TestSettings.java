package se.vaxholm.svara;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import se.vaxholm.svara.embedded.DemoRealm;
import se.vaxholm.svara.embedded.SvaraSettings;

/** Points the application at the {@link TestServers}. */
final class TestSettings {

    private static final String SECRET = "a-server-key-that-only-the-tests-know";

    private TestSettings() {}

    private static void use(
            ConfigurableApplicationContext context, String keycloakUrl, String baseUrl, Map<String, Object> more) {
        DemoRealm realm = new DemoRealm(Path.of("keycloak", "svara-realm.json"));
        Map<String, Object> settings =
                SvaraSettings.of(TestServers.newDatabase(), TestServers.mail(), keycloakUrl, realm, baseUrl, SECRET);
        settings.put("svara.journal.checkpoints", checkpoints().toString());
        settings.put("svara.journal.auditor", "revisor@vaxholm.example");
        settings.put("svara.clamd.host", "127.0.0.1");
        settings.put("svara.clamd.port", TestServers.clamd().port());
        settings.putAll(more);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test servers", settings));
        TestServers.usedBy(context);
    }

    /** Where a database's checkpoints are published, which is no other's place. */
    private static Path checkpoints() {
        try {
            Path folder = Files.createTempDirectory("svara-checkpoints");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("checkpoints.txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For tests that sign nobody in at Keycloak: a {@link KeycloakStandIn} is there for it. */
    static final class WithoutKeycloak implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            use(
                    context,
                    TestServers.keycloakStandIn().url(),
                    "http://localhost:8080",
                    Map.of("camunda.bpm.job-execution.enabled", "false", "svara.scheduling", "false"));
        }
    }

    /** For tests in a browser. */
    static final class WithKeycloak implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            use(context, TestServers.keycloak().url(), TestServers.applicationUrl(), more());
        }

        private static Map<String, Object> more() {
            Map<String, Object> settings =
                    SvaraSettings.inbox(TestServers.mail(), List.of("stadsbyggnad@vaxholm.example"));
            TestServers.mail().mailbox(TestServers.MAILBOX);
            settings.put("svara.inbox.boxes[0].user", TestServers.MAILBOX);
            settings.put("svara.inbox.boxes[0].password", TestServers.MAILBOX);
            settings.put("svara.inbox.pause", "1s");
            settings.put("svara.outbox.pause", "100ms");
            // Whoever is a test is quicker than a human.
            settings.put("svara.limits.shortest-filling", "0s");
            settings.put("server.port", TestServers.applicationPort());
            settings.put("server.address", "127.0.0.1");
            return settings;
        }
    }
}
