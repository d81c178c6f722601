package se.vaxholm.svara.enquiry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an asker says of the service that they got.
 *
 * @param mark from 1 (no) to 4 (yes), null when they gave none
 * @param words what they wrote, if anything
 * @param reach how they are reached when the case knows no address of theirs
 */
public record Feedback(
        Instant givenAt,
        @Nullable Integer mark,
        @Nullable String words,
        boolean complaint,
        boolean contactWanted,
        @Nullable String reach) {

    public static final int BEST = 4;

    /** Code points in an asker's own words about the service. */
    public static final int WORDS = 2000;

    /** A manager hears of it only when asked for, or when it is a complaint; everything else is counted. */
    public boolean isForTheManager() {
        return contactWanted || complaint;
    }
}
