package se.vaxholm.svara.enquiry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may still come of a case that is closed, and what came of it before.
 *
 * @param until until then it may be opened again; null when it has not been closed yet
 * @param replySince since when a message that came after the answer waits to be read
 * @param contactWantedAt since when the asker waits to be contacted by the manager
 * @param reopenedAt from when its clock is counted anew; null when it was never opened again
 */
public record FollowUp(
        @Nullable Instant until,
        @Nullable Instant replySince,
        @Nullable Instant contactWantedAt,
        @Nullable Instant reopenedAt) {}
