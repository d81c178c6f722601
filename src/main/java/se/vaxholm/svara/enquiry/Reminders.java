package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
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

    /** Whether this is the first reminder of a case's deadline; every further one is not. */
    public boolean isFirst(UUID enquiryId, Instant dueAt) {
        return jdbc.sql("insert into reminder (enquiry_id, due_at, sent_at) values (?, ?, ?) on conflict do nothing")
                        .params(enquiryId, Timestamp.from(dueAt), Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
