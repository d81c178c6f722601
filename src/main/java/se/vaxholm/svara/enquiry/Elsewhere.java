package se.vaxholm.svara.enquiry;

import java.time.LocalDate;

/**
 * Where a matter goes on that is handled in another system: what the asker is told so that they know who answers and when (G5).
 *
 * @param reference its number there
 * @param who the unit or role that answers, with a way to reach it
 * @param on the day by which they do
 */
public record Elsewhere(String system, String reference, String who, LocalDate on) {

    /** Code points in each of its lines. */
    public static final int LINE = 200;
}
