package se.vaxholm.svara;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Installs what a folder of {@code src/test/frontend} asks of npm, and only again when its lockfile has changed. */
public final class NodePackages {

    private static final Path SOURCES = Path.of("src", "test", "frontend");
    private static final Path INSTALLED = Path.of("target", "test-frontend");
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

    private NodePackages() {}

    /** Copies the folder's files to the build folder, installs its packages there, and gives that place. */
    public static synchronized Path install(String folder) {
        Path source = SOURCES.resolve(folder);
        Path target = INSTALLED.resolve(folder);
        try {
            Path lock = source.resolve("package-lock.json");
            Path mark = target.resolve("node_modules").resolve("installed-package-lock.json");
            boolean fresh = Files.exists(mark) && Files.mismatch(lock, mark) == -1;
            copy(source, target);
            if (!fresh) {
                run(target, WINDOWS ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
                Files.copy(lock, mark, StandardCopyOption.REPLACE_EXISTING);
            }
            return target.toAbsolutePath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The packages of " + source + " cannot be installed", unwritable);
        }
    }

    /** Runs a program in a folder and waits for it; what it wrote is in the error when it fails. */
    public static void run(Path folder, String... command) throws IOException {
        Path log = Files.createTempFile("svara-", ".log");
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(new File(WINDOWS ? "NUL" : "/dev/null"))
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed in " + folder
                        + ". Node.js 20 or later with npm is needed, and the package registry the first time."
                        + System.lineSeparator() + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", command) + " was interrupted", interrupted);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
