package se.vaxholm.svara.correspondence;

/** What a letter is for. */
public enum LetterKind {
    ACKNOWLEDGEMENT,
    ANSWER,
    ELSEWHERE,
    ASK_BACK,
    ASK_REMINDER,
    CLOSING,
    /** That what the asker was told is wrong, and what holds instead. */
    CORRECTION,
    UNIT_NOTICE,
    HANDLER_NOTICE,
    REMINDER,
    MISTAKE_NOTICE,
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
    FORWARDED,
    /** That a case is open again, and by when the asker hears from us. */
    REOPENED,
    /** To the unit: a message in a case that is answered. */
    REPLY_NOTICE,
    /** To the manager: an asker wants to talk with them. */
    CONTACT_NOTICE,
    /** To the auditor: a checkpoint of the journal, to be kept outside the house. */
    CHECKPOINT;

    /** Whether it goes to the asker rather than to a mailbox of ours. */
    public boolean isToEnquirer() {
        return switch (this) {
            case ACKNOWLEDGEMENT,
                    ANSWER,
                    NOTICE,
                    PROMISE_BROKEN,
                    MOVED,
                    FORWARDED,
                    ELSEWHERE,
                    ASK_BACK,
                    ASK_REMINDER,
                    CLOSING,
                    CORRECTION,
                    REOPENED -> true;
            default -> false;
        };
    }

    /** Whether it is the word that stops the clock: an answer, or who answers and when (G3). */
    public boolean isFirstResponse() {
        return this == ANSWER || this == NOTICE || this == ELSEWHERE;
    }

    /** Whether a person has written it: what machines write says so, and asks other machines not to answer (RFC 3834). */
    boolean isWrittenByPerson() {
        return isFirstResponse() || this == ASK_BACK || this == CORRECTION || this == FORWARDING;
    }
}
