package se.vaxholm.svara.intake;

/** Why a mail became what it became; what the staff see in words, and what is suggested to them. */
public enum MailReason {
    /** Somebody writes to us. */
    ASKED,
    /** The asker goes on in a case that is closed for good. */
    GOES_ON,
    /** It names a case that its sender is not known in. */
    STRANGER,
    /** Our own mail server marks its sender as forged. */
    DISTRUSTED,
    /** One of ours has forwarded somebody's mail. */
    FORWARDED_TO_US,
    /** A rule of ours: mail from this sender expects no answer. */
    SENDER_RULE,
    /** A machine wrote it. */
    MACHINE,
    /** Sent to many: a list, a newsletter, an advertisement. */
    BULK,
    /** An invitation to a meeting, or an answer to one. */
    CALENDAR,
    /** A report of a letter that is none of Svara's. */
    FOREIGN_BOUNCE,
    /** The asker of the case wrote. */
    ENQUIRER,
    /** Somebody outside wrote whom the case was sent on to. */
    RECIPIENT,
    /** One of ours wrote. */
    COLLEAGUE,
    /** One of ours has answered the asker from a mailbox of their own. */
    ANSWERED_ELSEWHERE,
    /** A letter did not arrive. */
    NOT_DELIVERED,
    /** A letter is delayed, or has arrived. */
    DELIVERY_NEWS,
    /** Somebody's machine has answered. */
    AWAY,
    OURS,
    /** As {@code channel.mail.UnreadableMailException} says. */
    UNREADABLE,
    TOO_LARGE,
    /** It could be read, but nothing could be made of it. */
    FAILED;

    /** Whether the mail is likely to expect no answer (G12): a person decides. */
    public boolean suggestsAside() {
        return this == SENDER_RULE || this == MACHINE || this == BULK || this == CALENDAR || this == FOREIGN_BOUNCE;
    }
}
