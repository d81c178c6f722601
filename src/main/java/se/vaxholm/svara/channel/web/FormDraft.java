package se.vaxholm.svara.channel.web;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
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
        @Nullable String postalAddress,
        @Nullable ReplyBy replyBy,
        @Nullable Language language,
        Instant startedAt,
        @Nullable Sent sent) {

    /** A matter that has been sent: under which key, and the number it got. */
    record Sent(UUID key, String number, Instant at) {}

    /** Where its files lie until it is sent. */
    FilePlace files() {
        return FilePlace.unsent(submissionKey);
    }

    /** All that a reader is shown before sending, as one text that is the same only when all of it is. */
    String content(List<KeptFile> files) {
        Stream<Object> ids = files.stream().map(KeptFile::id);
        return Stream.concat(
                        Stream.of(kind, categoryId, text, name, email, phone, postalAddress, replyBy, language), ids)
                .map(value -> Objects.toString(value, ""))
                .collect(Collectors.joining("\0"));
    }

    /** Whether everything here has been sent and nothing new begun. */
    boolean isSent() {
        return sent != null && text == null && categoryId == null;
    }
}
