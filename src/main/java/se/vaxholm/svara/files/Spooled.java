package se.vaxholm.svara.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/** A file on its way in: on disk while it is judged, so that nothing slow holds a database connection; gone when closed. */
final class Spooled implements AutoCloseable {

    private final Path path;
    private final byte[] head;
    private final long size;
    private final byte[] sha256;

    private Spooled(Path path, byte[] head, long size, byte[] sha256) {
        this.path = path;
        this.head = head;
        this.size = size;
        this.sha256 = sha256;
    }

    /** Takes a whole file in, within bounds. */
    static Spooled of(InputStream content) throws FileRefusedException {
        Path path = newFile();
        boolean whole = false;
        try {
            Spooled spooled = copy(content, path);
            whole = true;
            return spooled;
        } finally {
            if (!whole) {
                delete(path);
            }
        }
    }

    private static Spooled copy(InputStream content, Path path) throws FileRefusedException {
        MessageDigest digest = digest();
        byte[] head = new byte[FileTypes.HEAD];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] piece = new byte[FileTypes.HEAD];
            for (int read = read(content, piece); read >= 0; read = read(content, piece)) {
                if (size + read > KeptFiles.LARGEST) {
                    throw new FileRefusedException(Reason.TOO_LARGE);
                }
                if (size < head.length) {
                    System.arraycopy(piece, 0, head, (int) size, (int) Math.min(read, head.length - size));
                }
                digest.update(piece, 0, read);
                out.write(piece, 0, read);
                size += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (size == 0) {
            throw new FileRefusedException(Reason.EMPTY);
        }
        byte[] begun = size < head.length ? Arrays.copyOf(head, (int) size) : head;
        return new Spooled(path, begun, size, digest.digest());
    }

    /** Whoever sends may hang up; our own disk may not. */
    private static int read(InputStream content, byte[] piece) throws FileRefusedException {
        try {
            return content.read(piece);
        } catch (IOException e) {
            throw new FileRefusedException(Reason.BROKEN);
        }
    }

    Path path() {
        return path;
    }

    byte[] head() {
        return head;
    }

    long size() {
        return size;
    }

    byte[] sha256() {
        return sha256;
    }

    InputStream open() {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(path);
    }

    private static Path newFile() {
        try {
            return Files.createTempFile("svara-", ".file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
