package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing said in a case, by the asker or by the municipality. */
public record Message(
        UUID id,
        UUID enquiryId,
        Instant at,
        Type type,
        @Nullable String authorId,
        String author,
        String text) {

    /** Who speaks to whom; a note, or what was stopped, never leaves the house. */
    public enum Type {
        QUESTION,
        ENQUIRER_ADDED,
        ANSWER,
        ANSWERED_OTHERWISE,
        /** Word of who answers and when, with what the writer added. */
        NOTICE,
        /** A question of ours. */
        ASKED_BACK,
        /** Word of where the matter goes on. */
        ELSEWHERE,
        /** That what was said before was wrong, and what holds instead. */
        CORRECTION,
        /** What somebody else than the asker wrote to us about the case. */
        OUTSIDER_WROTE,
        /** An answer that was stopped before it left. */
        STOPPED,
        NOTE
    }

    public boolean isInternal() {
        return type == Type.NOTE || type == Type.STOPPED || type == Type.OUTSIDER_WROTE;
    }
}
