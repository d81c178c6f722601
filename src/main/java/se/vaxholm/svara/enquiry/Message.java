package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.files.Parts;

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

    /** What can be stopped before it leaves: word to the asker. */
    static final Set<Type> STOPPABLE = Set.of(Type.ANSWER, Type.NOTICE, Type.ELSEWHERE);

    /**
     * SHA-256 over id, time, type, author's id (empty when it is nobody of ours), author and text, in UTF-8 and each followed by
     * a zero byte, as hexadecimal digits: the record keeps it, so that whoever changes a message afterwards is found out.
     */
    public String sha256() {
        return sha256(id, at, type.name(), authorId, author, text);
    }

    static String sha256(UUID id, Instant at, String type, @Nullable String authorId, String author, String text) {
        return Parts.sha256(
                List.of(id.toString(), at.toString(), type, Objects.requireNonNullElse(authorId, ""), author, text));
    }

    public boolean isInternal() {
        return type == Type.NOTE || type == Type.STOPPED || type == Type.OUTSIDER_WROTE;
    }
}
