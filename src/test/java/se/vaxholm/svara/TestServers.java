package se.vaxholm.svara;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import se.vaxholm.svara.embedded.FreePort;
import se.vaxholm.svara.embedded.KeycloakServer;
import se.vaxholm.svara.embedded.MailServer;
import se.vaxholm.svara.embedded.PostgresServer;
import se.vaxholm.svara.embedded.RunningServers;
import se.vaxholm.svara.files.ClamdStandIn;

/**
 * The servers all tests of one JVM share: PostgreSQL with a new database for each run, a mail server, and Keycloak for
 * the tests that sign in. Each starts when it is first asked for and all stop when the JVM ends.
 */
public final class TestServers {

    /**
     * Where the browser tests' application reads what is written to Stadsbyggnad. Nothing else is sent there: the tests share one
     * mail server, and letters of one application are not to be enquiries to another.
     */
    public static final String MAILBOX = "medborgarservice@vaxholm.example";

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path SERVERS = PROJECT.resolve(".svara").resolve("servers");
    private static final Path REALM = PROJECT.resolve("keycloak").resolve("svara-realm.json");
    private static final String PASSWORD = "only-for-tests";

    private static final RunningServers running = new RunningServers(Duration.ofSeconds(10));

    /** Held for as long as Keycloak takes to start: whoever wants another server does not wait for that. */
    private static final Object KEYCLOAK = new Object();

    private static @Nullable Path folder;
    private static @Nullable PostgresServer postgres;
    private static @Nullable MailServer mail;
    private static @Nullable KeycloakServer keycloak;
    private static @Nullable KeycloakStandIn keycloakStandIn;
    private static @Nullable ClamdStandIn clamd;
    private static int databases;
    private static int applicationPort;
    private static int keycloakPort;

    private TestServers() {}

    /** A new, empty database with the roles svara_owner and svara_app. */
    public static synchronized PostgresServer.Database newDatabase() {
        if (postgres == null) {
            Path data = folder().resolve("postgresql");
            running.add(() -> PostgresServer.stopLeftOver(data));
            postgres = PostgresServer.start(
                    SERVERS, data, FreePort.any(), PostgresServer.Durability.THROWN_AWAY, PASSWORD);
            running.add(postgres);
        }
        databases++;
        return postgres.database("svara_" + databases, true, PASSWORD, PASSWORD);
    }

    public static synchronized MailServer mail() {
        if (mail == null) {
            mail = MailServer.start(0, 0);
            running.add(mail);
        }
        return mail;
    }

    public static KeycloakServer keycloak() {
        synchronized (KEYCLOAK) {
            if (keycloak == null) {
                Path data = folder().resolve("keycloak");
                running.addIndependent(() -> KeycloakServer.stopLeftOver(data));
                keycloak = KeycloakServer.start(
                        SERVERS, data, REALM, keycloakPort(), Map.of("SVARA_BASE_URL", applicationUrl()));
            }
            return keycloak;
        }
    }

    /** Where Keycloak will be, or is: for an application that starts before it. */
    public static synchronized String keycloakUrl() {
        return "http://localhost:" + keycloakPort();
    }

    private static synchronized int keycloakPort() {
        if (keycloakPort == 0) {
            keycloakPort = FreePort.any();
        }
        return keycloakPort;
    }

    /** What the tests without Keycloak find in its place. */
    public static synchronized KeycloakStandIn keycloakStandIn() {
        if (keycloakStandIn == null) {
            keycloakStandIn = KeycloakStandIn.start();
            running.addIndependent(keycloakStandIn);
        }
        return keycloakStandIn;
    }

    /** What scans files in all tests. */
    public static synchronized ClamdStandIn clamd() {
        if (clamd == null) {
            clamd = ClamdStandIn.start();
            running.addIndependent(clamd);
        }
        return clamd;
    }

    /** Where the application of the browser tests will listen: known before it starts, since letters and the realm name it. */
    public static synchronized String applicationUrl() {
        return "http://localhost:" + applicationPort();
    }

    /** The same port in every run if it is free, so that Keycloak need not take the realm anew. */
    public static synchronized int applicationPort() {
        Path remembered = folder().resolve("application-port");
        try {
            if (applicationPort == 0) {
                int before = Files.exists(remembered) ? Integer.parseInt(Files.readString(remembered)) : 0;
                applicationPort = FreePort.isStillGood(before) ? before : FreePort.any();
                Files.writeString(remembered, Integer.toString(applicationPort));
            }
            return applicationPort;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers a context that uses the servers: they outlive it. */
    static void usedBy(ConfigurableApplicationContext context) {
        running.usedBy(context);
    }

    /** A folder no other JVM uses at this time, so that two test runs of the same project do not meet. */
    private static synchronized Path folder() {
        if (folder == null) {
            for (int slot = 1; folder == null; slot++) {
                Path candidate =
                        PROJECT.resolve("target").resolve("test-servers").resolve(Integer.toString(slot));
                if (locked(candidate)) {
                    folder = candidate;
                }
            }
        }
        return folder;
    }

    @SuppressWarnings("resource") // held until the JVM ends
    private static boolean locked(Path candidate) {
        try {
            Files.createDirectories(candidate);
            FileLock lock = new RandomAccessFile(candidate.resolve("lock").toFile(), "rw")
                    .getChannel()
                    .tryLock();
            return lock != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
