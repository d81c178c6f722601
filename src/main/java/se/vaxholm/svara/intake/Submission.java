package se.vaxholm.svara.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.organisation.Unit;

/**
 * What a channel hands in.
 *
 * @param key names the submission within its channel: the same key twice is the same case; 1 to 200 characters
 * @param answerOnTheSpot what was answered at once (G2), or null
 * @param filesKey under which its files lie unsent, or null when it has none
 * @param entrance by which door of ours it came
 */
public record Submission(
        String key,
        Channel channel,
        Kind kind,
        String categoryId,
        String text,
        Enquirer enquirer,
        Instant receivedAt,
        @Nullable String answerOnTheSpot,
        @Nullable UUID filesKey,
        Entrance entrance) {

    /**
     * By which door of ours it came.
     *
     * @param unitId the unit to which its asker wrote, which has it unless a rule says otherwise; the registrar when none
     * @param quiet whether a machine asks: nothing that a machine writes goes back to it
     * @param sensitive whether the case is marked so from the start, whatever its category and its words say
     */
    public record Entrance(String unitId, boolean quiet, boolean sensitive) {

        /** What is sensitive by its category or its words alone. */
        public Entrance(String unitId, boolean quiet) {
            this(unitId, quiet, false);
        }

        /** Ours together. */
        public static final Entrance COMMON = new Entrance(Unit.REGISTRATOR, false);
    }

    /** A question without files that came by no door in particular, perhaps with its answer. */
    public Submission(
            String key,
            Channel channel,
            Kind kind,
            String categoryId,
            String text,
            Enquirer enquirer,
            Instant receivedAt,
            @Nullable String answerOnTheSpot) {
        this(key, channel, kind, categoryId, text, enquirer, receivedAt, answerOnTheSpot, null, Entrance.COMMON);
    }

    /** A question that waits for its answer. */
    public Submission(
            String key,
            Channel channel,
            Kind kind,
            String categoryId,
            String text,
            Enquirer enquirer,
            Instant receivedAt) {
        this(key, channel, kind, categoryId, text, enquirer, receivedAt, null);
    }

    /** The same by another door. */
    public Submission by(Entrance door) {
        return new Submission(
                key, channel, kind, categoryId, text, enquirer, receivedAt, answerOnTheSpot, filesKey, door);
    }

    /** The same with the files that lie unsent under a key: when it is registered they lie with its question. */
    public Submission withFiles(UUID unsentKey) {
        return new Submission(
                key, channel, kind, categoryId, text, enquirer, receivedAt, answerOnTheSpot, unsentKey, entrance);
    }
}
