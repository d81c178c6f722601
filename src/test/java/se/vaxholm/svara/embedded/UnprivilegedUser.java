package se.vaxholm.svara.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gives what to put in front of PostgreSQL's programs, which refuse to run as root. */
final class UnprivilegedUser {

    private static final String NOBODY = "65534";

    private final Path folder;

    UnprivilegedUser(Path folder) {
        this.folder = folder;
    }

    List<String> prefix() {
        if (ChildProcess.onWindows() || !"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (ChildProcess.succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        Folder.create(folder);
        letIn(folder, asNobody);
        if (ChildProcess.succeeds(Stream.concat(asNobody.stream(), Stream.of("test", "-w", folder.toString()))
                .toArray(String[]::new))) {
            return asNobody;
        }
        throw new ServerStartException("PostgreSQL does not run as root, and here nobody else may use " + folder
                + ": start Svara as an ordinary user.");
    }

    /** Gives the folder or file to the user the programs will run as, where that is another one. */
    static void letIn(Path path, List<String> prefix) {
        if (!prefix.contains("setpriv")) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                Files.setAttribute(each, "unix:uid", Integer.valueOf(NOBODY));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
