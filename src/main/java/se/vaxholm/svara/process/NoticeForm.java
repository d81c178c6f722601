package se.vaxholm.svara.process;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.NewPromise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.OutcomeCheck.Lack;
import se.vaxholm.svara.process.OutcomeCheck.Problem;

/** The part of the form in which an officer says who answers and when; without both there is no notice (G5). */
@Component
public class NoticeForm {

    /** Who: the id of a unit. */
    public static final String UNIT = "notice.unit";

    /** How they are reached. */
    public static final String CONTACT = "notice.contact";

    public static final String PERSON = "notice.person";

    /** When: a day such as 2026-03-10. */
    public static final String ON = "notice.on";

    public static final String REASON = "notice.reason";
    public static final String TEXT = "notice.text";
    public static final String QUESTION = "notice.question";

    /** By when the asker replies to the question. */
    public static final String REPLY_ON = "notice.replyOn";

    public static final List<String> FIELDS = List.of(UNIT, CONTACT, PERSON, ON, REASON, TEXT, QUESTION, REPLY_ON);

    private final Promises promises;
    private final Organisation organisation;
    private final WorkingCalendar calendar;

    NoticeForm(Promises promises, Organisation organisation, WorkingCalendar calendar) {
        this.promises = promises;
        this.organisation = organisation;
        this.calendar = calendar;
    }

    /** What stands between these fields and a notice, in the order of the form. */
    List<Lack> lacks(Map<String, String> fields, Enquiry enquiry) {
        List<Lack> lacks = new ArrayList<>();
        String unit = field(fields, UNIT);
        if (organisation.findUnit(unit).isEmpty()) {
            lacks.add(new Lack(UNIT, unit.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
        String contact = field(fields, CONTACT);
        if (!Promises.isWayToReach(contact)) {
            lacks.add(new Lack(CONTACT, contact.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
        String person = field(fields, PERSON);
        if (!person.isEmpty() && TextBounds.ofLine(person, TextBounds.NAME).isPresent()) {
            lacks.add(new Lack(PERSON, Problem.INVALID));
        }
        ofDay(field(fields, ON)).ifPresent(problem -> lacks.add(new Lack(ON, problem)));
        LocalDate day = day(field(fields, ON));
        OutcomeCheck.ofText(field(fields, REASON))
                .filter(problem -> problem != Problem.EMPTY || (day != null && promises.needsReason(enquiry, day)))
                .ifPresent(problem -> lacks.add(new Lack(REASON, problem)));
        optional(TEXT, fields, lacks);
        optional(QUESTION, fields, lacks);
        if (!field(fields, QUESTION).isEmpty()) {
            ofReplyDay(field(fields, REPLY_ON), day).ifPresent(problem -> lacks.add(new Lack(REPLY_ON, problem)));
        }
        return lacks;
    }

    private static void optional(String name, Map<String, String> fields, List<Lack> lacks) {
        OutcomeCheck.ofText(field(fields, name))
                .filter(problem -> problem != Problem.EMPTY)
                .ifPresent(problem -> lacks.add(new Lack(name, problem)));
    }

    private Optional<Problem> ofDay(String typed) {
        LocalDate day = day(typed);
        if (day == null) {
            return Optional.of(typed.isEmpty() ? Problem.EMPTY : Problem.INVALID);
        }
        if (!day.isAfter(calendar.today())) {
            return Optional.of(Problem.EARLY);
        }
        if (day.isAfter(promises.lastDay())) {
            return Optional.of(Problem.FUTURE);
        }
        return calendar.isWorkingDay(day) ? Optional.empty() : Optional.of(Problem.DAY_OFF);
    }

    /** Between today and the promised day: a reply on the very day leaves no time to answer. */
    private Optional<Problem> ofReplyDay(String typed, @Nullable LocalDate promised) {
        LocalDate day = day(typed);
        if (day == null) {
            return Optional.of(typed.isEmpty() ? Problem.EMPTY : Problem.INVALID);
        }
        if (day.isBefore(calendar.today())) {
            return Optional.of(Problem.EARLY);
        }
        return promised != null && !day.isBefore(promised) ? Optional.of(Problem.FUTURE) : Optional.empty();
    }

    /** What the notice says, or null as long as it lacks anything. */
    public @Nullable NewPromise read(Map<String, String> fields, Enquiry enquiry) {
        return lacks(fields, enquiry).isEmpty() ? written(fields) : null;
    }

    /** What a notice says that was complete when it was written; the day may have come since. */
    @Nullable
    NewPromise written(Map<String, String> fields) {
        LocalDate day = day(field(fields, ON));
        if (day == null) {
            return null;
        }
        String question = orNull(fields, QUESTION);
        return new NewPromise(
                field(fields, UNIT),
                field(fields, CONTACT),
                orNull(fields, PERSON),
                day,
                orNull(fields, REASON),
                orNull(fields, TEXT),
                question,
                question == null ? null : day(field(fields, REPLY_ON)));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(typed) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String orNull(Map<String, String> fields, String name) {
        String typed = field(fields, name);
        return typed.isEmpty() ? null : typed;
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
