package se.vaxholm.svara.channel.mail;

import jakarta.mail.internet.SharedInputStream;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;

/** A stretch of a mail's bytes that can be read again and again without a copy of it. */
record MailBytes(SharedInputStream source, long from, long to) {

    /** The longest mail that is taken in; whoever collects the mail has a tighter bound. */
    static final long LONGEST = 80L * 1024 * 1024;

    /** A source that can share its bytes is used where it lies, and has to stay open; another one is read into memory. */
    static MailBytes of(InputStream source) throws IOException, UnreadableMailException {
        if (source instanceof SharedInputStream shared) {
            try (InputStream whole = shared.newStream(0, -1)) {
                return new MailBytes(shared, 0, length(whole));
            }
        }
        byte[] bytes = source.readNBytes((int) LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new UnreadableMailException(Reason.TOO_LARGE);
        }
        return of(bytes);
    }

    static MailBytes of(byte[] bytes) {
        return new MailBytes(new SharedByteArrayInputStream(bytes), 0, bytes.length);
    }

    private static long length(InputStream whole) throws IOException, UnreadableMailException {
        byte[] buffer = new byte[64 * 1024];
        long length = 0;
        for (int read = whole.read(buffer); read >= 0; read = whole.read(buffer)) {
            length += read;
            if (length > LONGEST) {
                throw new UnreadableMailException(Reason.TOO_LARGE);
            }
        }
        return length;
    }

    long size() {
        return to - from;
    }

    InputStream open() {
        return size() == 0 ? InputStream.nullInputStream() : source.newStream(from, to);
    }

    MailBytes part(long start, long end) {
        return new MailBytes(source, from + start, from + Math.max(start, end));
    }
}
