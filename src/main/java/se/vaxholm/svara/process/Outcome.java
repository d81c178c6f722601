package se.vaxholm.svara.process;

/** What a person decides in a form; the gateway after the task reads it. */
public enum Outcome {
    ANSWER("assess"),
    ANSWERED_OTHERWISE("assess"),
    NO_ANSWER_EXPECTED("assess"),
    UNIT_CHOSEN("choose-unit"),
    SEND_AGAIN("reach-otherwise"),
    REACHED("reach-otherwise"),
    CALLED("call-back"),
    ACTED("late");

    private final String form;

    Outcome(String form) {
        this.form = form;
    }

    /** The form that offers this outcome. */
    public String form() {
        return form;
    }
}
