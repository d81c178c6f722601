package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.organisation.Recipient;

/**
 * A matter on its way out of the municipality, or a question to somebody who acts for it.
 *
 * @param parts exactly what the letter holds of the case
 * @param words what the officer wrote to the recipient
 * @param watchOn the day on which the officer wants to see that the recipient has taken it, or null for no watch
 * @param watchUntil until when it can still fail
 * @param stoppedAt when it stopped the clock, or null when it has not
 */
public record Forwarding(
        UUID id,
        UUID enquiryId,
        String recipientId,
        Recipient.Type type,
        String email,
        String byName,
        Instant at,
        Set<Part> parts,
        String words,
        @Nullable UUID letterId,
        @Nullable LocalDate watchOn,
        @Nullable Instant watchUntil,
        @Nullable Instant stoppedAt,
        State state,
        @Nullable Instant settledAt) {

    /** What has become of it. */
    public enum State {
        ON_ITS_WAY,
        DELIVERED,
        REFUSED,
        /** The recipient has pressed the button in our letter, or told the officer. */
        CONFIRMED,
        /** Nothing failed in time: the matter is theirs. */
        STANDS,
        TAKEN_BACK,
        /** It was refused, and the officer answers instead. */
        GIVEN_UP
    }

    public boolean isWatched() {
        return watchOn != null;
    }

    /** Whether the recipient has it, for all we know. */
    public boolean isTheirs() {
        return type == Recipient.Type.OTHER_AUTHORITY
                && (state == State.DELIVERED || state == State.CONFIRMED || state == State.STANDS);
    }
}
