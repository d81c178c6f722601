package se.vaxholm.svara.enquiry;

/** Where an enquiry stands. */
public enum Status {
    RECEIVED,
    IN_PROGRESS,
    /** The asker knows who answers and when. */
    PROMISED,
    ANSWERED,
    /** Somebody outside the municipality has it, and the asker knows whom. */
    FORWARDED,
    /** It goes on in another system, and the asker knows who answers there and when. */
    HANDLED_ELSEWHERE,
    NO_ANSWER_EXPECTED,
    /** Closed with a reason and without an answer. */
    CLOSED_UNANSWERED,
    /** Answered once, and open again because the asker said that it was no answer. */
    REOPENED,
    /** The time for telling us what the answer was worth is over. */
    CLOSED
}
