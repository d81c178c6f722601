package se.vaxholm.svara.audit;

import se.vaxholm.svara.enquiry.Deed;

/** What sort of thing happened, for those who look for one sort alone. */
enum EventKind {
    CASE,
    WORK,
    LETTERS,
    DEADLINE,
    PROMISE,
    FORWARDING,
    ENQUIRER,
    PROCESS;

    static EventKind of(Deed.What what) {
        return switch (what) {
            case REGISTERED, UNIT_ASSIGNED, CLOSED, CLOSED_FOR_GOOD, REOPENED, CLOSING_UNDONE, DETAILS_CORRECTED ->
                CASE;
            case LETTER_QUEUED,
                    LETTER_SENT,
                    LETTER_REFUSED,
                    LETTER_STOPPED,
                    LETTER_WITHHELD,
                    SENT_AGAIN,
                    SENDING_STOPPED,
                    POSTED -> LETTERS;
            case REMINDED, ESCALATED, COUNTED_AS_LATE, LATE_CASE_ACTED_ON, CLOCK_NEVER_STOPPED, HANDLER_CONFIRMED ->
                DEADLINE;
            case NOTICE_WRITTEN,
                    PROMISED,
                    PROMISE_KEPT,
                    PROMISE_BROKEN,
                    PROMISE_RENEGOTIATED,
                    PROMISE_NOT_TOLD,
                    PROMISE_RESUMED,
                    PROMISE_REMINDED,
                    MANAGER_TOLD_OF_NEW_DAYS -> PROMISE;
            case HANDED_OVER,
                    HANDOVER_ACCEPTED,
                    HANDOVER_REMINDED,
                    RETURNED,
                    RAISED_TO_REGISTRAR,
                    FORWARDED,
                    FORWARDING_REFUSED,
                    FORWARDING_WITHHELD,
                    FORWARDING_CONFIRMED,
                    FORWARDING_STANDS,
                    FORWARDING_TAKEN_BACK,
                    FORWARDING_GIVEN_UP,
                    INPUT_ASKED_FOR -> FORWARDING;
            case ENQUIRER_ADDED, OUTSIDER_WROTE, MAIL_TAKEN_IN, FEEDBACK_GIVEN, CONTACT_WANTED, FILE_ADDED -> ENQUIRER;
            case PROCESS_STARTED, PROCESS_CALLED, PROCESS_MIGRATED -> PROCESS;
            default -> WORK;
        };
    }
}
