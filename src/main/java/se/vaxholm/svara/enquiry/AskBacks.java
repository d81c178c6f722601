package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.security.Actor;

/**
 * Questions of ours to the asker: they stop no clock. Whoever does not reply is reminded once, and some working days after that
 * the case may be closed for want of a reply.
 */
@Service
@Transactional
public class AskBacks {

    private final JdbcClient jdbc;
    private final Enquiries enquiries;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final int remindAfter;
    private final int closeAfter;

    /**
     * @param remindAfter working days until the reminder
     * @param closeAfter working days from then until the case may be closed
     */
    AskBacks(
            JdbcClient jdbc,
            Enquiries enquiries,
            WorkingCalendar calendar,
            Clock clock,
            @Value("${svara.ask-back.remind-after:5}") int remindAfter,
            @Value("${svara.ask-back.close-after:5}") int closeAfter) {
        this.jdbc = jdbc;
        this.enquiries = enquiries;
        this.calendar = calendar;
        this.clock = clock;
        this.remindAfter = remindAfter;
        this.closeAfter = closeAfter;
    }

    /** Asks the asker something, alone: it stands on the case's page, and the clock goes on. */
    public Enquiry ask(UUID id, String text, Actor by) {
        enquiries.addMessage(
                id, Message.Type.ASKED_BACK, by, by.name(), TextBounds.require(text, TextBounds.TEXT), clock.instant());
        return waitForReply(id, by);
    }

    /** Begins to wait for the asker's reply to a question that stands in some message of ours. */
    public Enquiry waitForReply(UUID id, Actor by) {
        end(id);
        LocalDate today = calendar.today();
        LocalDate remindOn = calendar.workingDaysAfter(today, remindAfter);
        jdbc.sql("""
                        insert into ask_back (id, enquiry_id, asked_at, asked_by, remind_on, may_close_on)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        UUID.randomUUID(),
                        id,
                        now(),
                        by.name(),
                        remindOn,
                        calendar.workingDaysAfter(remindOn, closeAfter))
                .update();
        Enquiry enquiry = enquiries.update(id, "waiting_for_asker_since = :now", Map.of("now", now()));
        enquiries.tell(Deed.What.ASKED_BACK, enquiry, by, Map.of("remindOn", remindOn.toString()));
        return enquiry;
    }

    /** We wait no longer: the asker has replied, or the case has ended. */
    public boolean end(UUID id) {
        boolean waited = jdbc.sql("update ask_back set ended_at = ? where enquiry_id = ? and ended_at is null")
                        .params(now(), id)
                        .update()
                > 0;
        if (waited) {
            enquiries.update(id, "waiting_for_asker_since = null", Map.of());
        }
        return waited;
    }

    /** Our question, or the reminder of it, came back or was stopped: it counts as not asked. */
    public boolean notAsked(UUID id) {
        boolean waited = end(id);
        if (waited) {
            enquiries.tell(Deed.What.QUESTION_NOT_ASKED, enquiries.get(id), Actor.SYSTEM, Map.of());
        }
        return waited;
    }

    /** From when the case may be closed for want of a reply; empty as long as the asker has not been reminded. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> mayCloseOn(UUID id) {
        return jdbc.sql("select may_close_on from ask_back where enquiry_id = ? and ended_at is null"
                        + " and reminded_at is not null")
                .param(id)
                .query(LocalDate.class)
                .optional();
    }

    /** Cases whose askers are to be reminded by now, oldest question first. */
    @Transactional(readOnly = true)
    public List<UUID> toRemind(int most) {
        return jdbc.sql("""
                        select enquiry_id from ask_back join enquiry on enquiry.id = enquiry_id
                        where ended_at is null and reminded_at is null and remind_on <= ?
                            and waiting_for_asker_since is not null and closed_at is null
                        order by remind_on, asked_at limit ?""").params(calendar.today(), most).query(UUID.class).list();
    }

    /** Notes that the asker is reminded now; false when somebody else was first, or there is nothing left to remind of. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reminded(UUID id) {
        LocalDate today = calendar.today();
        int rows = jdbc.sql("""
                        update ask_back set reminded_at = ?, may_close_on = greatest(may_close_on, ?)
                        where enquiry_id = ? and ended_at is null and reminded_at is null and remind_on <= ?""")
                .params(now(), calendar.workingDaysAfter(today, closeAfter), id, today)
                .update();
        if (rows > 0) {
            enquiries.tell(Deed.What.ASKER_REMINDED, enquiries.get(id), Actor.SYSTEM, Map.of());
        }
        return rows > 0;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
