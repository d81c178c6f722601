package se.vaxholm.svara.audit;

import se.vaxholm.svara.enquiry.Status;

/** What a case has ended in, as an auditor asks for it: whether the time for follow-up has passed makes no difference. */
public enum Outcome {
    ONGOING("e.closed_at is null"),
    ANSWERED("e.closed_at is not null and e.status in ('ANSWERED', 'CLOSED')"),
    FORWARDED("e.closed_at is not null and e.status = 'FORWARDED'"),
    HANDLED_ELSEWHERE("e.closed_at is not null and e.status = 'HANDLED_ELSEWHERE'"),
    NO_ANSWER_EXPECTED("e.closed_at is not null and e.status = 'NO_ANSWER_EXPECTED'"),
    CLOSED_UNANSWERED("e.closed_at is not null and e.status = 'CLOSED_UNANSWERED'");

    private final String condition;

    Outcome(String condition) {
        this.condition = condition;
    }

    /** By which cases are found, as SQL over the enquiry {@code e}. */
    String condition() {
        return condition;
    }

    public static Outcome of(boolean open, Status status) {
        if (open) {
            return ONGOING;
        }
        return switch (status) {
            case FORWARDED -> FORWARDED;
            case HANDLED_ELSEWHERE -> HANDLED_ELSEWHERE;
            case NO_ANSWER_EXPECTED -> NO_ANSWER_EXPECTED;
            case CLOSED_UNANSWERED -> CLOSED_UNANSWERED;
            default -> ANSWERED;
        };
    }
}
