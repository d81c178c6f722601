package se.vaxholm.svara.correspondence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.security.PublicAddress;
import se.vaxholm.svara.security.ServerKey;

/** The links by which a recipient confirms once that they have taken a matter; they show nothing of it. */
@Service
public class ForwardingLinks {

    /** Stands in stored letters and previews where the recipient's own link will be. */
    static final String PLACEHOLDER = "⟦mottagarens länk⟧";

    private static final int TOKEN_BYTES = 24;

    private final Forwardings forwardings;
    private final ServerKey key;
    private final PublicAddress address;

    ForwardingLinks(Forwardings forwardings, ServerKey key, PublicAddress address) {
        this.forwardings = forwardings;
        this.key = key;
        this.address = address;
    }

    /** The link of one letter, the same at every attempt to send it; only its hash is kept. */
    String make(UUID letterId) {
        byte[] sealed = key.hash("forwarding-link", letterId.toString());
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sealed, TOKEN_BYTES));
        forwardings.keepToken(letterId, hash(token));
        return address.of("/vidarebefordrat/" + token);
    }

    /** The forwarding that a link's token can still confirm. */
    public Optional<Forwarding> open(String token) {
        return token.length() > 64 ? Optional.empty() : forwardings.ofToken(hash(token));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
