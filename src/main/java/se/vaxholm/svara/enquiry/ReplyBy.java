package se.vaxholm.svara.enquiry;

/** How the asker wants the answer; the status page always has it too. */
public enum ReplyBy {
    EMAIL,
    PHONE,
    LETTER,
    STATUS_PAGE
}
