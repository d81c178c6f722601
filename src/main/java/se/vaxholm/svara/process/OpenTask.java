package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person in a case.
 *
 * @param name as the model calls it
 * @param form which form does it: assess, choose-unit, reach-otherwise, call-back, late
 * @param candidateGroups whose work it is
 * @param assignee who has taken it
 */
public record OpenTask(
        String id,
        String name,
        String form,
        Set<String> candidateGroups,
        @Nullable String assignee,
        Instant createdAt,
        @Nullable Instant dueAt) {

    public boolean isOf(String staffId) {
        return staffId.equals(assignee);
    }
}
