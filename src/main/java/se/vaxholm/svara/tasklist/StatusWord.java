package se.vaxholm.svara.tasklist;

import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** A case's status in the words that staff see, with the look of its tag. */
enum StatusWord {
    UNCLAIMED("new"),
    IN_PROGRESS("mine"),
    NOT_DELIVERED("late"),
    ON_ITS_WAY("soon"),
    ANSWERED("done"),
    NO_ANSWER_EXPECTED("quiet"),
    CLOSED("done");

    private final String look;

    StatusWord(String look) {
        this.look = look;
    }

    static StatusWord of(Enquiry enquiry) {
        if (enquiry.status() == Status.NO_ANSWER_EXPECTED) {
            return NO_ANSWER_EXPECTED;
        }
        if (!enquiry.isOpen()) {
            return CLOSED;
        }
        if (enquiry.unreachableAt() != null) {
            return NOT_DELIVERED;
        }
        if (enquiry.status() == Status.ANSWERED) {
            return enquiry.firstResponseAt() == null ? ON_ITS_WAY : ANSWERED;
        }
        return enquiry.isUnclaimed() ? UNCLAIMED : IN_PROGRESS;
    }

    public String look() {
        return look;
    }

    public String key() {
        return "staff.status." + name();
    }
}
