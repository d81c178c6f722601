package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** The lists by which a unit works: what is left to do, least time left first (G20). */
@Service
@Transactional(readOnly = true)
public class WorkLists {

    /** Rows on a page of a list. */
    public static final int PAGE = 50;

    private static final int LAST_PAGE = 200;
    private static final int COUNT_UP_TO = 1000;

    private static final String AWAITS_WORD = "(first_response_at is null or promise_due_on is not null)";

    /** As the indexes have it. */
    private static final String DUE_AT = "coalesce(promise_due_at, answer_due_at)";

    private static final String UNITS = "(unit_id in (:units) or handed_to in (:units))";

    /** Which part of the cases a list shows: of the open ones, but for what has been written after the answer. */
    public enum View {
        MINE("closed_at is null and handler_id = :person", DUE_AT),
        UNCLAIMED("closed_at is null and " + UNITS + " and handler_id is null", DUE_AT),
        DUE_TODAY(
                "closed_at is null and " + UNITS + " and " + AWAITS_WORD
                        + " and coalesce(promise_due_on, last_day_on) = :today",
                DUE_AT),
        LATE("closed_at is null and " + UNITS + " and " + AWAITS_WORD + " and " + DUE_AT + " < :now", DUE_AT),
        REPLIES("closed_at is not null and reply_since is not null and unit_id in (:units)", "reply_since");

        private final String condition;
        private final String order;

        View(String condition, String order) {
            this.condition = condition;
            this.order = order;
        }
    }

    /** One page of a list, and whether there is another after it. */
    public record Page(List<Enquiry> rows, int number, boolean more) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkLists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param units the units whose work the person sees
     * @param page from 0; numbers outside the range are brought into it
     */
    public Page page(View view, String personId, Collection<String> units, int page) {
        int number = Math.max(0, Math.min(page, LAST_PAGE));
        List<Enquiry> rows = jdbc.sql(EnquiryRow.SELECT + " where " + view.condition + " order by " + view.order
                        + ", id limit " + (PAGE + 1) + " offset " + number * PAGE)
                .params(parameters(personId, units))
                .query(EnquiryRow::read)
                .list();
        boolean more = rows.size() > PAGE && number < LAST_PAGE;
        return new Page(rows.size() > PAGE ? rows.subList(0, PAGE) : rows, number, more);
    }

    /** How many there are in each list; a list longer than a thousand counts as a thousand. */
    public Map<View, Integer> counts(String personId, Collection<String> units) {
        String sql = Arrays.stream(View.values())
                .map(view -> "(select count(*) from (select 1 from enquiry where " + view.condition + " limit "
                        + COUNT_UP_TO + ") found) as " + view.name())
                .collect(Collectors.joining(", ", "select ", ""));
        return jdbc.sql(sql)
                .params(parameters(personId, units))
                .query((row, i) -> {
                    Map<View, Integer> counts = new EnumMap<>(View.class);
                    for (View view : View.values()) {
                        counts.put(view, row.getInt(view.name()));
                    }
                    return counts;
                })
                .single();
    }

    private Map<String, Object> parameters(String personId, Collection<String> units) {
        return Map.of(
                "person",
                personId,
                "units",
                units.isEmpty() ? List.of("") : units,
                "now",
                Timestamp.from(clock.instant()),
                "today",
                clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate());
    }
}
