package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which deadlines have been reminded of: a case that comes back to one is not reminded of again. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Reminders {

    private final JdbcClient jdbc;
    private final Clock clock;

    Reminders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a deadline is of. The two can end at the same moment, and so can those of a case that was opened again. */
    public enum Of {
        ANSWER,
        PROMISE
    }

    /** Whether this is the first reminder of a case's deadline since its clock began; every further one is not. */
    public boolean isFirst(Enquiry enquiry, Of deadline, Instant dueAt) {
        return jdbc.sql("""
                        insert into reminder (enquiry_id, since, deadline, due_at, sent_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(
                                enquiry.id(),
                                Timestamp.from(enquiry.countedFrom()),
                                deadline.name(),
                                Timestamp.from(dueAt),
                                Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
