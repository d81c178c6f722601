package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
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
     * Lays a case in a group's list.
     *
     * @param dueAt the deadline that passed
     * @return false when it lay there already, for the same deadline and level
     */
    public boolean raise(UUID enquiryId, Instant dueAt, int level, String group) {
        return jdbc.sql("""
                        insert into escalation (enquiry_id, due_at, level, group_id, raised_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(enquiryId, Timestamp.from(dueAt), level, group, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    public void actedOn(UUID enquiryId, Instant dueAt, int level) {
        jdbc.sql("update escalation set acted_at = ? where enquiry_id = ? and due_at = ? and level = ?")
                .params(Timestamp.from(clock.instant()), enquiryId, Timestamp.from(dueAt), level)
                .update();
    }
}
