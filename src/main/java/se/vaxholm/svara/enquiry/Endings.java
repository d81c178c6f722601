package se.vaxholm.svara.enquiry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.security.Actor;

/** What a case can end in without an answer of ours: it goes on in another system, or it is closed for one of few reasons. */
@Service
@Transactional
public class Endings {

    private final JdbcClient jdbc;
    private final Enquiries enquiries;
    private final Undelivered undelivered;
    private final AskBacks askBacks;
    private final Clock clock;

    Endings(JdbcClient jdbc, Enquiries enquiries, Undelivered undelivered, AskBacks askBacks, Clock clock) {
        this.undelivered = undelivered;
        this.jdbc = jdbc;
        this.enquiries = enquiries;
        this.askBacks = askBacks;
        this.clock = clock;
    }

    /** What the case ended in, as far as it was no answer. */
    @Transactional(readOnly = true)
    public Ending of(UUID id) {
        return jdbc.sql("""
                        select elsewhere_system, elsewhere_reference, elsewhere_who, elsewhere_on, close_reason,
                            close_other_number, closed_by_enquirer
                        from enquiry where id = ?""")
                .param(id)
                .query((row, i) -> {
                    String system = row.getString("elsewhere_system");
                    String reason = row.getString("close_reason");
                    return new Ending(
                            system == null
                                    ? null
                                    : new Elsewhere(
                                            system,
                                            row.getString("elsewhere_reference"),
                                            row.getString("elsewhere_who"),
                                            row.getObject("elsewhere_on", LocalDate.class)),
                            reason == null ? null : CloseReason.valueOf(reason),
                            row.getString("close_other_number"),
                            row.getBoolean("closed_by_enquirer"));
                })
                .single();
    }

    /**
     * The matter goes on in another system, where the asker gets the answer: telling them who and when counts as a notice.
     *
     * @param waits whether the asker is still to be told by phone or post: the clock goes on until then
     */
    public Enquiry elsewhere(UUID id, Elsewhere where, String text, boolean waits, Actor by) {
        enquiries.addMessage(
                id, Message.Type.ELSEWHERE, by, by.name(), TextBounds.require(text, TextBounds.TEXT), clock.instant());
        enquiries.update(
                id,
                "elsewhere_system = :system, elsewhere_reference = :reference, elsewhere_who = :who, elsewhere_on = :on,"
                        + " call_tries = 0, status = 'HANDLED_ELSEWHERE'",
                Map.of("system", where.system(), "reference", where.reference(), "who", where.who(), "on", where.on()));
        Enquiry enquiry =
                waits ? enquiries.get(id) : enquiries.wordGiven(id, Status.HANDLED_ELSEWHERE, clock.instant());
        enquiries.tell(
                Deed.What.HANDLED_ELSEWHERE,
                enquiry,
                by,
                Map.of("day", where.on().toString()));
        return enquiry;
    }

    /**
     * Closes the case without an answer; what the officer writes about it stays in the house.
     *
     * @param otherNumber the case that answers instead, for a duplicate alone
     * @throws IllegalArgumentException when the reason does not hold for this case
     */
    public Enquiry close(UUID id, CloseReason reason, String note, @Nullable EnquiryNumber otherNumber, Actor by) {
        Enquiry enquiry = enquiries.get(id);
        boolean proven =
                reason != CloseReason.DUPLICATE || (otherNumber != null && isOfSameAsker(enquiry, otherNumber));
        if (!proven || !mayBeClosedFor(enquiry, reason)) {
            throw new IllegalArgumentException("The reason " + reason + " does not hold for this case");
        }
        if (!note.isBlank()) {
            enquiries.note(id, note, by);
        }
        Map<String, Object> values = new HashMap<>();
        values.put("reason", reason.name());
        values.put("other", otherNumber == null ? null : otherNumber.value());
        values.put("byEnquirer", by.role() == Actor.Role.ENQUIRER);
        enquiries.update(
                id, "close_reason = :reason, close_other_number = :other, closed_by_enquirer = :byEnquirer", values);
        Enquiry closed = enquiries.wordGiven(id, Status.CLOSED_UNANSWERED, clock.instant());
        Map<String, String> detail = new HashMap<>();
        detail.put("reason", reason.name());
        if (otherNumber != null) {
            detail.put("other", otherNumber.value());
        }
        enquiries.tell(Deed.What.CLOSED_UNANSWERED, closed, by, detail);
        return closed;
    }

