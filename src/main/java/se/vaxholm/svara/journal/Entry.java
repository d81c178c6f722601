package se.vaxholm.svara.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/**
 * One line of the journal.
 *
 * @param seq its place in its chain, from 1 without gaps
 * @param actorId the user name of a person on the staff
 * @param actingAs the person's roles by their names, with commas between
 * @param unit the unit on whose behalf they did it
 * @param step the process definition and the element in it where it was done, with a space between
 */
public record Entry(
        long id,
        int seq,
        Instant at,
        Deed.What what,
        Actor.Role actorRole,
        @Nullable String actorId,
        @Nullable String actorName,
        @Nullable String actingAs,
        @Nullable String unit,
        @Nullable String step,
        Map<String, String> detail) {

    public Entry withDetail(Map<String, String> other) {
        return new Entry(id, seq, at, what, actorRole, actorId, actorName, actingAs, unit, step, other);
    }
}
