package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The case (ärende): one matter of one asker, with its clock.
 *
 * @param lastDayOn the day by which the asker has word; what the public is told
 * @param answerDueAt closing time of that day; what staff aim at
 * @param firstResponseAt when the clock stopped (G3), null while it runs
 * @param unreachableAt since when a letter has been refused without anybody having reached the asker
 * @param promiseDueOn the day promised and not redeemed, whether it is to come or was broken; null when there is none
 * @param promiseDueAt closing time of that day
 * @param waitingForAskerSince since when a question of ours to the asker is open; it stops no clock
 * @param claimedAt since when the handler has it
 * @param handedTo the unit to which the case has been given and that has not accepted it yet
 * @param textsOf the only unit that may read what was written before the case crossed to another board, or null
 */
public record Enquiry(
        UUID id,
        EnquiryNumber number,
        int codeVersion,
        Channel channel,
        Kind kind,
        String categoryId,
        String unitId,
        String legalKind,
        String topics,
        String subject,
        boolean sensitive,
        Enquirer enquirer,
        Instant receivedAt,
        Instant registeredAt,
        LocalDate lastDayOn,
        Instant remindAt,
        Instant answerDueAt,
        Status status,
        @Nullable Instant firstResponseAt,
        @Nullable Instant unreachableAt,
        @Nullable LocalDate promiseDueOn,
        @Nullable Instant promiseDueAt,
        @Nullable Instant waitingForAskerSince,
        @Nullable String handlerId,
        @Nullable String handlerName,
        @Nullable Instant claimedAt,
        @Nullable Instant closedAt,
        @Nullable String handedTo,
        @Nullable String textsOf,
        FollowUp followUp,
        int version) {

    /** The unit whose work the case is; until it has accepted, another one may still answer for it. */
    public String worksAt() {
        return handedTo == null ? unitId : handedTo;
    }

    /** From when its clock is counted: when it came in, or when it was last opened again. */
    public Instant countedFrom() {
        return followUp.reopenedAt() == null ? receivedAt : followUp.reopenedAt();
    }

    /** As it is told to somebody to whom a part of it did not go along (G21). */
    public Enquiry told(String subject, Enquirer enquirer) {
        return new Enquiry(
                id,
                number,
                codeVersion,
                channel,
                kind,
                categoryId,
                unitId,
                legalKind,
                topics,
                subject,
                sensitive,
                enquirer,
                receivedAt,
                registeredAt,
                lastDayOn,
                remindAt,
                answerDueAt,
                status,
                firstResponseAt,
                unreachableAt,
                promiseDueOn,
                promiseDueAt,
                waitingForAskerSince,
                handlerId,
                handlerName,
                claimedAt,
                closedAt,
                handedTo,
                textsOf,
                followUp,
                version);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public boolean isUnclaimed() {
        return handlerId == null;
    }

    /** Whether the asker is still to hear from us: the first word, or the answer that was promised. */
    public boolean awaitsWord() {
        return firstResponseAt == null || promiseDueOn != null;
    }

    /** The day that counts now: the promised one when there is one (G6). */
    public LocalDate dueOn() {
        return promiseDueOn == null ? lastDayOn : promiseDueOn;
    }

    /** Closing time of that day. */
    public Instant dueAt() {
        return promiseDueAt == null ? answerDueAt : promiseDueAt;
    }

    /** Late: that day's closing time has passed and the asker has not heard. */
    public boolean isLate(Instant now) {
        return awaitsWord() && now.isAfter(dueAt());
    }
}
