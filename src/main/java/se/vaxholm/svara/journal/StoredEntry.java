package se.vaxholm.svara.journal;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it lies in the database or an export, whatever somebody has made of it.
 *
 * @param number the case's number, for whoever is told of it
 * @param entry what it says; null when that cannot be read, or stands in another case than it says
 */
record StoredEntry(
        int seq, @Nullable String number, @Nullable Sealed entry, Hash hash, Hash mac) {}
