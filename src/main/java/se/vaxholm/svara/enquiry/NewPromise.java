package se.vaxholm.svara.enquiry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says to the asker.
 *
 * @param unitId who answers
 * @param contact how to reach them
 * @param person who there, where that is known
 * @param dueOn by when
 * @param reason why it takes longer
 * @param text what else the writer says
 * @param question what we need to know to answer
 * @param replyOn by when we need to know it
 */
public record NewPromise(
        String unitId,
        String contact,
        @Nullable String person,
        LocalDate dueOn,
        @Nullable String reason,
        @Nullable String text,
        @Nullable String question,
        @Nullable LocalDate replyOn) {}
