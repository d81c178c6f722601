package se.vaxholm.svara.calendar;

/** A day was not closed, because a closed day must keep the guideline's rules; says which one it breaks. */
public class DayCannotBeClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The rule that would be broken. */
    public enum Rule {
        DECISION_NEEDED,
        MUST_LIE_AHEAD,
        MUST_BE_A_WORKING_DAY,
        CLOSED_ALREADY,
        AT_MOST_TWO_IN_A_ROW
    }

    private final Rule rule;

    DayCannotBeClosedException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
