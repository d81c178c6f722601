package se.vaxholm.svara.process;

import org.jspecify.annotations.Nullable;

/** Somebody else was first: has taken the task, or done it already. */
public class TaskTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable String by;
    private final @Nullable String name;

    /** @param by the user name of who has it, or null when it is done */
    TaskTakenException(@Nullable String by) {
        this(by, by);
    }

    TaskTakenException(@Nullable String by, @Nullable String name) {
        super("Somebody else has taken the task or done it");
        this.by = by;
        this.name = name;
    }

    public @Nullable String by() {
        return by;
    }

    /** The full name of who has the task or did it, as far as it is known; null when nobody of the staff did. */
    public @Nullable String name() {
        return name;
    }
}
