package se.vaxholm.svara.enquiry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a detail of a case was before somebody corrected it.
 *
 * @param oldValue null when nothing had been told
 */
public record Correction(
        Instant at, String byName, Field field, @Nullable String oldValue) {

    /** The details that can be corrected. */
    public enum Field {
        NAME,
        EMAIL,
        PHONE,
        POSTAL_ADDRESS,
        CATEGORY,
        KIND
    }
}
