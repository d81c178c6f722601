package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.audit.CaseSearch;
import se.vaxholm.svara.audit.Filter;
import se.vaxholm.svara.audit.FoundCase;
import se.vaxholm.svara.audit.Position;

/** Goes through all cases that a filter finds, newest first, some at a time: each step begins where the one before ended. */
@Component
class CaseWalk {

    static final int STEP = 200;

    private final CaseSearch search;
    private final JdbcClient jdbc;

    CaseWalk(CaseSearch search, JdbcClient jdbc) {
        this.search = search;
        this.jdbc = jdbc;
    }

    /** Takes the cases of a step. */
    @FunctionalInterface
    interface Step {
        void take(List<ToldCase> cases) throws IOException;
    }

    void go(Filter filter, Reveal reveal, Step step) throws IOException {
        Position after = null;
        do {
            CaseSearch.Page page = search.page(filter, after, STEP);
            if (!page.cases().isEmpty()) {
                step.take(tell(page.cases(), reveal));
            }
            after = page.next();
        } while (after != null);
    }

    private List<ToldCase> tell(List<FoundCase> found, Reveal reveal) {
        Map<UUID, FoundCase> byId = new HashMap<>();
        found.forEach(one -> byId.put(one.id(), one));
        Map<UUID, ToldCase> told = new HashMap<>();
        jdbc.sql("""
                        select e.*, u.board_id,
                            (select m.body from message m where m.enquiry_id = e.id and m.type = 'QUESTION') as question,
                            (select count(*) from promise p where p.enquiry_id = e.id and p.state = 'KEPT') as kept,
                            (select count(*) from promise p where p.enquiry_id = e.id and p.state = 'BROKEN') as broken,
                            (select count(*) from handover h where h.enquiry_id = e.id) as handovers,
                            (select count(*) from reopening r where r.enquiry_id = e.id) as reopened
                        from enquiry e join unit u on u.id = e.unit_id where e.id in (:ids)""").param("ids", byId.keySet()).query(row -> {
            UUID id = row.getObject("id", UUID.class);
            told.put(id, read(row, Objects.requireNonNull(byId.get(id)), reveal));
        });
        List<ToldCase> inOrder = new ArrayList<>(found.size());
        // One that has been disposed of in between is told no more.
        found.forEach(one -> {
            ToldCase here = told.get(one.id());
            if (here != null) {
                inOrder.add(here);
            }
        });
        return inOrder;
    }

    private static ToldCase read(ResultSet row, FoundCase found, Reveal reveal) throws SQLException {
        boolean masked = reveal.masks(found.sensitive());
        return new ToldCase(
                found,
                masked,
                row.getString("board_id"),
                row.getTimestamp("registered_at").toInstant(),
                row.getObject("last_day_on", LocalDate.class),
                orNull(row.getTimestamp("first_response_at")),
                row.getString("handler_name"),
                mask(row.getString("enquirer_name"), masked),
                mask(row.getString("enquirer_email"), masked),
                mask(row.getString("enquirer_phone"), masked),
                masked ? Reveal.MASK : found.subject(),
                masked ? Reveal.MASK : Objects.requireNonNullElse(row.getString("question"), ""),
                row.getInt("kept"),
                row.getInt("broken"),
                row.getInt("handovers"),
                row.getInt("reopened"));
    }

    private static @Nullable String mask(@Nullable String text, boolean masked) {
        return masked ? Reveal.MASK : text;
    }

    private static @Nullable Instant orNull(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
