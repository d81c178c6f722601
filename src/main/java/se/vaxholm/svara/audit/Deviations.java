package se.vaxholm.svara.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** What was not as it should be among the cases of a period, unit by unit, and which numbers no case has. */
@Service
@Transactional(readOnly = true)
class Deviations {

    /** Rows of skipped numbers that are told; the rest is counted. */
    static final int GAPS = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    Deviations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many cases a unit has of the period, and how many of them have which deviation. */
    record Counts(String unitId, int cases, Map<Deviation, Integer> deviations) {

        public int of(Deviation deviation) {
            return deviations.getOrDefault(deviation, 0);
        }
    }

    /** Numbers in a row that were given and that no case has. */
    record Gap(String first, String last) {

        public boolean isOne() {
            return first.equals(last);
        }
    }

    /**
     * The numbers of a year.
     *
     * @param given how many have been given
     * @param skipped how many of them no case has
     * @param gaps the first of those
     * @param forged how many cases have a number that was never given
     */
    record Numbers(int year, long given, long skipped, List<Gap> gaps, long forged) {}

    /** Of the cases that came in then, by the same conditions as the search has them; units without cases are left out. */
    List<Counts> counts(Period period) {
        CaseSearch.plan(jdbc);
        String counted = Arrays.stream(Deviation.values())
                .map(deviation -> "count(*) filter (where " + deviation.condition() + ") as " + deviation.name())
                .collect(Collectors.joining(", "));
        return jdbc.sql("select e.unit_id, count(*) as cases, " + counted
                        + " from enquiry e where e.received_at >= :from and e.received_at < :to"
                        + " group by e.unit_id order by e.unit_id")
                .param("today", LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE))
                .param("from", CaseSearch.beginningOf(period.from()))
                .param("to", CaseSearch.beginningOf(period.to().plusDays(1)))
                .query(Deviations::read)
                .list();
    }

    private static Counts read(ResultSet row, int index) throws SQLException {
        Map<Deviation, Integer> counts = new EnumMap<>(Deviation.class);
        for (Deviation deviation : Deviation.values()) {
            counts.put(deviation, row.getInt(deviation.name()));
        }
        return new Counts(row.getString("unit_id"), row.getInt("cases"), counts);
    }

    /** The numbers of each year that the period touches, from the sequences that gave them. */
    List<Numbers> numbers(Period period) {
        CaseSearch.plan(jdbc);
        return IntStream.rangeClosed(period.from().getYear(), period.to().getYear())
                .mapToObj(this::numbers)
                .filter(numbers -> numbers.given() > 0 || numbers.forged() > 0)
                .toList();
    }

    private Numbers numbers(int year) {
        String prefix = "VS-" + year + "-";
        long given = jdbc.sql("select coalesce(pg_sequence_last_value(cast(? as regclass)), 0)")
                .param("enquiry_number_" + year)
                .query(Long.class)
                .single();
        Map<String, Object> parameters = Map.of("prefix", prefix, "given", given);
        Map<String, Object> totals = jdbc.sql("""
                        select count(*) filter (where n <= :given) as kept, count(*) filter (where n > :given) as forged
                        from (select substring(number from 9)::bigint as n from enquiry where starts_with(number, :prefix)) taken""").params(parameters).query().singleRow();
        List<Gap> gaps = jdbc.sql("""
                        select before + 1 as first, n - 1 as last
                        from (select n, lag(n, 1, 0::bigint) over (order by n) as before from (
                                select substring(number from 9)::bigint as n from enquiry where starts_with(number, :prefix)
                                union all select :given + 1) taken
                            where n <= :given + 1) rows
                        where n > before + 1 order by 1 limit :most""")
                .params(parameters)
                .param("most", GAPS)
                .query((row, i) -> new Gap(number(prefix, row.getLong("first")), number(prefix, row.getLong("last"))))
                .list();
        return new Numbers(year, given, given - count(totals, "kept"), gaps, count(totals, "forged"));
    }

    private static String number(String prefix, long running) {
        return prefix + "%05d".formatted(running);
    }

    private static long count(Map<String, Object> totals, String name) {
        return totals.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
