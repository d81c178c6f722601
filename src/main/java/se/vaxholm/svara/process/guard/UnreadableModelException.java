package se.vaxholm.svara.process.guard;

/** A file is no plain, bounded XML; the message says why, in Swedish. */
class UnreadableModelException extends Exception {

    private static final long serialVersionUID = 1;

    private final String what;

    UnreadableModelException(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
