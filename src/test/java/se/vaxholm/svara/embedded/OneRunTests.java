package se.vaxholm.svara.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneRunTests {

    @TempDir
    private Path folder;

    @Test
    void theSecondRunOfAFolderIsToldWhereTheFirstOneIs() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!Files.exists(folder.resolve("running")) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            Thread.sleep(100);
            assertThatThrownBy(() -> OneRun.of(folder, "http://localhost:9999"))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContainingAll("already runs", "http://localhost:1234", "process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        OneRun.of(folder, "http://localhost:9999").close();
    }

    @Test
    void aProcessThatOnlyHasTheNumberOfOursIsNotOurs() throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/somewhere\n");

        assertThat(ChildProcess.ours(pidFile, folder.resolve("data"))).isEmpty();
        Files.writeString(pidFile, "not a number");
        assertThat(ChildProcess.ours(pidFile, folder.resolve("data"))).isEmpty();
        assertThat(ChildProcess.ours(folder.resolve("missing"), folder.resolve("data")))
                .isEmpty();
    }

    @Test
    void secretsAreMadeOnceAndKept() {
        Path file = folder.resolve("secrets.properties");
        String secret = new Secrets(file).get("svara.secret");

        assertThat(secret).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(new Secrets(file).get("other"));
        assertThat(new Secrets(file).get("svara.secret")).isEqualTo(secret);
    }

    /** Another JVM that takes the folder and keeps it until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            OneRun.of(Path.of(arguments[0]), "http://localhost:1234");
            Thread.sleep(60_000);
        }
    }
}
