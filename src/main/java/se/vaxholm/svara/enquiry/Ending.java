package se.vaxholm.svara.enquiry;

import org.jspecify.annotations.Nullable;

/**
 * What a case ended in when it was no answer of ours.
 *
 * @param otherNumber the case that answers instead, for a duplicate
 * @param byEnquirer whether the asker took the question back themselves
 */
public record Ending(
        @Nullable Elsewhere elsewhere,
        @Nullable CloseReason reason,
        @Nullable String otherNumber,
        boolean byEnquirer) {}
