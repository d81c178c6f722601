package se.vaxholm.svara.correspondence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.PublicAddress;
import se.vaxholm.svara.security.ServerKey;

/**
 * The links in letters by which an asker comes to their matter without typing anything. They can be used again: mail
 * scanners open them before people do.
 */
@Service
public class LetterLinks {

    /** Stands in stored letters and previews where the asker's own link will be. */
    static final String PLACEHOLDER = "⟦personlig länk⟧";

    /** Stands there for the code, which no table holds. */
    static final String CODE_PLACEHOLDER = "⟦personlig kod⟧";

    private static final int TOKEN_BYTES = 24;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ServerKey key;
    private final PublicAddress address;

    LetterLinks(JdbcClient jdbc, Clock clock, ServerKey key, PublicAddress address) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = key;
        this.address = address;
    }

    /**
     * The link of one letter, the same at every attempt to send it. Nobody can compute it from what stands in the
     * database.
     */
    String make(Enquiry enquiry, UUID letterId) {
        byte[] sealed = key.hash("letter-link", letterId.toString());
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sealed, TOKEN_BYTES));
        jdbc.sql("""
                        insert into letter_link (token_hash, enquiry_id, code_version, made_at) values (?, ?, ?, ?)
                        on conflict (token_hash) do nothing""")
                .params(hash(token), enquiry.id(), enquiry.codeVersion(), Timestamp.from(clock.instant()))
                .update();
        return address.of("/arende/l/" + token);
    }

    /** The matter that a link's token opens. */
    public Optional<UUID> open(String token) {
        if (token.length() > 64) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select link.enquiry_id from letter_link link
                        join enquiry on enquiry.id = link.enquiry_id and enquiry.code_version = link.code_version
                        where token_hash = ?""").param(hash(token)).query(UUID.class).optional();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
