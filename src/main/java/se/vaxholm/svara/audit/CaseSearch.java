package se.vaxholm.svara.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Status;

/** Finds cases, running and closed, newest first; a page is found as fast at the end of a list as at its beginning. */
@Service
@Transactional(readOnly = true)
public class CaseSearch {

    /** Cases on a page. */
    static final int PAGE = 50;

    /** More than so many are not told. */
    static final int COUNTED = 1000;

    /** Up to so many are counted, and decide how a page is found; the planner's guess at rare words is too rough for that. */
    private static final long FEW = 4_000;

    /**
     * Each search is planned by its own values: a plan for any values is a bad one for common words, or for rare ones. What
     * takes longer than this is stopped, and the page says so.
     */
    private static final String PLANNING = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                set_config('statement_timeout', '15s', true)""";

    private static final String COLUMNS = """
            select e.id, e.number, e.subject, e.unit_id, e.category_id, e.channel, e.received_at, e.closed_at, e.status,
                e.sensitive,\s""" + Deviation.LATE.condition() + " as late from enquiry e";

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseSearch(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One page of what was found.
     *
     * @param next where the next one begins, null when this is the last
     */
    public record Page(List<FoundCase> cases, @Nullable Position next) {}

    /** A page for a reader, and how many there are on all pages; one more than {@link #COUNTED} means that there are more. */
    record Counted(Page page, int count) {}

    /**
     * Few are all found, once, and ordered here; of many the first are met soon by going through all in their order. The
     * planner's guess at rare words is too rough to leave that to it.
     */
    Counted page(Filter filter, @Nullable Position after) {
        return page(filter, after, FEW);
    }

    /** @param few up to how many are found before they are ordered */
    Counted page(Filter filter, @Nullable Position after, long few) {
        plan(jdbc);
        List<Position> all = positions(filter, few + 1);
        List<FoundCase> found = all.size() <= few ? these(filter, all, after) : first(filter, after, PAGE + 1);
        return new Counted(cut(filter, found, PAGE), Math.min(all.size(), COUNTED + 1));
    }

    /** As many as are asked for at once, by whoever goes through them all. */
    public Page page(Filter filter, @Nullable Position after, int size) {
        plan(jdbc);
        return cut(filter, first(filter, after, size + 1), size);
    }

    private static Page cut(Filter filter, List<FoundCase> found, int size) {
        if (found.size() <= size) {
            return new Page(found, null);
        }
        FoundCase last = found.get(size - 1);
        Instant at = filter.by() == Filter.Day.RECEIVED ? last.receivedAt() : Objects.requireNonNull(last.closedAt());
        return new Page(found.subList(0, size), new Position(at, last.id()));
    }

    /** In no order, and no more than so many. */
    private List<Position> positions(Filter filter, long most) {
        Query query = query(filter);
        return jdbc.sql("select e.id, e." + filter.by().column() + " as at from enquiry e" + query.where() + " limit "
                        + most)
                .params(query.parameters)
                .query((row, i) -> new Position(row.getTimestamp("at").toInstant(), row.getObject("id", UUID.class)))
                .list();
    }

    private List<FoundCase> these(Filter filter, List<Position> all, @Nullable Position after) {
        List<UUID> ids = all.stream()
                .filter(one -> after == null || Position.NEWEST_FIRST.compare(after, one) < 0)
                .sorted(Position.NEWEST_FIRST)
                .limit(PAGE + 1)
                .map(Position::id)
                .toList();
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(COLUMNS + " where e.id in (:ids)" + order(filter, PAGE + 1))
                        .param("ids", ids)
                        .param("today", today())
                        .query(CaseSearch::read)
                        .list();
    }

    private List<FoundCase> first(Filter filter, @Nullable Position after, int most) {
        Query query = query(filter);
        if (after != null) {
            query.conditions.add("(e." + filter.by().column() + ", e.id) < (:at, :id)");
            query.parameters.put("at", Timestamp.from(after.at()));
            query.parameters.put("id", after.id());
        }
        return jdbc.sql(COLUMNS + query.where() + order(filter, most))
                .params(query.parameters)
                .query(CaseSearch::read)
                .list();
    }

    private static String order(Filter filter, int most) {
        return " order by e." + filter.by().column() + " desc, e.id desc limit " + most;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    /** How many there are; one more than the most means that there are more. */
    public int count(Filter filter, int most) {
        plan(jdbc);
        Query query = query(filter);
        return jdbc.sql("select count(*) from (select 1 from enquiry e" + query.where() + " limit " + (most + 1)
                        + ") found")
                .params(query.parameters)
                .query(Integer.class)
                .single();
    }

    /** Those of the terms that say nothing, such as "och": every text has them, and none is found by them. */
    public List<Term> common(List<Term> terms) {
        return terms.stream()
                .filter(term -> jdbc.sql("select numnode(" + term.query("term") + ")")
                                .param("term", term.value())
                                .query(Integer.class)
                                .single()
                        == 0)
                .toList();
    }

    /** Lets what follows in the transaction be planned so; whatever looks at many cases begins with it. */
    static void plan(JdbcClient jdbc) {
        jdbc.sql(PLANNING).query().singleRow();
    }

    private Query query(Filter filter) {
        Query query = new Query();
        query.parameters.put("today", today());
        Optional.ofNullable(filter.number()).ifPresent(number -> number(number, query));
        period(filter, query);
        query.equal("e.unit_id", "unit", filter.unit());
        query.equal("e.category_id", "category", filter.category());
        query.equal("e.channel", "channel", filter.channel());
        query.equal("e.sensitive", "sensitive", filter.sensitive());
        if (filter.board() != null) {
            query.conditions.add("e.unit_id in (select id from unit where board_id = :board)");
            query.parameters.put("board", filter.board());
        }
        if (filter.outcome() != null) {
            query.conditions.add(filter.outcome().condition());
        }
        if (filter.late() != null) {
            query.conditions.add((filter.late() ? "" : "not ") + Deviation.LATE.condition());
        }
        if (filter.deviation() != null) {
            query.conditions.add(filter.deviation().condition());
        }
        for (int i = 0; i < filter.terms().size(); i++) {
            Term term = filter.terms().get(i);
            query.conditions.add((term.absent() ? "not " : "")
                    + "exists (select 1 from message m where m.enquiry_id = e.id and m.words @@ "
                    + term.query("term" + i) + ")");
            query.parameters.put("term" + i, term.value());
        }
        return query;
    }

    /** A whole number is looked up; any other is looked for in all of them. */
    private static void number(String typed, Query query) {
        Optional<EnquiryNumber> whole = EnquiryNumber.parse(typed);
        whole.ifPresent(number -> query.parameters.put("whole", number.value()));
        if (whole.isPresent() && whole.get().value().equals(typed)) {
            query.conditions.add("e.number = :whole");
            return;
        }
        query.conditions.add(whole.isPresent() ? "(e.number = :whole or e.number like :part)" : "e.number like :part");
        query.parameters.put("part", "%" + typed + "%");
    }

    private static void period(Filter filter, Query query) {
        String column = "e." + filter.by().column();
        if (filter.by() == Filter.Day.CLOSED) {
            query.conditions.add("e.closed_at is not null");
        }
        if (filter.from() != null) {
            query.conditions.add(column + " >= :from");
            query.parameters.put("from", beginningOf(filter.from()));
        }
        if (filter.to() != null) {
            query.conditions.add(column + " < :to");
            query.parameters.put("to", beginningOf(filter.to().plusDays(1)));
        }
    }

    static Timestamp beginningOf(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(WorkingCalendar.ZONE).toInstant());
    }

    private static FoundCase read(ResultSet row, int index) throws SQLException {
        Timestamp closedAt = row.getTimestamp("closed_at");
        return new FoundCase(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("subject"),
                row.getString("unit_id"),
                row.getString("category_id"),
                Channel.valueOf(row.getString("channel")),
                row.getTimestamp("received_at").toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                Outcome.of(closedAt == null, Status.valueOf(row.getString("status"))),
                row.getBoolean("late"),
                row.getBoolean("sensitive"));
    }

    /** What a search asks the database for. */
    private static final class Query {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void equal(String column, String parameter, @Nullable Object value) {
            if (value != null) {
                conditions.add(column + " = :" + parameter);
                parameters.put(parameter, value);
            }
        }

        String where() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }
    }
}
