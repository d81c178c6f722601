package se.vaxholm.svara.process;

import java.util.Locale;

/** The form lacks something without which its outcome can't be carried out; nothing has happened. */
public class IncompleteDraftException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String problem;

    /**
     * @param field the field's name in the form
     * @param problem empty, too-long, invalid, future …
     */
    IncompleteDraftException(String field, String problem) {
        super("The field " + field + " is " + problem);
        this.field = field;
        this.problem = problem;
    }

    IncompleteDraftException(OutcomeCheck.Lack lack) {
        this(lack.field(), lack.problem().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public String field() {
        return field;
    }

    public String problem() {
        return problem;
    }
}
