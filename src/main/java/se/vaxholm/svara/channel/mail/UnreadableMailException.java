package se.vaxholm.svara.channel.mail;

/** A mail of which no sense can be made: a person has to look at it. */
final class UnreadableMailException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    enum Reason {
        /** It has no headers, or its structure can't be followed. */
        NO_MAIL,
        /** More bytes, once decoded, than are taken in. */
        TOO_LARGE,
        /** More parts than are looked through. */
        TOO_MANY_PARTS,
        /** Parts within parts, deeper than are looked through. */
        TOO_DEEP,
        /** Headers longer than any mail program writes. */
        TOO_LONG_HEADERS
    }

    private final Reason reason;

    UnreadableMailException(Reason reason) {
        super("A mail can't be read: " + reason);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
