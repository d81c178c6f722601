package se.vaxholm.svara.enquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** What is late, and what has its last day today, as managers see it (G10): their units' cases, and what has climbed to them. */
@Service
@Transactional(readOnly = true)
public class LateList {

    /** Rows on a page of the list. */
    public static final int PAGE = 50;

    private static final int LAST_PAGE = 200;

    private static final String WAITS =
            " closed_at is null and (first_response_at is null or promise_due_at is not null) ";

    /** The day, and its closing time, that count now: the promised ones when there are any (G6). */
    private static final String DUE_ON = "coalesce(promise_due_on, last_day_on)";

    private static final String DUE_AT = "coalesce(promise_due_at, answer_due_at)";

    /** Whose answer it is to see to, and whose work: two units' until a hand-over is accepted (G4). */
    private static final String THEIRS = "(unit_id in (:units) or handed_to in (:units))";

    /** What has climbed to one of the groups for the deadline that the case has now. */
    private static final String CLIMBED = """
            exists (select 1 from escalation step where step.enquiry_id = enquiry.id
                and step.due_at = coalesce(enquiry.promise_due_at, enquiry.answer_due_at)
                and step.group_id in (:groups))""";

    private static final String STEP = """
            left join lateral (select group_id, acted_at from escalation step
                where step.enquiry_id = enquiry.id
                    and step.due_at = coalesce(enquiry.promise_due_at, enquiry.answer_due_at)
                    and step.group_id is not null
                order by level desc limit 1) highest on true""";

    /**
     * Whose list it is.
     *
     * @param units the units whose manager reads it
     * @param groups the groups to which cases climb that the reader belongs to
     */
    public record Reader(Collection<String> units, Collection<String> groups) {}

    /**
     * A case in the list.
     *
     * @param group to whom it has climbed, null while it is not late
     * @param actedAt when they last did something about it
     */
    public record Row(
            Enquiry enquiry,
            @Nullable String group,
            @Nullable Instant actedAt) {}

    /** One page of the list, and whether there is another after it. */
    public record Page(List<Row> rows, int number, boolean more) {}

    /** How many of a unit's cases are late, have their last day today, and have it later in this week. */
    public record Count(int late, int dueToday, int dueThisWeek) {

        public static final Count NONE = new Count(0, 0, 0);
    }

    /** How many cases wait for somebody to take them, and the day by which the first of them has to be answered. */
    public record Unclaimed(int count, @Nullable LocalDate firstDayOn) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    LateList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Longest overdue first.
     *
     * @param page from 0; numbers outside the range are brought into it
     */
    public Page page(Reader reader, int page) {
        int number = Math.max(0, Math.min(page, LAST_PAGE));
        List<Row> rows = jdbc.sql("select enquiry.*, highest.group_id, highest.acted_at from enquiry " + STEP + " where"
                        + WAITS + "and " + DUE_ON + " <= :today and (" + THEIRS + " or (" + DUE_AT
                        + " <= :now and "
                        + CLIMBED + ")) order by " + DUE_AT + ", id limit " + (PAGE + 1) + " offset " + number * PAGE)
                .params(parameters(reader))
                .query(LateList::row)
                .list();
        boolean more = rows.size() > PAGE && number < LAST_PAGE;
        return new Page(rows.size() > PAGE ? rows.subList(0, PAGE) : rows, number, more);
    }

    /** The late ones alone, longest overdue first. */
    public List<Row> late(Reader reader, int most) {
        return jdbc.sql("select enquiry.*, highest.group_id, highest.acted_at from enquiry " + STEP + " where" + WAITS
                        + "and " + DUE_AT + " <= :now and (unit_id in (:units) or " + CLIMBED
                        + ") order by " + DUE_AT + ", id limit :most")
                .params(parameters(reader))
                .param("most", most)
                .query(LateList::row)
                .list();
    }

    /** By unit; a unit where nothing waits has no entry. */
    public Map<String, Count> counts(Collection<String> units) {
        LocalDate today = today();
        Map<String, Count> counts = new HashMap<>();
        jdbc.sql("select unit_id, count(*) filter (where " + DUE_AT + " <= :now) as late, count(*) filter (where "
                        + DUE_AT
                        + " > :now and " + DUE_ON + " = :today) as today, count(*) filter (where " + DUE_ON
                        + " > :today) as week from enquiry where" + WAITS + "and unit_id in (:units) and " + DUE_ON
                        + " <= :sunday group by unit_id")
                .param("units", orNobody(units))
                .param("now", Timestamp.from(clock.instant()))
                .param("today", today)
                .param("sunday", today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)))
                .query(row -> {
                    counts.put(
                            row.getString("unit_id"),
                            new Count(row.getInt("late"), row.getInt("today"), row.getInt("week")));
                });
        return counts;
    }

    /** What nobody in the unit has taken; what waits for another unit to accept it is that one's to take. */
    public Unclaimed unclaimed(String unit) {
        return jdbc.sql("select count(*), min(" + DUE_ON + ") from enquiry where" + WAITS
                        + "and handler_id is null and ((unit_id = :unit and handed_to is null) or handed_to = :unit)")
                .param("unit", unit)
                .query((row, i) -> new Unclaimed(row.getInt(1), row.getObject(2, LocalDate.class)))
                .single();
    }

    private Map<String, Object> parameters(Reader reader) {
        return Map.of(
                "units",
                orNobody(reader.units()),
                "groups",
                orNobody(reader.groups()),
                "now",
                Timestamp.from(clock.instant()),
                "today",
                today());
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate();
    }

    private static Collection<String> orNobody(Collection<String> ids) {
        return ids.isEmpty() ? List.of("") : ids;
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        Timestamp actedAt = row.getTimestamp("acted_at");
        return new Row(
                EnquiryRow.read(row, index), row.getString("group_id"), actedAt == null ? null : actedAt.toInstant());
    }
}
