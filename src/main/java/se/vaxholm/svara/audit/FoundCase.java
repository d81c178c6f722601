package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Channel;

/** A case in the list of those that were found. */
public record FoundCase(
        UUID id,
        String number,
        String subject,
        String unitId,
        String categoryId,
        Channel channel,
        Instant receivedAt,
        @Nullable Instant closedAt,
        Outcome outcome,
        boolean late,
        boolean sensitive) {}
