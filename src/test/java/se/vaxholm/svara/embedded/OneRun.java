package se.vaxholm.svara.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Sees to it that only one embedded run at a time uses the data of a project folder. */
final class OneRun implements AutoCloseable {

    private final FileChannel channel;
    private final Path about;

    private OneRun(FileChannel channel, Path about) {
        this.channel = channel;
        this.about = about;
    }

    /** Takes the folder, or says which run has it; the system lets go of it when this JVM ends, even if killed. */
    @SuppressWarnings("resource") // the lock is let go with its channel
    static OneRun of(Path folder, String address) {
        Folder.create(folder);
        Path about = folder.resolve("running");
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new ServerStartException("Svara already runs from this folder ("
                        + (Files.exists(about) ? Files.readString(about) : "it is just starting")
                        + "): use that one, stop it first, or start from another copy of the project.");
            }
            Files.writeString(
                    about, address + ", process " + ProcessHandle.current().pid());
            return new OneRun(channel, about);
        } catch (AccessDeniedException e) {
            throw new ServerStartException(
                    "The folder " + folder + " belongs to another user (was Svara started as root before?): remove it,"
                            + " or start Svara as that user.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(about);
        channel.close();
    }
}
