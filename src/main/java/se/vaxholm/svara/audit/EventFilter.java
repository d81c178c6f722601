package se.vaxholm.svara.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.security.Actor;

/**
 * Which events somebody looks for.
 *
 * @param fromOn as it was typed, maybe no day
 * @param page the first one is 1
 */
record EventFilter(String kind, String by, String fromOn, String toOn, int page) {

    static final int PAGE = 200;
    private static final int LAST_PAGE = 100;

    static EventFilter of(
            @Nullable String kind,
            @Nullable String by,
            @Nullable String fromOn,
            @Nullable String toOn,
            @Nullable Integer page) {
        return new EventFilter(
                known(kind, EventKind.values()),
                known(by, Actor.Role.values()),
                fromOn == null ? "" : fromOn.strip(),
                toOn == null ? "" : toOn.strip(),
                page == null ? 1 : Math.max(1, Math.min(page, LAST_PAGE)));
    }

    private static String known(@Nullable String name, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(Enum::name)
                .filter(value -> value.equals(name))
                .findFirst()
                .orElse("");
    }

    /** What is wrong with which fields, by their ids: a day that cannot be read, or days the wrong way round. */
    SortedMap<String, String> problems() {
        SortedMap<String, String> problems = new TreeMap<>();
        if (isUnreadable(fromOn)) {
            problems.put("fran", "fran");
        }
        if (isUnreadable(toOn)) {
            problems.put("till", "till");
        }
        LocalDate first = day(fromOn);
        LocalDate last = day(toOn);
        if (first != null && last != null && last.isBefore(first)) {
            problems.put("till", "order");
        }
        return problems;
    }

    private static boolean isUnreadable(String day) {
        return !day.isEmpty() && day(day) == null;
    }

    public boolean isAsked() {
        return !kind.isEmpty() || !by.isEmpty() || !fromOn.isEmpty() || !toOn.isEmpty();
    }

    boolean lets(Entry entry) {
        LocalDate on = LocalDate.ofInstant(entry.at(), WorkingCalendar.ZONE);
        LocalDate first = day(fromOn);
        LocalDate last = day(toOn);
        return (kind.isEmpty() || kind.equals(EventKind.of(entry.what()).name()))
                && (by.isEmpty() || by.equals(entry.actorRole().name()))
                && (first == null || !on.isBefore(first))
                && (last == null || !on.isAfter(last));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isEmpty() || typed.length() > 10 ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
