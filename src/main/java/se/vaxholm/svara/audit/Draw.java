package se.vaxholm.svara.audit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From what a sample is drawn, and by what.
 *
 * @param registeredBy what was registered later can't be drawn, so that the same can be drawn again
 * @param board whose cases, null for all boards
 */
record Draw(
        LocalDate from,
        LocalDate to,
        Instant registeredBy,
        @Nullable String board,
        String seed,
        int wanted) {}
