package se.vaxholm.svara.files;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where files lie: with something that is not sent yet, with a form of a case, or with a message; other modules' ids alone. */
public record FilePlace(
        @Nullable UUID unsentKey,
        @Nullable UUID enquiryId,
        @Nullable String form,
        @Nullable UUID messageId) {

    /** With what is not registered yet, such as a visitor's draft or a mail on its way in; gone after 72 hours. */
    public static FilePlace unsent(UUID key) {
        return new FilePlace(key, null, null, null);
    }

    /**
     * With what is being written in a case, by officers or by the asker.
     *
     * @param form at most 60 characters
     */
    public static FilePlace form(UUID enquiryId, String form) {
        return new FilePlace(null, enquiryId, form, null);
    }

    /** With what has been said in a case. */
    public static FilePlace message(UUID messageId) {
        return new FilePlace(null, null, null, messageId);
    }
}
