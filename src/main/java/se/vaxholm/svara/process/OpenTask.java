package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person in a case.
 *
 * @param name as the model calls it
 * @param form which form does it: assess, choose-unit, reach-otherwise, call-back, late
 * @param outcomes what can come of it in the version of the model that the case runs in
 * @param candidateGroups whose work it is
 * @param assignee who has taken it
 * @param assigneeName their full name, as far as it is known
 */
public record OpenTask(
        String id,
        String name,
        String form,
        List<Outcome> outcomes,
        Set<String> candidateGroups,
        @Nullable String assignee,
        @Nullable String assigneeName,
        Instant createdAt,
        @Nullable Instant dueAt) {

    OpenTask named(String name) {
        return new OpenTask(id, this.name, form, outcomes, candidateGroups, assignee, name, createdAt, dueAt);
    }

    /** Whether anybody whose work it is may do it, also while somebody else has it. */
    public boolean isErrand() {
        return Forms.ERRANDS.contains(form);
    }

    public boolean isOf(String staffId) {
        return staffId.equals(assignee);
    }
}
