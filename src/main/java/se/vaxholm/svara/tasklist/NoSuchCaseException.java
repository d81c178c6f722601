package se.vaxholm.svara.tasklist;

/** There is no case of that number, or none that the asking person may read: the two must look the same. */
public class NoSuchCaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoSuchCaseException() {
        super("No such case for this person");
    }
}
