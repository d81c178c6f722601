package se.vaxholm.svara.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The production jar, run as an operator runs it: {@code java -jar}, with environment variables and nothing else. */
final class Jar implements AutoCloseable {

    private static final Path FILE = Path.of(System.getProperty("svara.jar", "target/svara.jar"));
    private static final Path LOGS = Path.of("target", "production");

    private final Process process;
    private final Path log;

    private Jar(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Path file() {
        assertThat(FILE)
                .as("the jar, which ./mvnw verify packs before these tests")
                .isRegularFile();
        return FILE;
    }

    static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(file().toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    /** Starts it with these settings, each as its environment variable, and no other variable at all. */
    static Jar run(String name, Map<String, Object> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                file().toString()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(LOGS);
            Path log = LOGS.resolve(name + ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().clear();
            settings.forEach((setting, value) -> builder.environment().put(variable(setting), value.toString()));
            return new Jar(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    /** Waits for its end. */
    int exit() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    /** Waits for a line of the log. */
    void says(String text) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        while (!log().contains(text)) {
            assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .as("waiting for \"%s\" in %s", text, log())
                    .isTrue();
            Thread.sleep(100);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, as a service manager does. */
    void stop() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
