package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The municipality's word to one asker: who answers, how to reach them, and by which day (G5, G6).
 *
 * @param previousId the one whose place it took
 * @param contact how the unit is reached
 * @param person who answers there, where that is known
 * @param dueOn by the end of which day; what the asker was told
 * @param dueAt closing time of that day; what staff aim at
 * @param reason why it takes longer, in words that the asker may read
 * @param beyondHorizon whether it is further away than its category usually takes
 * @param madeBy whose word it was
 * @param toldAt since when the asker knows
 */
public record Promise(
        UUID id,
        UUID enquiryId,
        @Nullable UUID previousId,
        String unitId,
        String contact,
        @Nullable String person,
        LocalDate dueOn,
        Instant remindAt,
        Instant dueAt,
        @Nullable String reason,
        boolean beyondHorizon,
        Instant madeAt,
        String madeBy,
        @Nullable Instant toldAt,
        State state,
        @Nullable Instant endedAt) {

    /** How it stands. Every promise that was told ends kept, broken or renegotiated. */
    public enum State {
        /** The asker doesn't know of it: nobody has called yet, or the letter came back. It binds nobody. */
        UNTOLD,
        OPEN,
        KEPT,
        BROKEN,
        /** Another day was told before this one had passed. */
        RENEGOTIATED
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
