package se.vaxholm.svara.channel.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Language;

/**
 * What a visitor has filled in of the form so far; texts may still be wrong in any way but hold no control characters.
 *
 * @param submissionKey makes sure that what is sent twice is registered once
 * @param startedAt when the first step was sent: people need a few seconds for the rest, machines do not
 * @param sent what was sent last from here, if anything was
 */
record FormDraft(
        UUID submissionKey,
        @Nullable Kind kind,
        @Nullable String categoryId,
        @Nullable String text,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable ReplyBy replyBy,
        @Nullable Language language,
        Instant startedAt,
        @Nullable Sent sent) {

    /** A matter that has been sent: under which key, and the number it got. */
    record Sent(UUID key, String number, Instant at) {}

    /** Whether everything here has been sent and nothing new begun. */
    boolean isSent() {
        return sent != null && text == null && categoryId == null;
    }
}
