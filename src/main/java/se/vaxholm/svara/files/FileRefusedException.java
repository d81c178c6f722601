package se.vaxholm.svara.files;

/** A file that is not taken in, and why; nothing of it is kept. */
public class FileRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, for the sender's words. */
    public enum Reason {
        EMPTY,
        /** More than 25 MB. */
        TOO_LARGE,
        /** More than 50 MB together with what lies there already. */
        TOO_MUCH_TOGETHER,
        /** More than 20 in one place. */
        TOO_MANY,
        /** A kind of file that is not on the list, whatever its name says. */
        NOT_ALLOWED,
        /** It unpacks to more than anybody has sent. */
        BOMB,
        /** It ended too early, or is damaged or locked by a password so that nobody can look into it. */
        BROKEN,
        INFECTED,
        /** Too many files come in at once; the same a little later is taken. */
        BUSY
    }

    private final Reason reason;

    FileRefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
