package se.vaxholm.svara.audit.export;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.audit.FoundCase;

/**
 * A case as tables and event logs tell it; who asked and what is a dash in one that is masked.
 *
 * @param masked whether it is
 * @param kept promises that were
 * @param broken promises that were
 * @param reopened how often it was opened again
 */
record ToldCase(
        FoundCase found,
        boolean masked,
        String board,
        Instant registeredAt,
        LocalDate lastDayOn,
        @Nullable Instant firstResponseAt,
        @Nullable String handler,
        @Nullable String asker,
        @Nullable String email,
        @Nullable String phone,
        String subject,
        String question,
        int kept,
        int broken,
        int handovers,
        int reopened) {}
