package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** Who has a case: one person of the unit at a time, or nobody (G7). */
@Service
@Transactional
public class Handlers {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Enquiries enquiries;

    Handlers(JdbcClient jdbc, Clock clock, Enquiries enquiries) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.enquiries = enquiries;
    }

    public void claimed(UUID id, Actor handler) {
        give(id, handler);
        enquiries.tell(Deed.What.CLAIMED, enquiries.get(id), handler, Map.of());
    }

    public void released(UUID id, Actor by) {
        giveBack(id);
        enquiries.tell(Deed.What.RELEASED, enquiries.get(id), by, Map.of());
    }

    /**
     * Gives the case to somebody, or back to the group, by another's deed than theirs.
     *
     * @param handler null for the group
     */
    public void handed(UUID id, @Nullable Actor handler, Actor by, Deed.What what, Map<String, String> detail) {
        if (handler == null) {
            giveBack(id);
        } else {
            give(id, handler);
        }
        enquiries.tell(what, enquiries.get(id), by, detail);
    }

    private void give(UUID id, Actor handler) {
        jdbc.sql("""
                        update enquiry set version = version + 1, handler_id = ?, handler_name = ?, claimed_at = ?,
                            status = case when status = 'RECEIVED' then 'IN_PROGRESS' else status end
                        where id = ?""")
                .params(handler.id(), handler.name(), Timestamp.from(clock.instant()), id)
                .update();
    }

    private void giveBack(UUID id) {
        jdbc.sql("""
                        update enquiry set version = version + 1, handler_id = null, handler_name = null, claimed_at = null,
                            status = case when status = 'IN_PROGRESS' then 'RECEIVED' else status end
                        where id = ?""").param(id).update();
    }
}
