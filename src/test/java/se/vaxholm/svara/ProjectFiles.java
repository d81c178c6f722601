package se.vaxholm.svara;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the project as its history knows them, for tests that read what was written rather than run it. */
final class ProjectFiles {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> NEVER_TRACKED = Set.of(".git", ".svara", "target", "node_modules", ".idea");

    private ProjectFiles() {}

    /** Paths relative to the root, with forward slashes on every system. */
    static List<String> tracked() {
        try {
            return Files.exists(ROOT.resolve(".git")) ? listedByGit() : walk();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> tracked(String folder, String ending) {
        return tracked().stream()
                .filter(path -> path.startsWith(folder) && path.endsWith(ending))
                .toList();
    }

    static String read(String path) {
        return new String(bytes(path), UTF_8);
    }

    static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the files not added yet, so that a mistake shows before it is committed. */
    private static List<String> listedByGit() throws IOException {
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String listed = new String(git.getInputStream().readAllBytes(), UTF_8);
        try {
            if (git.waitFor() != 0) {
                return walk();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while git listed the files", e);
        }
        return Arrays.stream(listed.split("\0", -1))
                .filter(path -> !path.isEmpty() && Files.isRegularFile(ROOT.resolve(path)))
                .toList();
    }

    private static List<String> walk() throws IOException {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(path -> Stream.iterate(path, step -> step != null, Path::getParent)
                            .noneMatch(step ->
                                    NEVER_TRACKED.contains(step.getFileName().toString())))
                    .map(path -> path.toString().replace('\\', '/'))
                    .toList();
        }
    }
}
