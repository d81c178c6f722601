package se.vaxholm.svara.enquiry;

/** Where an enquiry stands. */
public enum Status {
    RECEIVED,
    IN_PROGRESS,
    ANSWERED,
    NO_ANSWER_EXPECTED
}
