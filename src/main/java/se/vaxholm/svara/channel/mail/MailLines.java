package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A mail's lines one by one, whichever line ends it has, and of each no more than its beginning in memory. */
final class MailLines {

    private final InputStream source;
    private final byte[] buffer = new byte[16 * 1024];
    private final int kept;
    private byte[] line = new byte[256];
    private int lineLength;
    private int filled;
    private int position;
    private long offset;
    private long start;
    private long end;
    private boolean ended;

    /** @param kept how many bytes of each line are kept */
    MailLines(InputStream source, int kept) {
        this.source = source;
        this.kept = kept;
    }

    /** Goes to the next line, if there is one. */
    boolean next() throws IOException {
        start = offset;
        lineLength = 0;
        int character = read();
        if (character < 0) {
            return false;
        }
        while (character >= 0 && character != '\n' && character != '\r') {
            keep(character);
            character = read();
        }
        end = character < 0 ? offset : offset - 1;
        if (character == '\r' && read() != '\n') {
            unread();
        }
        return true;
    }

    /** Where the line begins. */
    long start() {
        return start;
    }

    /** Where it ends, without its line end. */
    long end() {
        return end;
    }

    /** Where the next one begins. */
    long after() {
        return offset;
    }

    /** The line's beginning, each byte as a character. */
    String line() {
        return new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
    }

    /** Whether it is these words, but for blanks at its end. */
    boolean is(byte[] words) {
        int length = lineLength;
        while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t')) {
            length--;
        }
        return Arrays.equals(line, 0, length, words, 0, words.length);
    }

    private void keep(int character) {
        if (lineLength >= kept) {
            return;
        }
        if (lineLength == line.length) {
            line = Arrays.copyOf(line, Math.min(kept, line.length * 2));
        }
        line[lineLength++] = (byte) character;
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = ended ? -1 : source.read(buffer);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                ended = true;
                return -1;
            }
        }
        offset++;
        return buffer[position++] & 0xff;
    }

    /** Only just after a byte was read; at the end there is none to give back. */
    private void unread() {
        if (!ended) {
            position--;
            offset--;
        }
    }
}
