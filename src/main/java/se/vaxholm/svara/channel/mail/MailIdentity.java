package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Tells whether two mails are copies of one: whatever servers add, encode and wrap anew on the way is left out, whatever its
 * writer has said is in.
 */
final class MailIdentity {

    private static final List<String> OF_WRITER = List.of("Message-ID", "From", "Date", "Subject");
    private static final int LONGEST_VALUE = 10_000;

    private final MessageDigest digest;

    private MailIdentity(MessageDigest digest) {
        this.digest = digest;
    }

    static byte[] of(MailPart mail) throws IOException {
        try {
            MailIdentity identity = new MailIdentity(MessageDigest.getInstance("SHA-256"));
            identity.headers(mail.headers());
            identity.add(mail);
            return identity.digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private void headers(MailHeaders headers) {
        for (String name : OF_WRITER) {
            add(headers.line(name, LONGEST_VALUE));
        }
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void add(MailPart part) throws IOException {
        for (MailPart child : part.children()) {
            if (!part.isMultipart()) {
                headers(child.headers());
            }
            add(child);
        }
        if (part.children().isEmpty()) {
            add(part.type());
            add(part.name());
            try (InputStream content = part.open()) {
                addLines(content);
            }
        }
        digest.update((byte) 1);
    }

    /** Each line end counts alike, and those at the end not at all. */
    private void addLines(InputStream content) throws IOException {
        byte[] buffer = new byte[32 * 1024];
        byte[] kept = new byte[buffer.length];
        boolean returned = false;
        long ends = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            int length = 0;
            for (int i = 0; i < read; i++) {
                byte letter = buffer[i];
                boolean lineEnd = letter == '\r' || letter == '\n';
                if (lineEnd) {
                    ends += returned && letter == '\n' ? 0 : 1;
                } else {
                    for (; ends > 0; ends--) {
                        digest.update(kept, 0, length);
                        length = 0;
                        digest.update((byte) '\n');
                    }
                    kept[length++] = letter;
                }
                returned = letter == '\r';
            }
            digest.update(kept, 0, length);
        }
    }
}
