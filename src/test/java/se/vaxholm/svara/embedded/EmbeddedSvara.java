package se.vaxholm.svara.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import se.vaxholm.svara.SvaraApplication;

/**
 * Starts all of Svara on this machine, on the loopback address only: PostgreSQL, Keycloak, a mail server with a page to
 * read and send mail, and the application. Made for {@code ./mvnw spring-boot:test-run}.
 */
public final class EmbeddedSvara {

    private static final Logger LOG = Logger.getLogger(EmbeddedSvara.class.getName());
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private final Path home = PROJECT.resolve(".svara");
    private final Path data = home.resolve("data");
    private final Path servers = home.resolve("servers");
    private final Path postgresData = data.resolve("postgresql");
    private final Path keycloakData = data.resolve("keycloak");
    private final DemoRealm realm = new DemoRealm(PROJECT.resolve("keycloak").resolve("svara-realm.json"));
    private final Progress progress;
    private final Ports ports;

    private EmbeddedSvara(Progress progress, Ports ports) {
        this.progress = progress;
        this.ports = ports;
    }

    public static void main(String[] arguments) {
        PrintStream terminal = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(terminal);
        LoggingSystem.get(EmbeddedSvara.class.getClassLoader()).beforeInitialize();
        try {
            EmbeddedSvara svara = new EmbeddedSvara(progress, Ports.from(System::getenv));
            terminal.println(svara.start(arguments));
        } catch (ServerStartException e) {
            progress.say("Svara did not start. " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Svara did not start", e);
            System.exit(1);
        }
    }

    private String start(String[] arguments) {
        RunningServers running = new RunningServers(Duration.ofMillis(2500));
        running.add(OneRun.of(home, address()));
        cleanUp();
        ports.mustBeFree();
        Secrets secrets = new Secrets(data.resolve("secrets.properties"));

        progress.say("Starting PostgreSQL, Keycloak and the mail server (logs in " + shown(data) + ")");
        MailServer mail = running.add(MailServer.start(ports.smtp(), ports.imap()));
        CompletableFuture<PostgresServer.Database> database =
                CompletableFuture.supplyAsync(() -> database(running, secrets));
        CompletableFuture<Void> keycloak = CompletableFuture.runAsync(() -> keycloak(running));
        Map<String, Object> settings = new LinkedHashMap<>(SvaraSettings.of(
                outcome(database), mail, keycloakUrl(), realm, address(), secrets.get("svara.secret")));
        settings.putAll(SvaraSettings.inbox(mail, FunctionMailboxes.ADDRESSES));
        settings.put(
                "svara.journal.checkpoints", data.resolve("checkpoints.txt").toString());
        settings.put("svara.journal.auditor", "revisor@vaxholm.example");
        settings.putAll(localSettings());

        // The application starts without Keycloak, so they need not wait for each other.
        progress.say("Starting the application");
        ConfigurableApplicationContext application = application(running, settings, arguments);
        new DemoCases(application).register();
        progress.say("The application answers");
        MailPage mailPage = running.add(MailPage.start(ports.mailPage(), mail, new FunctionMailboxes(application)));
        outcome(keycloak);
        return new Welcome(realm, address(), keycloakUrl(), mailPage.url(), ports, shown(data))
                .text(progress.seconds());
    }

    private String address() {
        return "http://localhost:" + ports.application();
    }

    private String keycloakUrl() {
        return "http://localhost:" + ports.keycloak();
    }

    /** Ends what a killed run left behind, and throws its data away if that is wanted. */
    private void cleanUp() {
        boolean postgres = PostgresServer.stopLeftOver(postgresData);
        boolean keycloak = KeycloakServer.stopLeftOver(keycloakData);
        if (postgres || keycloak) {
            progress.say("Stopped the servers that an earlier, killed run left behind");
        }
        if (Boolean.getBoolean("svara.fresh") || Boolean.parseBoolean(System.getenv("SVARA_FRESH"))) {
            progress.say("Starting over: everything in " + shown(data) + " goes");
            Folder.delete(data);
        }
        Folder.create(data);
    }

    private PostgresServer.Database database(RunningServers running, Secrets secrets) {
        // Known before it has started, because Ctrl-C may come in the meantime.
        running.add(() -> PostgresServer.stopLeftOver(postgresData));
        PostgresServer server = running.add(PostgresServer.start(
                servers,
                postgresData,
                ports.database(),
                PostgresServer.Durability.KEPT,
                secrets.get("database.superuser")));
        PostgresServer.Database database =
                server.database("svara", false, secrets.get("database.owner"), secrets.get("database.application"));
        progress.say("PostgreSQL answers");
        return database;
    }

    private void keycloak(RunningServers running) {
        running.addIndependent(() -> KeycloakServer.stopLeftOver(keycloakData));
        KeycloakServer.start(
                servers, keycloakData, realm.file(), ports.keycloak(), Map.of("SVARA_BASE_URL", address()));
        progress.say("Keycloak answers");
    }

    private static <T extends @Nullable Object> T outcome(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServerStartException reason) {
                throw reason;
            }
            throw e;
        }
    }

    private Map<String, Object> localSettings() {
        return Map.of(
                "server.address", "127.0.0.1",
                "server.port", ports.application(),
                "spring.lifecycle.timeout-per-shutdown-phase", "2s");
    }

    private ConfigurableApplicationContext application(
            RunningServers running, Map<String, Object> settings, String[] arguments) {
        SpringApplication application = new SpringApplication(SvaraApplication.class);
        application.setMainApplicationClass(SvaraApplication.class);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("embedded", settings));
            running.usedBy(context);
        });
        // As arguments, because logging is set up before initializers run.
        Stream<String> logging = Stream.of(
                "--logging.threshold.console=WARN",
                "--logging.file.name=" + data.resolve("svara.log"),
                // It tells of everybody who gets a mailbox, with their address.
                "--logging.level.com.icegreen=warn");
        try {
            return application.run(Stream.concat(logging, Stream.of(arguments)).toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new ServerStartException(reason(e), e);
        }
    }

    private String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywayValidateException) {
                return "The data in " + shown(data) + " belongs to another version of Svara: go back to that version,"
                        + " or start over with ./mvnw spring-boot:test-run -Dsvara.fresh=true";
            }
        }
        return "The application ended with: " + failure.getMessage() + " (more in " + shown(data) + "/svara.log)";
    }

    private static String shown(Path path) {
        return PROJECT.relativize(path).toString();
    }
}
