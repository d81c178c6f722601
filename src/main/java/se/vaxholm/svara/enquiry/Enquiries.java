package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.Deadline;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.security.Actor;

/** All enquiries, and everything that can happen to one; each deed is told in its own transaction. */
@Service
@Transactional
public class Enquiries {

    /** Of one case, that are read at once. */
    public static final int MOST_MESSAGES = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final PromiseLedger promises;

    Enquiries(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events, PromiseLedger promises) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.promises = promises;
    }

    /** Gives the contact its number and its clock; its first unit is the registrar until the rules have spoken. */
    public Enquiry register(UUID id, NewEnquiry contact, String firstUnitId, Actor by) {
        Instant now = clock.instant();
        EnquiryNumber number = nextNumber(now.atZone(WorkingCalendar.ZONE).getYear());
        String text = TextBounds.require(contact.text(), TextBounds.TEXT);
        Enquirer enquirer = contact.enquirer();
        Deadline deadline = contact.deadline();
        Enquiry registered = jdbc.sql("""
                insert into enquiry (id, number, channel, kind, category_id, unit_id, legal_kind, topics, subject, sensitive,
                    enquirer_name, enquirer_email, enquirer_phone, postal_address, reply_by, language, received_at, registered_at,
                    last_day_on, remind_at, answer_due_at, status, quiet)
                values (:id, :number, :channel, :kind, :category, :unit, :legalKind, :topics, :subject, :sensitive,
                    :name, :email, :phone, :postalAddress, :replyBy, :language, :receivedAt, :now,
                    :lastDayOn, :remindAt, :answerDueAt, 'RECEIVED', :quiet)
                returning *""")
                .param("id", id)
                .param("number", number.value())
                .param("channel", contact.channel().name())
                .param("kind", contact.kind().name())
                .param("category", contact.categoryId())
                .param("unit", firstUnitId)
                .param("legalKind", contact.legalKind().isEmpty() ? null : contact.legalKind())
                .param("topics", contact.topics())
                .param("subject", TextBounds.subject(text))
                .param("sensitive", contact.sensitive())
                .param("name", enquirer.name())
                .param("email", enquirer.email())
                .param("phone", enquirer.phone())
                .param("postalAddress", enquirer.postalAddress())
                .param("replyBy", enquirer.replyBy().name())
                .param("language", enquirer.language().name())
                .param("receivedAt", Timestamp.from(deadline.receivedAt()))
                .param("now", Timestamp.from(now))
                .param("lastDayOn", deadline.lastDayOn())
                .param("remindAt", Timestamp.from(deadline.remindAt()))
                .param("answerDueAt", Timestamp.from(deadline.answerDueAt()))
                .param("quiet", contact.quiet())
                .query(EnquiryRow::read)
                .single();
        HeldRows.keep(registered.id(), registered);
        addMessage(
                id,
                Message.Type.QUESTION,
                by,
                Objects.requireNonNullElse(enquirer.name(), ""),
                text,
                deadline.receivedAt());
        tell(
                Deed.What.REGISTERED,
                registered,
                by,
                Map.of("channel", contact.channel().name()));
        return registered;
    }

    private EnquiryNumber nextNumber(int year) {
        long running = jdbc.sql("select nextval('enquiry_number_" + year + "')")
                .query(Long.class)
                .single();
        return EnquiryNumber.of(year, running);
    }

    @Transactional(readOnly = true)
    public Optional<Enquiry> find(EnquiryNumber number) {
        return jdbc.sql(EnquiryRow.SELECT + " where number = ?")
                .param(number.value())
                .query(EnquiryRow::read)
                .optional();
    }

    /** Those that there are, in no order. */
    @Transactional(readOnly = true)
    public List<Enquiry> find(Collection<EnquiryNumber> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : jdbc.sql(EnquiryRow.SELECT + " where number in (:numbers)")
                        .param(
                                "numbers",
                                numbers.stream().map(EnquiryNumber::value).toList())
                        .query(EnquiryRow::read)
                        .list();
    }

    @Transactional(readOnly = true)
    public Enquiry get(UUID id) {
        Enquiry held = HeldRows.find(id, Enquiry.class);
        return held != null
                ? held
                : jdbc.sql(EnquiryRow.SELECT + " where id = ?")
                        .param(id)
                        .query(EnquiryRow::read)
                        .optional()
                        .orElseThrow();
    }

    /**
     * Holds a case until the transaction ends, so that what happens in it happens one after the other: the engine would
     * fail when two deeds met. Reading it, and writing to it from elsewhere, goes on.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID id) {
        if (HeldRows.find(id, Enquiry.class) == null) {
            jdbc.sql(EnquiryRow.SELECT + " where id = ? for no key update")
                    .param(id)
                    .query(EnquiryRow::read)
                    .optional()
                    .ifPresent(enquiry -> HeldRows.keep(id, enquiry));
        }
    }

    /** As {@link #lock(UUID)}, for whoever knows the number alone; gives the case's id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID lock(EnquiryNumber number) {
        Enquiry enquiry = jdbc.sql(EnquiryRow.SELECT + " where number = ? for no key update")
                .param(number.value())
                .query(EnquiryRow::read)
                .single();
        HeldRows.keep(enquiry.id(), enquiry);
        return enquiry.id();
    }

    /** Everything said in a case, oldest first; at most the newest {@value #MOST_MESSAGES}. */
    @Transactional(readOnly = true)
    public List<Message> messages(UUID id) {
        return jdbc.sql("""
                        select * from (select id, at, type, author_id, author, body from message where enquiry_id = ?
                            order by at desc, id desc limit %d) newest
                        order by at, case type when 'QUESTION' then 0 else 1 end, id""".formatted(MOST_MESSAGES))
                .param(id)
                .query((row, i) -> new Message(
                        row.getObject("id", UUID.class),
                        id,
                        row.getTimestamp("at").toInstant(),
                        Message.Type.valueOf(row.getString("type")),
                        row.getString("author_id"),
                        row.getString("author"),
                        row.getString("body")))
                .list();
    }

    /** Gives the case to a unit; its last day may come earlier by that, never later. */
    public Enquiry assign(UUID id, String unitId, Deadline deadline, Actor by) {
        Enquiry enquiry = update(
                id,
                "unit_id = :unit, last_day_on = least(last_day_on, :lastDayOn),"
                        + " remind_at = least(remind_at, :remindAt), answer_due_at = least(answer_due_at, :answerDueAt)",
                Map.of(
                        "unit",
                        unitId,
                        "lastDayOn",
                        deadline.lastDayOn(),
                        "remindAt",
                        Timestamp.from(deadline.remindAt()),
                        "answerDueAt",
                        Timestamp.from(deadline.answerDueAt())));
        tell(
                Deed.What.UNIT_ASSIGNED,
                enquiry,
                by,
                Map.of("unit", unitId, "lastDay", enquiry.lastDayOn().toString()));
        return enquiry;
    }

    public Enquiry answered(UUID id, String text, Actor by, Deed.What how) {
        return answered(id, text, by, how, false);
    }

    /** The asker has an answer: it stands on their page at once, and the clock has stopped (G3). */
    public Enquiry answered(UUID id, String text, Actor by, Deed.What how, boolean refusal) {
        addMessage(id, Message.Type.ANSWER, by, by.name(), TextBounds.require(text, TextBounds.TEXT));
        Enquiry enquiry = wordGiven(id, Status.ANSWERED, clock.instant());
        tell(how, enquiry, by, Deliveries.refusal(refusal));
        return enquiry;
    }

    /**
     * The one place where the clock stops: the asker has word, of whatever kind (G3). One that is recorded later than it was given
     * may turn out to have been the first.
     */
    Enquiry wordGiven(UUID id, Status word, Instant at) {
        return redeemed(
                update(
                        id,
                        "status = :status, first_response_at = least(first_response_at, :at), unreachable_at = null,"
                                + " waiting_for_asker_since = null",
                        Map.of("status", word.name(), "at", Timestamp.from(at))),
                at);
    }

    /** Whatever ends a case's work ends its promise: kept when that came by the promised day, otherwise broken (G6). */
    private Enquiry redeemed(Enquiry enquiry, Instant at) {
        if (enquiry.promiseDueOn() == null) {
            return enquiry;
        }
        Enquiry redeemed = update(enquiry.id(), "promise_due_on = null, promise_due_at = null", Map.of());
        promises.open(enquiry.id()).ifPresent(promise -> {
            boolean kept = !at.atZone(WorkingCalendar.ZONE).toLocalDate().isAfter(promise.dueOn());
            promises.end(promise.id(), kept ? Promise.State.KEPT : Promise.State.BROKEN, at);
            tell(
                    kept ? Deed.What.PROMISE_KEPT : Deed.What.PROMISE_BROKEN,
                    redeemed,
                    Actor.SYSTEM,
                    Map.of("day", promise.dueOn().toString()));
        });
        return redeemed;
    }

    /** The asker knows who answers and when: the clock has stopped, and the promise runs (G3, G6). */
    Enquiry promised(Promise promise, Instant at) {
        return update(
                promise.enquiryId(),
                "status = 'PROMISED', first_response_at = coalesce(first_response_at, :at), unreachable_at = null,"
                        + " promise_due_on = :dueOn, promise_due_at = :dueAt, unit_id = :unit,"
                        + " handler_id = case when unit_id = :unit then handler_id end,"
                        + " handler_name = case when unit_id = :unit then handler_name end,"
                        + " claimed_at = case when unit_id = :unit then claimed_at end",
                Map.of(
                        "at",
                        Timestamp.from(at),
                        "dueOn",
                        promise.dueOn(),
                        "dueAt",
                        Timestamp.from(promise.dueAt()),
                        "unit",
                        promise.unitId()));
    }

    /**
     * What a notice says beside who and when.
     *
     * @param waits whether the asker is told later, by phone or on paper; otherwise its promise tells that it was written
     */
    public void noticeWritten(UUID id, String text, boolean waits, Actor by) {
        addMessage(id, Message.Type.NOTICE, by, by.name(), TextBounds.require(text, TextBounds.TEXT));
        if (waits) {
            tell(Deed.What.NOTICE_WRITTEN, get(id), by, Map.of());
        }
    }

    /** A letter that is no answer was refused: the clock is not touched, but somebody must reach the asker. */
    public void unreachable(UUID id) {
        update(id, "unreachable_at = :now", Map.of("now", Timestamp.from(clock.instant())));
    }

    public Enquiry correctEmail(UUID id, String email, Actor by) {
        if (!TextBounds.isEmail(email)) {
            throw new IllegalArgumentException("An address is refused");
        }
        boolean same = email.equals(get(id).enquirer().email());
        Enquiry enquiry = update(id, "enquirer_email = :email, unreachable_at = null", Map.of("email", email));
        tell(same ? Deed.What.ADDRESS_KEPT : Deed.What.ADDRESS_CORRECTED, enquiry, by, Map.of());
        return enquiry;
    }

    public void noAnswerExpected(UUID id, Actor by) {
        Enquiry enquiry = update(
                id,
                "status = 'NO_ANSWER_EXPECTED', first_response_at = coalesce(first_response_at, :now)",
                Map.of("now", Timestamp.from(clock.instant())));
        tell(Deed.What.NO_ANSWER_EXPECTED, redeemed(enquiry, clock.instant()), by, Map.of());
    }

    public void close(UUID id) {
        Enquiry enquiry = update(id, "closed_at = :now", Map.of("now", Timestamp.from(clock.instant())));
        jdbc.sql("delete from draft where enquiry_id = ?").param(id).update();
        tell(Deed.What.CLOSED, redeemed(enquiry, clock.instant()), Actor.SYSTEM, Map.of());
    }

    /** The asker adds something, now. */
    public UUID enquirerAdded(UUID id, String text) {
        return enquirerAdded(id, text, clock.instant());
    }

    /** The asker has added something, which came in at that time. */
    public UUID enquirerAdded(UUID id, String text, Instant at) {
        Enquiry enquiry = get(id);
        UUID message = addMessage(
                id,
                Message.Type.ENQUIRER_ADDED,
                Actor.ENQUIRER,
                Objects.requireNonNullElse(enquiry.enquirer().name(), ""),
                TextBounds.require(text, TextBounds.TEXT),
                at);
        tell(Deed.What.ENQUIRER_ADDED, enquiry, Actor.ENQUIRER, Map.of());
        return message;
    }

    /** Somebody else than the asker has written about the case: for colleagues, never on its page. */
    public UUID outsiderWrote(UUID id, String author, String text, Instant at) {
        UUID message = addMessage(
                id, Message.Type.OUTSIDER_WROTE, Actor.SYSTEM, author, TextBounds.require(text, TextBounds.TEXT), at);
        tell(Deed.What.OUTSIDER_WROTE, get(id), Actor.SYSTEM, Map.of());
        return message;
    }

    /** A note for colleagues; it stops no clock and reaches no asker. */
    public void note(UUID id, String text, Actor by) {
        addMessage(id, Message.Type.NOTE, by, by.name(), TextBounds.require(text, TextBounds.TEXT));
        tell(Deed.What.NOTE_ADDED, get(id), by, Map.of());
    }

    /** Tells those who keep the record of something that changed nothing in the case's own data. */
    public void tell(Deed.What what, Enquiry enquiry, Actor by, Map<String, String> detail) {
        String unit = by.role() == Actor.Role.STAFF ? enquiry.worksAt() : null;
        events.publishEvent(new Deed(what, enquiry.id(), enquiry.number().value(), by, unit, clock.instant(), detail));
    }

    private UUID addMessage(UUID id, Message.Type type, Actor by, String author, String text) {
        return addMessage(id, type, by, author, text, clock.instant());
    }

    UUID addMessage(UUID id, Message.Type type, Actor by, String author, String text, Instant at) {
        String authorId = by.role() == Actor.Role.STAFF ? by.id() : null;
        // As the database keeps it, or a message would look changed as soon as it is read.
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        Message message = new Message(UUID.randomUUID(), id, kept, type, authorId, author, text);
        jdbc.sql("insert into message (id, enquiry_id, at, type, author_id, author, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(message.id(), id, Timestamp.from(kept), type.name(), authorId, author, text)
                .update();
        events.publishEvent(new Said(message, by));
        return message.id();
    }

    /** The question as it was asked. */
    @Transactional(readOnly = true)
    public UUID question(UUID id) {
        return jdbc.sql("select id from message where enquiry_id = ? and type = 'QUESTION'")
                .param(id)
                .query(UUID.class)
                .single();
    }

    /** Whether a machine asks: nothing that a machine writes goes back to it. */
    @Transactional(readOnly = true)
    public boolean isQuiet(UUID id) {
        return jdbc.sql("select quiet from enquiry where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** The only way to change a case's row: what the transaction holds of it stays true. */
    Enquiry update(UUID id, String assignments, Map<String, ?> values) {
        Enquiry enquiry = jdbc.sql(
                        "update enquiry set version = version + 1, " + assignments + " where id = :id returning *")
                .params(values)
                .param("id", id)
                .query(EnquiryRow::read)
                .optional()
                .orElseThrow(() -> new IllegalStateException("No such enquiry"));
        HeldRows.keep(id, enquiry);
        return enquiry;
    }
}
