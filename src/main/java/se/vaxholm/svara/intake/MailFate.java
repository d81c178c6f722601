package se.vaxholm.svara.intake;

/** The one thing that a mail became. */
public enum MailFate {
    /** A case of its own. */
    NEW_ENQUIRY,
    /** Something said in a case that there was. */
    MESSAGE,
    /** The word that a letter of ours has not arrived. */
    BOUNCE,
    /** A machine's answer to a letter of ours: kept, and nobody is asked to do anything. */
    AUTOMATIC_REPLY,
    /** A letter of ours to one of our own mailboxes. */
    OWN_LETTER,
    /** No sense could be made of it: a person looks at it, in a case of its own. */
    QUARANTINE
}
