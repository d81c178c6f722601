package se.vaxholm.svara.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Kind;

/**
 * What a channel hands in.
 *
 * @param key names the submission within its channel: the same key twice is the same case; 1 to 200 characters
 * @param answerOnTheSpot what was answered at once (G2), or null
 * @param filesKey under which its files lie unsent, or null when it has none
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
        @Nullable UUID filesKey) {

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

    /** A question without files, perhaps with its answer. */
    public Submission(
            String key,
            Channel channel,
            Kind kind,
            String categoryId,
            String text,
            Enquirer enquirer,
            Instant receivedAt,
            @Nullable String answerOnTheSpot) {
        this(key, channel, kind, categoryId, text, enquirer, receivedAt, answerOnTheSpot, null);
    }

    /** The same with the files that lie unsent under a key: when it is registered they lie with its question. */
    public Submission withFiles(UUID unsentKey) {
        return new Submission(key, channel, kind, categoryId, text, enquirer, receivedAt, answerOnTheSpot, unsentKey);
    }
}
