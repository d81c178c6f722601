package se.vaxholm.svara.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cases drawn for a closer look.
 *
 * @param drawnAt what had been registered by then could be drawn
 * @param from the first day on which they came in
 * @param to the last one
 * @param board whose cases they are, null for all boards
 * @param seed with the cases' numbers it decides which are drawn
 * @param population SHA-256 of all cases that could be drawn
 */
record Sample(
        UUID id,
        Instant drawnAt,
        String byName,
        LocalDate from,
        LocalDate to,
        @Nullable String board,
        String seed,
        int wanted,
        String population,
        List<Share> shares) {

    /** A unit's part: how many cases it had, and how many of them were drawn. */
    record Share(String unitId, int cases, int drawn) {}

    public int cases() {
        return shares.stream().mapToInt(Share::cases).sum();
    }

    public int drawn() {
        return shares.stream().mapToInt(Share::drawn).sum();
    }
}
