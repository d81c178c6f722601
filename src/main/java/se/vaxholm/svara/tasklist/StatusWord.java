package se.vaxholm.svara.tasklist;

import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.Status;

/** A case's status in the words that staff see, with the look of its tag. */
public enum StatusWord {
    UNCLAIMED("new"),
    IN_PROGRESS("mine"),
    ASKED_BACK("soon"),
    NOT_DELIVERED("late"),
    FORWARDING_FAILED("late"),
    TO_CALL("soon"),
    TO_POST("soon"),
    HANDED_OVER("soon"),
    PROMISED("mine"),
    ANSWERED("done"),
    FORWARDED("done"),
    HANDLED_ELSEWHERE("done"),
    NO_ANSWER_EXPECTED("quiet"),
    CLOSED_UNANSWERED("quiet"),
    REOPENED("new"),
    CLOSED("done");

    private final String look;

    StatusWord(String look) {
        this.look = look;
    }

    /** @param forwardingFailed whether the letter by which it was sent on has come back and waits to be dealt with */
    public static StatusWord of(Enquiry enquiry, boolean forwardingFailed) {
        Status status = enquiry.status();
        if (status == Status.NO_ANSWER_EXPECTED || status == Status.CLOSED_UNANSWERED || !enquiry.isOpen()) {
            return closed(status);
        }
        if (forwardingFailed) {
            return FORWARDING_FAILED;
        }
        if (enquiry.unreachableAt() != null) {
            return NOT_DELIVERED;
        }
        if (enquiry.handedTo() != null) {
            return HANDED_OVER;
        }
        return switch (status) {
            case ANSWERED -> enquiry.awaitsWord() ? toTell(enquiry) : ANSWERED;
            case PROMISED -> PROMISED;
            case FORWARDED -> FORWARDED;
            case HANDLED_ELSEWHERE -> HANDLED_ELSEWHERE;
            case REOPENED -> enquiry.isUnclaimed() ? REOPENED : atWork(enquiry);
            default -> enquiry.isUnclaimed() ? UNCLAIMED : atWork(enquiry);
        };
    }

    private static StatusWord atWork(Enquiry enquiry) {
        return enquiry.waitingForAskerSince() == null ? IN_PROGRESS : ASKED_BACK;
    }

    private static StatusWord toTell(Enquiry enquiry) {
        return enquiry.enquirer().replyBy() == ReplyBy.LETTER ? TO_POST : TO_CALL;
    }

    private static StatusWord closed(Status status) {
        return switch (status) {
            case NO_ANSWER_EXPECTED -> NO_ANSWER_EXPECTED;
            case CLOSED_UNANSWERED -> CLOSED_UNANSWERED;
            case FORWARDED -> FORWARDED;
            case HANDLED_ELSEWHERE -> HANDLED_ELSEWHERE;
            default -> CLOSED;
        };
    }

    public String look() {
        return look;
    }

    public String key() {
        return "staff.status." + name();
    }
}
