package se.vaxholm.svara.calendar;

import static se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule.AT_MOST_TWO_IN_A_ROW;
import static se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule.CLOSED_ALREADY;
import static se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule.DECISION_NEEDED;
import static se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule.MUST_BE_A_WORKING_DAY;
import static se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule.MUST_LIE_AHEAD;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The days on which the municipality has decided to be closed, such as a squeezed day (klämdag). */
@Repository
public class ClosedDays {

    private static final int LONGEST_RUN = 2;
    private static final int LONGEST_DECISION = 200;

    private final JdbcClient database;
    private final Clock clock;

    ClosedDays(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Every closed day, earliest first. */
    public List<ClosedDay> all() {
        return database.sql("select day, decision, recorded_at from closed_day order by day")
                .query(ClosedDays::read)
                .list();
    }

    /**
     * Closes a day for everything that is received from now on; deadlines already given stay as they are.
     *
     * @param decision reference to the decision, 1-200 characters on one line
     * @throws DayCannotBeClosedException when the day may not be closed
     */
    @Transactional
    public ClosedDay close(LocalDate day, String decision) {
        // Two at once could otherwise each close a day and together make three in a row.
        database.sql("select pg_advisory_xact_lock(hashtext('closed_day'))")
                .query()
                .singleRow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<LocalDate> closed = all().stream().map(ClosedDay::day).collect(Collectors.toUnmodifiableSet());
        ClosedDay closing = new ClosedDay(day, decision.strip(), now);
        requireClosable(closing, closed);
        database.sql("insert into closed_day (day, decision, recorded_at) values (:day, :decision, :recordedAt)")
                .param("day", day)
                .param("decision", closing.decision())
                .param("recordedAt", now.atOffset(ZoneOffset.UTC))
                .update();
        return closing;
    }

    static void requireClosable(ClosedDay closing, Set<LocalDate> closed) {
        LocalDate day = closing.day();
        String decision = closing.decision();
        if (decision.isBlank()
                || decision.codePointCount(0, decision.length()) > LONGEST_DECISION
                || decision.codePoints().anyMatch(Character::isISOControl)) {
            throw new DayCannotBeClosedException(
                    DECISION_NEEDED,
                    "To close %s, give the reference of the decision: 1-%d characters on one line"
                            .formatted(day, LONGEST_DECISION));
        }
        if (!day.isAfter(LocalDate.ofInstant(closing.since(), WorkingCalendar.ZONE))) {
            throw new DayCannotBeClosedException(MUST_LIE_AHEAD, "%s cannot be closed: it is not ahead".formatted(day));
        }
        if (!SwedishHolidays.isOrdinaryWorkingDay(day)) {
            throw new DayCannotBeClosedException(
                    MUST_BE_A_WORKING_DAY, "%s need not be closed: it is no working day anyway".formatted(day));
        }
        if (closed.contains(day)) {
            throw new DayCannotBeClosedException(CLOSED_ALREADY, "%s is closed already".formatted(day));
        }
        int run = closedBeside(day, closed, before -> before.minusDays(1))
                + 1
                + closedBeside(day, closed, after -> after.plusDays(1));
        if (run > LONGEST_RUN) {
            throw new DayCannotBeClosedException(
                    AT_MOST_TWO_IN_A_ROW,
                    "%s cannot be closed: it would make %d closed working days in a row, and at most %d are allowed"
                            .formatted(day, run, LONGEST_RUN));
        }
    }

    /** How many closed days follow in this direction with no open one between; weekends and holidays do not part them. */
    private static int closedBeside(LocalDate day, Set<LocalDate> closed, UnaryOperator<LocalDate> next) {
        int count = 0;
        for (LocalDate beside = next.apply(day); ; beside = next.apply(beside)) {
            if (closed.contains(beside)) {
                count++;
            } else if (SwedishHolidays.isOrdinaryWorkingDay(beside)) {
                return count;
            }
        }
    }

    private static ClosedDay read(ResultSet row, int number) throws SQLException {
        return new ClosedDay(
                row.getObject("day", LocalDate.class),
                row.getString("decision"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
