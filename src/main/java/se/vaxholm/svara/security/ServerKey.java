package se.vaxholm.svara.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keyed hashes under the server's own key, which stands in no table: what they seal, nobody with the database can forge. */
@Component
public class ServerKey {

    private static final int SHORTEST = 32;

    private final SecretKeySpec key;

    public ServerKey(@Value("${svara.secret:}") String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException("The setting svara.secret (environment SVARA_SECRET) must hold at least "
                    + SHORTEST + " characters that nobody can guess; it has " + secret.length() + ".");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** @param purpose keeps hashes made for one use worthless for every other */
    public byte[] hash(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
