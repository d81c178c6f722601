package se.vaxholm.svara.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.CaseHistory;

/**
 * One time that a case was at an element in one version of its process: a step, or the part of it that lies between two moves
 * to other versions.
 *
 * @param end how it ended; RUNNING when it has not
 */
record Stay(
        CaseHistory.Step step,
        String definitionId,
        Instant startedAt,
        @Nullable Instant endedAt,
        Span span,
        Mark.Look end) {}
