package se.vaxholm.svara.enquiry;

/** What sort of contact it is. */
public enum Kind {
    QUESTION,
    FAULT_REPORT,
    OPINION
}
