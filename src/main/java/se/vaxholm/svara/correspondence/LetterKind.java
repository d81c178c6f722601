package se.vaxholm.svara.correspondence;

/** What a letter is for; only an answer stops the clock (G3). */
public enum LetterKind {
    ACKNOWLEDGEMENT,
    ANSWER,
    UNIT_NOTICE,
    HANDLER_NOTICE,
    REMINDER,
    LATE_NOTICE;

    /** Whether it goes to the asker rather than to a mailbox of ours. */
    public boolean isToEnquirer() {
        return this == ACKNOWLEDGEMENT || this == ANSWER;
    }
}
