package se.vaxholm.svara.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of a list ended: the next one begins after it, whatever has been added meanwhile. */
public record Position(Instant at, UUID id) {

    /** As the database orders them, which compares ids byte by byte. */
    static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::at)
            .thenComparing(position -> position.id().toString())
            .reversed();

    private static final Pattern FORM = Pattern.compile("(\\d{1,17})_([0-9a-f-]{36})");

    static Optional<Position> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Position(
                    Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                    UUID.fromString(parts.group(2))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it stands in an address: the database counts microseconds. */
    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}
