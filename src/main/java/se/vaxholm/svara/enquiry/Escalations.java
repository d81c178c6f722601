package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** To whom a late case has climbed, and whether they have done anything about it (G10). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Escalations {

    private final JdbcClient jdbc;
    private final Clock clock;

    Escalations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A level that a case has climbed to.
     *
     * @param isNew false when it had climbed there before, for the same deadline
     * @param until when it climbs on
     */
    public record Step(boolean isNew, Instant until) {}

    /** The level at which a case has arrived for a deadline; the given one when it has not been there. */
    public int reached(UUID enquiryId, Instant dueAt, int level) {
        List<Integer> levels = jdbc.sql("""
                        select level from escalation where enquiry_id = ? and due_at = ? and level >= ? order by level""")
                .params(enquiryId, Timestamp.from(dueAt), level)
                .query(Integer.class)
                .list();
        int reached = level;
        while (levels.contains(level) && levels.contains(reached + 1)) {
            reached++;
        }
        return reached;
    }

    /**
     * Lays a case in a group's list. One that comes back to a deadline that it had left climbs on when it would have; only when
     * that time has passed meanwhile does the group get its time anew.
     *
     * @param dueAt the deadline that passed
     * @param until when it climbs on, unless it has been there before
     */
    public Step raise(UUID enquiryId, Instant dueAt, int level, String group, Instant until) {
        boolean isNew = insert(enquiryId, dueAt, level, group, until);
        return jdbc.sql("""
                        update escalation set group_id = :group, until = case when until > :now then until else :until end
                        where enquiry_id = :enquiry and due_at = :dueAt and level = :level returning until""")
                .param("group", group)
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(clock.instant()))
                .param("enquiry", enquiryId)
                .param("dueAt", Timestamp.from(dueAt))
                .param("level", level)
                .query((row, i) -> new Step(isNew, row.getTimestamp("until").toInstant()))
                .single();
    }

    /**
     * Nobody is left to climb to.
     *
     * @return false when it has been counted before, for the same deadline
     */
    public boolean count(UUID enquiryId, Instant dueAt, int level) {
        return insert(enquiryId, dueAt, level, null, null);
    }

    private boolean insert(UUID enquiryId, Instant dueAt, int level, @Nullable String group, @Nullable Instant until) {
        return jdbc.sql("""
                        insert into escalation (enquiry_id, due_at, level, group_id, raised_at, until)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                enquiryId,
                                Timestamp.from(dueAt),
                                level,
                                group,
                                Timestamp.from(clock.instant()),
                                until == null ? null : Timestamp.from(until))
                        .update()
                == 1;
    }

    /** @param until when it climbs on all the same */
    public void actedOn(UUID enquiryId, Instant dueAt, int level, Instant until) {
        jdbc.sql("update escalation set acted_at = ?, until = ? where enquiry_id = ? and due_at = ? and level = ?")
                .params(Timestamp.from(clock.instant()), Timestamp.from(until), enquiryId, Timestamp.from(dueAt), level)
                .update();
    }
}
