package se.vaxholm.svara.enquiry;

/** Somebody else has written in the same draft meanwhile. */
public class DraftChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Draft current;

    DraftChangedException(Draft current) {
        super("The draft was changed by somebody else");
        this.current = current;
    }

    public Draft current() {
        return current;
    }
}
