package se.vaxholm.svara.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Keycloak server on the loopback address with the realm {@code svara} from the project's realm file.
 *
 * <p>Its Java process is started directly: the shell script of the distribution would stay between us and it.
 */
public final class KeycloakServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path home;
    private final Path data;
    private final Path log;
    private final String url;
    private final int port;
    private final Map<String, String> placeholders;

    private KeycloakServer(Path home, Path data, int port, Map<String, String> placeholders) {
        this.home = home.toAbsolutePath();
        this.data = data.toAbsolutePath();
        this.log = this.data.resolveSibling(data.getFileName() + ".log");
        this.port = port;
        this.url = "http://localhost:" + port;
        this.placeholders = placeholders;
    }

    /**
     * Starts the server and returns when the realm answers.
     *
     * @param servers where Maven unpacked the distribution; it is used in place, shared by all runs of this project
     * @param data where this run keeps users and sessions
     * @param placeholders values for {@code ${...}} in the realm file
     */
    public static KeycloakServer start(
            Path servers, Path data, Path realmFile, int port, Map<String, String> placeholders) {
        KeycloakServer server = new KeycloakServer(distribution(servers), data, port, placeholders);
        stopLeftOver(data);
        Folder.create(data);
        try {
            server.takeRealm(realmFile);
            server.launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** The newest distribution in the folder: after an upgrade the old one may still lie there. */
    private static Path distribution(Path servers) {
        try (Stream<Path> folders = Files.list(Folder.create(servers))) {
            return folders.filter(each -> each.getFileName().toString().startsWith("keycloak-"))
                    .filter(each -> Files.isRegularFile(each.resolve("version.txt")))
                    .max(Comparator.comparing(
                            each -> each.resolve("version.txt").toFile().lastModified()))
                    .orElseThrow(() -> new ServerStartException("Keycloak is not unpacked in " + servers
                            + ": run ./mvnw test-compile once, it fetches it."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server on this data folder, if there is one, also if another, killed run left it behind. */
    public static boolean stopLeftOver(Path data) {
        return ChildProcess.ours(pidFile(data), data)
                .map(orphan -> {
                    ChildProcess.stop(orphan, Duration.ofSeconds(3));
                    return true;
                })
                .orElse(false);
    }

    /** Where browsers and the application find the server. */
    public String url() {
        return url;
    }

    /** Keycloak imports a realm only if it does not exist: a changed realm file means starting from empty data. */
    private void takeRealm(Path realmFile) throws IOException {
        byte[] realm = Files.readAllBytes(realmFile);
        String wanted = hash(new String(realm, StandardCharsets.UTF_8) + placeholders + home.getFileName());
        Path taken = data.resolve("realm.sha256");
        if (!Files.exists(taken) || !Files.readString(taken).equals(wanted)) {
            Folder.delete(data.resolve("h2"));
            Files.writeString(taken, wanted);
        }
        Path folder = Files.createDirectories(home.resolve("data").resolve("import"));
        Path arriving = Files.createTempFile(folder, "realm", ".arriving");
        Files.write(arriving, realm);
        Files.move(arriving, folder.resolve("svara-realm.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void launch() throws IOException {
        Process process = process();
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/realms/svara/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers(client, question)) {
            if (!process.isAlive()) {
                throw new ServerStartException("Keycloak ended during its start, see " + log);
            }
            if (Instant.now().isAfter(end)) {
                close();
                throw new ServerStartException(
                        "Keycloak did not answer within " + PATIENCE.toMinutes() + " min, see " + log);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) {
        try {
            Thread.sleep(200);
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while waiting for Keycloak", e);
        }
    }

    private Process process() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djava.security.egd=file:/dev/urandom",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(
                // Takes the distribution as it was built: building it for our few options would cost 20 s.
                "-Dkc.config.built=true",
                "-cp",
                home.resolve("lib").resolve("quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--cache=local",
                "--import-realm",
                "--hostname=" + url,
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                // Many rounds would protect nothing here, and every sign-in of a test would wait for them.
                "--spi-password-hashing--argon2--iterations=1",
                "--spi-password-hashing--argon2--memory=1024",
                "--db-url=jdbc:h2:file:" + data.resolve("h2").resolve("keycloak")
                        + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0"));
        ProcessBuilder builder = new ProcessBuilder(ChildProcess.detached(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        builder.environment().putAll(placeholders);
        Process process = builder.start();
        Files.writeString(pidFile(data), Long.toString(process.pid()));
        process.getOutputStream().close();
        return process;
    }

    private static Path pidFile(Path data) {
        return data.resolve("keycloak.pid");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopLeftOver(data);
    }
}
