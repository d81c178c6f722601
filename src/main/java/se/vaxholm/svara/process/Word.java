package se.vaxholm.svara.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import se.vaxholm.svara.enquiry.Status;

/** What the asker is told by a letter, a call or the case's page, each of which stops the clock once it has reached them (G3). */
enum Word {
    ANSWER(Status.ANSWERED),
    NOTICE(Status.PROMISED),
    ELSEWHERE(Status.HANDLED_ELSEWHERE);

    private final Status status;

    Word(Status status) {
        this.status = status;
    }

    /** How the case stands when the asker has been told. */
    Status status() {
        return status;
    }

    /**
     * By what was decided in the process that calls; what is sent once more is what it was the first time. Nothing is decided
     * when the answer was given on the spot.
     */
    static Word of(DelegateExecution execution) {
        if (execution.getVariable(Variables.LETTER) instanceof String before) {
            return valueOf(before);
        }
        DelegateExecution caller = execution.getProcessInstance().getSuperExecution();
        Object decided = caller == null ? null : caller.getVariable(Variables.OUTCOME);
        if (Outcome.HOLDING_NOTICE.name().equals(decided)) {
            return NOTICE;
        }
        return Outcome.HANDLED_ELSEWHERE.name().equals(decided) ? ELSEWHERE : ANSWER;
    }
}
