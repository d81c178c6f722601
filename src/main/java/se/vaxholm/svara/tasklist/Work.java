package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;

/**
 * A task of the case as one member of staff meets it.
 *
 * @param holder who has taken it
 * @param mayDo whether it is this person's, or one of their groups'
 * @param mayTakeOver whether this person may take it from whoever has it
 * @param ours whose work it is, by the name of a unit or a manager
 */
record Work(
        OpenTask task,
        TaskForm form,
        String name,
        boolean mine,
        @Nullable String holder,
        @Nullable Instant heldSince,
        boolean mayDo,
        boolean mayTakeOver,
        String ours,
        @Nullable Draft draft,
        Map<String, String> entered) {

    /** What a field holds: what was just sent in, otherwise what the draft kept. */
    public String value(String field) {
        String typed = entered.get(field);
        if (typed != null) {
            return typed;
        }
        return draft == null ? "" : draft.field(field);
    }

    /** Whether somebody has begun to write what the asker is to read. */
    public boolean isBegun() {
        return !value("text").isBlank() || !value("guidance").isBlank();
    }

    public boolean isFree() {
        return task.assignee() == null;
    }

    /**
     * Whether the form stands open for this person. Only answering asks for taking the case first, and an errand can be done
     * for whoever has it.
     */
    public boolean isWritable() {
        return mayDo && (mine || (isFree() && form != TaskForm.ASSESS) || task.isErrand());
    }

    /** Whether it would be done for a colleague, who may be about to do it. */
    public boolean isColleagues() {
        return !mine && !isFree();
    }

    /** Whether the version of the model that the case runs in knows what to do with this outcome. */
    public boolean offers(String outcome) {
        return task.outcomes().contains(Outcome.valueOf(outcome));
    }

    /** The ways in which somebody can be reached, as the forms offer them. */
    public List<String> ways() {
        return FormCheck.WAYS;
    }

    public int draftVersion() {
        return draft == null ? 0 : draft.version();
    }
}
