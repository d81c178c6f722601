package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** Who has a case: one person of the unit at a time, or nobody (G7). */
@Service
@Transactional
public class Handlers {

    private final Clock clock;
    private final Enquiries enquiries;

    Handlers(Clock clock, Enquiries enquiries) {
        this.clock = clock;
        this.enquiries = enquiries;
    }

    public void claimed(UUID id, Actor handler) {
        enquiries.tell(Deed.What.CLAIMED, give(id, handler), handler, Map.of());
    }

    public void released(UUID id, Actor by) {
        enquiries.tell(Deed.What.RELEASED, giveBack(id), by, Map.of());
    }

    /**
     * Gives the case to somebody, or back to the group, by another's deed than theirs.
     *
     * @param handler null for the group
     */
    public void handed(UUID id, @Nullable Actor handler, Actor by, Deed.What what, Map<String, String> detail) {
        enquiries.tell(what, handler == null ? giveBack(id) : give(id, handler), by, detail);
    }

    private Enquiry give(UUID id, Actor handler) {
        return enquiries.update(
                id,
                "handler_id = :handler, handler_name = :name, claimed_at = :now,"
                        + " status = case when status = 'RECEIVED' then 'IN_PROGRESS' else status end",
                Map.of("handler", handler.id(), "name", handler.name(), "now", Timestamp.from(clock.instant())));
    }

    private Enquiry giveBack(UUID id) {
        return enquiries.update(
                id,
                "handler_id = null, handler_name = null, claimed_at = null,"
                        + " status = case when status = 'IN_PROGRESS' then 'RECEIVED' else status end",
                Map.of());
    }
}
