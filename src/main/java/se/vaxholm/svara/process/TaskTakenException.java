package se.vaxholm.svara.process;

import org.jspecify.annotations.Nullable;

/** Somebody else was first: has taken the task, or done it already. */
public class TaskTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable String by;

    /** @param by the user name of who has it, or null when it is done */
    TaskTakenException(@Nullable String by) {
        super("Somebody else has taken the task or done it");
        this.by = by;
    }

    public @Nullable String by() {
        return by;
    }
}
