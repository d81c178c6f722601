package se.vaxholm.svara.correspondence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The links in letters by which an asker comes to their matter without typing anything. They can be used again: mail
 * scanners open them before people do.
 */
@Service
public class LetterLinks {

    /** Stands in stored letters and previews where the asker's own link will be. */
    static final String PLACEHOLDER = "⟦personlig länk⟧";

    private static final int TOKEN_BYTES = 24;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String baseUrl;
    private final SecureRandom random = new SecureRandom();

    LetterLinks(JdbcClient jdbc, Clock clock, @Value("${svara.base-url}") String baseUrl) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    String make(UUID enquiryId) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("insert into letter_link (token_hash, enquiry_id, made_at) values (?, ?, ?)")
                .params(hash(token), enquiryId, Timestamp.from(clock.instant()))
                .update();
        return baseUrl + "/arende/l/" + token;
    }

    /** The matter that a link's token opens. */
    public Optional<UUID> open(String token) {
        if (token.length() > 64) {
            return Optional.empty();
        }
        return jdbc.sql("select enquiry_id from letter_link where token_hash = ?")
                .param(hash(token))
                .query(UUID.class)
                .optional();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
