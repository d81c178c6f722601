package se.vaxholm.svara.process.guard;

/** An expression says something that a model may not say; the message tells it in Swedish. */
class BadExpressionException extends Exception {

    private static final long serialVersionUID = 1;

    private final String what;

    BadExpressionException(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
