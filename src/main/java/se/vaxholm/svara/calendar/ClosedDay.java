package se.vaxholm.svara.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day on which the municipality is closed although it otherwise is a working day.
 *
 * @param day the closed day, the same for all units
 * @param decision reference to the decision that closes it
 * @param since when it was recorded; it counts only for what is received later
 */
public record ClosedDay(LocalDate day, String decision, Instant since) {

    boolean countsFor(Instant receivedAt) {
        return receivedAt.isAfter(since);
    }
}
