package se.vaxholm.svara.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Several texts that are told by one hash. */
public final class Parts {

    private Parts() {}

    /** SHA-256 over texts in UTF-8, each followed by a zero byte, as hexadecimal digits. */
    public static String sha256(List<String> parts) {
        MessageDigest digest = Spooled.digest();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Spooled.hex(digest.digest());
    }
}
