package se.vaxholm.svara.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/** One line of the journal. */
public record Entry(
        long id,
        Instant at,
        Deed.What what,
        Actor.Role actorRole,
        @Nullable String actorName,
        Map<String, String> detail) {}
