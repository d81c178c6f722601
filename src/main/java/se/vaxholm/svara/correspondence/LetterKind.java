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
    MORNING_LIST,
    /** To the unit that is given a case. */
    HANDOVER_NOTICE,
    /** To the unit that gets a case back. */
    RETURN_NOTICE,
    /** To the manager of a unit that has not accepted a case. */
    HANDOVER_REMINDER,
    /** Tells the asker which unit has the case now. */
    MOVED,
    /** To somebody outside the municipality: the matter, or a question about it. */
    FORWARDING,
    /** Tells the asker who outside the municipality has the matter, or has been asked about it. */
    FORWARDED;

    /** Whether it goes to the asker rather than to a mailbox of ours. */
    public boolean isToEnquirer() {
        return this == ACKNOWLEDGEMENT
                || this == ANSWER
                || this == NOTICE
                || this == PROMISE_BROKEN
                || this == MOVED
                || this == FORWARDED;
    }

    /** Whether a person wrote it: other machines may answer it. */
    boolean isWrittenByAPerson() {
        return this == ANSWER || this == FORWARDING;
    }
}
