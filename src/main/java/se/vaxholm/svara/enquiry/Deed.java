package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.security.Actor;

/**
 * Something that was done in a case, told to whoever keeps the record, in the transaction of the deed itself.
 *
 * @param unit the unit on whose behalf a person did it, when it is a case's
 * @param detail structured facts without personal texts
 */
public record Deed(
        What what,
        @Nullable UUID enquiryId,
        @Nullable String number,
        Actor by,
        @Nullable String unit,
        Instant at,
        Map<String, String> detail) {

    /** The same, with one more fact about it. */
    public Deed with(String key, String value) {
        Map<String, String> more = new TreeMap<>(detail);
        more.put(key, value);
        return new Deed(what, enquiryId, number, by, unit, at, Map.copyOf(more));
    }

    /** A deed on nobody's behalf. */
    public Deed(
            What what,
            @Nullable UUID enquiryId,
            @Nullable String number,
            Actor by,
            Instant at,
            Map<String, String> detail) {
        this(what, enquiryId, number, by, null, at, detail);
    }

    /** Every deed there is a record of. */
    public enum What {
        REGISTERED,
        PROCESS_STARTED,
        PROCESS_CALLED,
        PROCESS_MIGRATED,
        UNIT_ASSIGNED,
        UNIT_TOLD,
        CLAIMED,
        RELEASED,
        NOTE_ADDED,
        FILE_ADDED,
        FILE_STOPPED,
        FILE_DELETED,
        ENQUIRER_ADDED,
        OUTSIDER_WROTE,
        MAIL_TAKEN_IN,
        MAIL_SETTLED,
        HANDLER_TOLD,
        ANSWERED,
        ANSWERED_ON_THE_SPOT,
        ANSWERED_OTHERWISE,
        NO_ANSWER_EXPECTED,
        LETTER_QUEUED,
        LETTER_SENT,
        LETTER_REFUSED,
        LETTER_STOPPED,
        LETTER_WITHHELD,
        CLOCK_NEVER_STOPPED,
        REACHED_OTHERWISE,
        ADDRESS_CORRECTED,
        ADDRESS_KEPT,
        CALLED,
        CALLED_IN_VAIN,
        POSTED,
        WRITTEN_INSTEAD,
        SENT_AGAIN,
        HANDLED_ELSEWHERE,
        ASKED_BACK,
        ASKER_REMINDED,
        QUESTION_NOT_ASKED,
        CLOSED_UNANSWERED,
        CLOSING_UNDONE,
        SENDING_STOPPED,
        SENT_BY_MISTAKE,
        REMINDED,
        ESCALATED,
        LATE_CASE_ACTED_ON,
        COUNTED_AS_LATE,
        REASSIGNED,
        WORK_RETURNED,
        WORK_TO_DEPUTY,
        HANDLER_CONFIRMED,
        ABSENCE_SET,
        ABSENCE_REMOVED,
        ARRIVAL_NOTICE_SET,
        CLOSED,
        NOTICE_WRITTEN,
        PROMISED,
        PROMISE_KEPT,
        PROMISE_BROKEN,
        PROMISE_RENEGOTIATED,
        PROMISE_NOT_TOLD,
        PROMISE_RESUMED,
        PROMISE_REMINDED,
        MANAGER_TOLD_OF_NEW_DAYS,
        HANDED_OVER,
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
        INPUT_ASKED_FOR,
        RECIPIENT_CHANGED,
        REOPENED,
        REPLY_READ,
        FEEDBACK_GIVEN,
        CONTACT_WANTED,
        CONTACTED,
        CLOSED_FOR_GOOD,
        DETAILS_CORRECTED,
        SPLIT,
        SPLIT_FROM,
        GATHERED,
        MESSAGE_MOVED,
        MESSAGE_TAKEN_IN,
        UNGATHERED,
        MODEL_DEPLOYED,
        INTERVENED,
        SETTINGS_CHANGED,
        TEXTS_CHANGED,
        EXPORTED,
        VERIFIED,
        SAMPLE_DRAWN,
        FINDING_WRITTEN,
        FINDING_ANSWERED,
        /** No deed, but what reads so: somebody has changed the record. */
        UNREADABLE
    }
}
