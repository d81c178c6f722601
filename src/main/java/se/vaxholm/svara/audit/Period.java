package se.vaxholm.svara.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import se.vaxholm.svara.tasklist.Problems;

/** Whole days of which both belong to it: the cases that came in then are looked at together. */
record Period(LocalDate from, LocalDate to) {

    /** Long enough for a year and the one before it. */
    static final int LONGEST_IN_DAYS = 731;

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2120, 12, 31);

    /** From the first day of the month before. */
    static Period usual(LocalDate today) {
        return new Period(today.minusMonths(1).withDayOfMonth(1), today);
    }

    /** Reads the fields "fran" and "till"; empty when something is wrong with them, which is then told. */
    static Optional<Period> read(String from, String to, Problems problems) {
        Optional<LocalDate> first = day("fran", from, problems);
        Optional<LocalDate> last = day("till", to, problems);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (last.get().isBefore(first.get())) {
            problems.add("till", "audit.problem.period.order");
            return Optional.empty();
        }
        if (ChronoUnit.DAYS.between(first.get(), last.get()) >= LONGEST_IN_DAYS) {
            problems.add("till", "audit.problem.period.long");
            return Optional.empty();
        }
        return Optional.of(new Period(first.get(), last.get()));
    }

    private static Optional<LocalDate> day(String field, String typed, Problems problems) {
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // As a day that is out of all range.
        }
        problems.add(field, "audit.problem.period.day");
        return Optional.empty();
    }
}
