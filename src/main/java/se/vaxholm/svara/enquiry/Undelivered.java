package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** Word that did not reach the asker after all: the clock and the promise are put back to what they have really heard (G3). */
@Service
@Transactional
public class Undelivered {

    private final Enquiries enquiries;
    private final PromiseLedger promises;
    private final Clock clock;

    Undelivered(Enquiries enquiries, PromiseLedger promises, Clock clock) {
        this.enquiries = enquiries;
        this.promises = promises;
        this.clock = clock;
    }

    /** The letter with the first response was refused: the clock shows as never stopped (G3). */
    public void answerCameBack(UUID id) {
        enquiries.tell(Deed.What.CLOCK_NEVER_STOPPED, asBefore(id), Actor.SYSTEM, Map.of());
    }

    /** As if the case had not ended: a promise that seemed to be kept by that is open again. */
    Enquiry asBefore(UUID id) {
        promises.newestTold(id)
                .filter(promise -> promise.state() == Promise.State.KEPT
                        && promise.toldAt() != null
                        && !promise.toldAt().isBefore(enquiries.get(id).countedFrom()))
                .ifPresent(this::holdsAgain);
        return wordCameBack(id);
    }

    /** What ended a promise has not reached the asker: it runs as before, and is broken when its day passes (G6). */
    void holdsAgain(Promise promise) {
        promises.resume(promise.id());
        enquiries.tell(
                Deed.What.PROMISE_RESUMED,
                enquiries.get(promise.enquiryId()),
                Actor.SYSTEM,
                Map.of("day", promise.dueOn().toString()));
    }

    /** The asker has heard no more than what was told before, if anything: the clock and the promise are as they were then. */
    Enquiry wordCameBack(UUID id) {
        return enquiries.update(id, """
                first_response_at = (select min(told_at) from promise where enquiry_id = :id and told_at >= coalesce(reopened_at, received_at)),
                promise_due_on = (select due_on from promise where enquiry_id = :id and told_at >= coalesce(reopened_at, received_at)
                    order by line desc limit 1),
                promise_due_at = (select due_at from promise where enquiry_id = :id and told_at >= coalesce(reopened_at, received_at)
                    order by line desc limit 1),
                unreachable_at = :now,
                status = case when exists (select 1 from promise where enquiry_id = :id and told_at >= coalesce(reopened_at, received_at))
                    then 'PROMISED' when handler_id is null then 'RECEIVED' else 'IN_PROGRESS' end""", Map.of("now", Timestamp.from(clock.instant())));
    }

    /** What was forwarded is ours after all: the clock is as it was before, and somebody has to take the case up again. */
    void forwardingFailed(UUID id) {
        String reachable = enquiries.get(id).unreachableAt() == null ? ", unreachable_at = null" : "";
        answerCameBack(id);
        enquiries.update(
                id,
                "handler_id = null, handler_name = null, claimed_at = null,"
                        + " status = case when status = 'IN_PROGRESS' then 'RECEIVED' else status end" + reachable,
                Map.of());
    }

    /**
     * The word that a case ended with has come back: it is open again, with the clock that it had. It shows as open again until
     * {@link Endings#standsAsBefore}, so that its process takes it up again.
     */
    public Enquiry openAgain(UUID id) {
        Enquiry before = asBefore(id);
        enquiries.tell(Deed.What.CLOCK_NEVER_STOPPED, before, Actor.SYSTEM, Map.of());
        return enquiries.update(
                id, "status = 'REOPENED', closed_at = null, follow_up_until = null, reply_since = null", Map.of());
    }
}
