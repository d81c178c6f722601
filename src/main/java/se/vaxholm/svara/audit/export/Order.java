package se.vaxholm.svara.audit.export;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export of many cases that somebody has ordered.
 *
 * @param staffId who may fetch it, and nobody else
 * @param asked which cases, in words
 * @param reason why marked cases are told in full, or null
 * @param cases to tell
 * @param told so far
 * @param entries of the journal, told so far
 * @param size bytes, once it is done
 */
record Order(
        UUID id,
        String staffId,
        Format format,
        String asked,
        @Nullable String reason,
        Instant orderedAt,
        Instant expiresAt,
        State state,
        @Nullable Problem problem,
        int cases,
        int told,
        long entries,
        @Nullable Instant finishedAt,
        @Nullable Long size,
        @Nullable String sha256) {

    /** How far it has come. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** Why it failed. */
    enum Problem {
        /** The node that worked on it was stopped. */
        INTERRUPTED,
        /** The database did not find the next cases in time. */
        SLOW,
        OTHER
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isDone() {
        return state == State.DONE;
    }

    /** What it is called when it is fetched. */
    public String fileName() {
        return "svara-" + (format == Format.CSV ? "arenden" : "handelser") + "-"
                + orderedAt.toString().substring(0, 16).replaceAll("[^0-9T]", "") + ".zip";
    }
}
