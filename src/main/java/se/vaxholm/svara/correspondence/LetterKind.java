package se.vaxholm.svara.correspondence;

/** What a letter is for; only an answer, or word of who answers and when, stops the clock (G3). */
public enum LetterKind {
    ACKNOWLEDGEMENT,
    ANSWER,
    UNIT_NOTICE,
    HANDLER_NOTICE,
    REMINDER,
    /** Who answers and when (G5). */
    NOTICE,
    /** Why the promised day passed without an answer (G6). */
    PROMISE_BROKEN,
    PROMISE_REMINDER,
    /** To the manager: an asker has been given another day again. */
    NEW_DAYS,
    /** A manager's summary of a day or a week: what is late, and what is due. */
    DIGEST,
    /** How many cases wait in a unit in the morning. */
    MORNING_LIST;

    /** Whether it goes to the asker rather than to a mailbox of ours. */
    public boolean isToEnquirer() {
        return this == ACKNOWLEDGEMENT || this == ANSWER || this == NOTICE || this == PROMISE_BROKEN;
    }
}
