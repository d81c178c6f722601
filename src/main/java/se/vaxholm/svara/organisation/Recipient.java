package se.vaxholm.svara.organisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside the municipality who answers for what we do not, or does work for us.
 *
 * @param company whether it is a company: the asker hears of it before anything personal goes there
 * @param answersFor in words that officers search by
 * @param web an address on the web, or ""
 * @param address for letters by post, or ""
 * @param retiredAt since when nothing is forwarded to them any more
 */
public record Recipient(
        String id,
        Type type,
        boolean company,
        Bilingual name,
        Bilingual answersFor,
        String email,
        String phone,
        String web,
        String address,
        @Nullable Instant retiredAt) {

    /** Whether a matter becomes theirs by being forwarded (G4). */
    public enum Type {
        /** Another authority or owner: the matter is theirs. */
        OTHER_AUTHORITY,
        /** A contractor: the matter stays ours, and so does the clock. */
        ACTS_FOR_US
    }

    public boolean isActingForUs() {
        return type == Type.ACTS_FOR_US;
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
