package se.vaxholm.svara.enquiry;

import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.organisation.Language;

/** The person who asks (frågeställare), as far as they chose to tell. */
public record Enquirer(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String postalAddress,
        ReplyBy replyBy,
        Language language) {

    /** Somebody who has told of no postal address. */
    public Enquirer(
            @Nullable String name, @Nullable String email, @Nullable String phone, ReplyBy replyBy, Language language) {
        this(name, email, phone, null, replyBy, language);
    }
}