    /** Whether what the reason says can be so in this case; a duplicate is proven by the other case's number. */
    @Transactional(readOnly = true)
    public boolean mayBeClosedFor(Enquiry enquiry, CloseReason reason) {
        return switch (reason) {
            case UNREACHABLE -> isOutOfReach(enquiry);
            case NO_COMPLETION -> mayCloseForWantOfReply(enquiry.id());
            case SPAM, WITHDRAWN, DUPLICATE -> true;
        };
    }

    /** Whether the other number is another case of this same asker: known by address, telephone or postal address. */
    @Transactional(readOnly = true)
    public boolean isOfSameAsker(Enquiry enquiry, EnquiryNumber otherNumber) {
        Optional<Enquiry> other = enquiries.find(otherNumber);
        return other.filter(found -> !found.id().equals(enquiry.id()))
                .filter(found ->
                        isSame(found.enquirer().email(), enquiry.enquirer().email())
                                || isSame(
                                        digits(found.enquirer().phone()),
                                        digits(enquiry.enquirer().phone()))
                                || isSame(
                                        found.enquirer().postalAddress(),
                                        enquiry.enquirer().postalAddress()))
                .isPresent();
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.strip().equalsIgnoreCase(other.strip());
    }

    private static @Nullable String digits(@Nullable String phone) {
        return phone == null ? null : phone.replaceAll("[^0-9]", "");
    }

    /** Neither a way to reach the asker, nor a code of theirs: whoever wrote on the web got one, others did only by a letter. */
    public boolean isOutOfReach(Enquiry enquiry) {
        Enquirer enquirer = enquiry.enquirer();
        return enquirer.email() == null
                && enquirer.phone() == null
                && enquirer.postalAddress() == null
                && enquiry.channel() != Channel.WEB;
    }

    /** Whether we have asked and reminded, and have waited long enough. */
    @Transactional(readOnly = true)
    public boolean mayCloseForWantOfReply(UUID id) {
        LocalDate today = clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate();
        return askBacks.mayCloseOn(id).filter(day -> !day.isAfter(today)).isPresent();
    }

    /**
     * Undoes that a case was closed without an answer, on the day it was done: it was never closed, and its clock has never
     * stopped. It shows as open again until {@link #standsAsBefore}, so that its process takes it up again.
     *
     * @return false when it is too late, or was something else
     */
    public boolean undo(UUID id, Actor by) {
        if (!mayUndo(enquiries.get(id))) {
            return false;
        }
        undelivered.asBefore(id);
        Enquiry open = enquiries.update(
                id,
                "status = 'REOPENED', closed_at = null, unreachable_at = null, follow_up_until = null,"
                        + " close_reason = null, close_other_number = null,"
                        + " waiting_for_asker_since = (select asked_at from ask_back"
                        + " where enquiry_id = :id and ended_at is null)",
                Map.of());
        enquiries.tell(Deed.What.CLOSING_UNDONE, open, by, Map.of());
        return true;
    }

    /** After {@link #undo}: the case waits for the promised answer if one was promised, and for the first one otherwise. */
    public Enquiry standsAsBefore(UUID id) {
        return enquiries.update(
                id,
                "status = case when promise_due_on is not null then 'PROMISED' when reopened_at is not null then 'REOPENED'"
                        + " when handler_id is null then 'RECEIVED' else 'IN_PROGRESS' end",
                Map.of());
    }

    /** Whether the case was put aside today, by us. */
    @Transactional(readOnly = true)
    public boolean mayUndo(Enquiry enquiry) {
        Instant at = enquiry.closedAt();
        return (enquiry.status() == Status.NO_ANSWER_EXPECTED || enquiry.status() == Status.CLOSED_UNANSWERED)
                && at != null
                && enquiry.followUp().until() != null
                && at.atZone(WorkingCalendar.ZONE)
                        .toLocalDate()
                        .equals(clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate())
                && !of(enquiry.id()).byEnquirer();
    }
}
