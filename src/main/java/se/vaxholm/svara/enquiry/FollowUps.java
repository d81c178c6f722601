package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.Deadline;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.security.Actor;

/** The time after an answer: what the asker makes of it, and how a case is opened again (G16). */
@Service
@Transactional
public class FollowUps {

    /** How long after its close a case may be opened again. */
    private static final Period TIME = Period.ofDays(30);

    private final Enquiries enquiries;
    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final Clock clock;

    FollowUps(Enquiries enquiries, JdbcClient jdbc, WorkingCalendar calendar, Clock clock) {
        this.enquiries = enquiries;
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** From now on the asker may say what the answer was worth: for thirty whole days after this one. */
    public Enquiry begin(UUID id) {
        LocalDate end = calendar.today().plus(TIME).plusDays(1);
        return enquiries.update(
                id,
                "follow_up_until = :until",
                Map.of(
                        "until",
                        Timestamp.from(end.atStartOfDay(WorkingCalendar.ZONE).toInstant())));
    }

    /** Whether we may still tell the asker that what they were told is wrong. */
    public boolean mayBeCorrected(Enquiry enquiry) {
        return isOn(enquiry) && (enquiry.status() == Status.ANSWERED || enquiry.status() == Status.HANDLED_ELSEWHERE);
    }

    /** Puts on the case's page that what stands there was wrong, and what holds instead. */
    public void corrected(UUID id, String text, Actor by) {
        enquiries.addMessage(
                id, Message.Type.CORRECTION, by, by.name(), TextBounds.require(text, TextBounds.TEXT), clock.instant());
        enquiries.tell(Deed.What.SENT_BY_MISTAKE, enquiries.get(id), by, Map.of());
    }

    /** The last day that the case would get if it were opened again now. */
    public LocalDate lastDayIfReopened(Enquiry closed) {
        return newDeadline(closed).lastDayOn();
    }

    private Deadline newDeadline(Enquiry closed) {
        return calendar.deadline(
                Objects.requireNonNullElse(closed.followUp().replySince(), clock.instant()), workingDays(closed));
    }

    /** Whether the asker may still open the case again, or say what it was worth. */
    public boolean isOn(Enquiry enquiry) {
        Instant until = enquiry.followUp().until();
        return !enquiry.isOpen() && until != null && clock.instant().isBefore(until);
    }

    /** A message has come after the answer; it has to be read within the time that a question has. */
    public Enquiry replyCame(UUID id) {
        return enquiries.update(
                id,
                "reply_since = coalesce(reply_since, (select max(at) from message where enquiry_id = :id"
                        + " and type = 'ENQUIRER_ADDED'), :now)",
                Map.of("now", Timestamp.from(clock.instant())));
    }

    /** By when a message that came then, or a wish that was told then, has been taken care of. */
    public Instant dueAfter(Instant since) {
        return calendar.deadline(since).answerDueAt();
    }

    /** Somebody has read the message, and it asks for nothing: a "thank you" opens no case. */
    public void nothingNeeded(UUID id, Actor by) {
        enquiries.tell(Deed.What.REPLY_READ, enquiries.update(id, "reply_since = null", Map.of()), by, Map.of());
    }

    /** The newest thing that the asker has written, by which a reader shows what they have read. */
    @Transactional(readOnly = true)
    public Optional<UUID> newestReply(UUID id) {
        return enquiries.messages(id).stream()
                .filter(message -> message.type() == Message.Type.ENQUIRER_ADDED)
                .reduce((earlier, later) -> later)
                .map(Message::id);
    }

    /**
     * Opens a closed case again at the unit that had it, with a clock of its own from the moment at which the asker said that
     * they had no answer. A case that is open already stays as it is.
     */
    public Enquiry reopen(UUID id, Actor by) {
        Enquiry closed = enquiries.get(id);
        if (closed.isOpen()) {
            return closed;
        }
        Deadline deadline = newDeadline(closed);
        Instant since = deadline.receivedAt();
        jdbc.sql("""
                        insert into reopening (enquiry_id, at, first_response_at, last_day_on, closed_at)
                        select id, :since, first_response_at, last_day_on, closed_at from enquiry where id = :id""").param("id", id).param("since", Timestamp.from(since)).update();
        Enquiry open = enquiries.update(
                id,
                "status = 'REOPENED', closed_at = null, first_response_at = null, unreachable_at = null,"
                        + " handler_id = null, handler_name = null, claimed_at = null,"
                        + " follow_up_until = null, reply_since = null, reopened_at = :since,"
                        + " last_day_on = :lastDayOn, remind_at = :remindAt, answer_due_at = :answerDueAt",
                Map.of(
                        "since",
                        Timestamp.from(since),
                        "lastDayOn",
                        deadline.lastDayOn(),
                        "remindAt",
                        Timestamp.from(deadline.remindAt()),
                        "answerDueAt",
                        Timestamp.from(deadline.answerDueAt())));
        enquiries.tell(
                Deed.What.REOPENED, open, by, Map.of("lastDay", open.lastDayOn().toString()));
        return open;
    }

    /** As many as the rules gave it the first time. */
    private int workingDays(Enquiry enquiry) {
        boolean shorter =
                calendar.deadline(enquiry.countedFrom(), 1).lastDayOn().equals(enquiry.lastDayOn());
        return shorter ? 1 : 2;
    }

    /** When the case was opened again, oldest first. */
    @Transactional(readOnly = true)
    public List<Instant> reopenings(UUID id) {
        return jdbc.sql("select at from reopening where enquiry_id = ? order by at")
                .param(id)
                .query((row, i) -> row.getTimestamp("at").toInstant())
                .list();
    }

    /**
     * Keeps what the asker says of the service: once for each answer.
     *
     * @return false when they have said it already
     */
    public boolean give(Enquiry enquiry, Feedback said) {
        Integer mark = said.mark();
        if (mark != null && (mark < 1 || mark > Feedback.BEST)) {
            throw new IllegalArgumentException("There is no such mark");
        }
        if (said.words() != null) {
            TextBounds.require(said.words(), Feedback.WORDS);
        }
        int rows = jdbc.sql("""
                        insert into feedback (id, enquiry_id, unit_id, closed_at, given_at, mark, words, complaint,
                            contact_wanted, reach)
                        select :feedback, id, unit_id, closed_at, :now, :mark, :words, :complaint, :contact, :reach
                        from enquiry where id = :id and closed_at is not null
                        on conflict (enquiry_id, closed_at) do nothing""")
                .param("feedback", UUID.randomUUID())
                .param("id", enquiry.id())
                .param("now", Timestamp.from(said.givenAt()))
                .param("mark", mark)
                .param("words", said.words())
                .param("complaint", said.complaint())
                .param("contact", said.contactWanted())
                .param("reach", said.reach())
                .update();
        if (rows == 0) {
            return false;
        }
        Enquiry now = said.isForTheManager()
                ? enquiries.update(
                        enquiry.id(), "contact_wanted_at = :now", Map.of("now", Timestamp.from(said.givenAt())))
                : enquiry;
        enquiries.tell(
                said.isForTheManager() ? Deed.What.CONTACT_WANTED : Deed.What.FEEDBACK_GIVEN,
                now,
                Actor.ENQUIRER,
                mark == null ? Map.of() : Map.of("mark", mark.toString()));
        return true;
    }

    /** What the asker has said of the service, newest first. */
    @Transactional(readOnly = true)
    public List<Feedback> feedback(UUID id) {
        return jdbc.sql("select * from feedback where enquiry_id = ? order by given_at desc")
                .param(id)
                .query((row, i) -> new Feedback(
                        row.getTimestamp("given_at").toInstant(),
                        row.getObject("mark", Integer.class),
                        row.getString("words"),
                        row.getBoolean("complaint"),
                        row.getBoolean("contact_wanted"),
                        row.getString("reach")))
                .list();
    }

    /** Whether the asker has said something of the answer that they have now. */
    @Transactional(readOnly = true)
    public boolean hasFeedback(Enquiry enquiry) {
        return jdbc.sql("select exists (select 1 from feedback where enquiry_id = ? and closed_at = ?)")
                .params(enquiry.id(), enquiry.closedAt() == null ? null : Timestamp.from(enquiry.closedAt()))
                .query(Boolean.class)
                .single();
    }

    /** The manager has talked with an asker who was not content. */
    public void contacted(UUID id, String how, String text, Actor by) {
        enquiries.note(id, text, by);
        Enquiry enquiry = enquiries.update(id, "contact_wanted_at = null", Map.of());
        enquiries.tell(Deed.What.CONTACTED, enquiry, by, Map.of("how", how));
    }

    /** The time for opening the case again is over. */
    public void closeForGood(UUID id) {
        Enquiry enquiry = enquiries.update(
                id,
                "status = case when status = 'ANSWERED' then 'CLOSED' else status end,"
                        + " follow_up_until = least(follow_up_until, :now)",
                Map.of("now", Timestamp.from(clock.instant())));
        enquiries.tell(Deed.What.CLOSED_FOR_GOOD, enquiry, Actor.SYSTEM, Map.of());
    }
}
