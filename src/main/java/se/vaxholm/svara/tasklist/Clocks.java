package se.vaxholm.svara.tasklist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.Deadline;
import se.vaxholm.svara.calendar.DeadlineExplanation;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;

/** Reads a case's clock: what is left, or how it ended, and how its last day was counted. */
@Component
class Clocks {

    private final WorkingCalendar calendar;
    private final DeadlineExplanation explanation;
    private final MessageSource messages;
    private final StaffDates dates;
    private final Clock clock;

    Clocks(
            WorkingCalendar calendar,
            DeadlineExplanation explanation,
            MessageSource messages,
            StaffDates dates,
            Clock clock) {
        this.calendar = calendar;
        this.explanation = explanation;
        this.messages = messages;
        this.dates = dates;
        this.clock = clock;
    }

    /** For the lines of one list: the last day stands in the words themselves. */
    Function<Enquiry, ClockFace> glances() {
        ToIntFunction<LocalDate> daysLeft = calendar.workingDaysLeftFrom(calendar.today());
        return enquiry -> enquiry.isOpen() || enquiry.followUp().replySince() == null
                ? face(enquiry, "clock.list.", List.of(), daysLeft)
                : reply(enquiry.followUp().replySince());
    }

    /** For the case's own page, where the last day stands above the words and its days below. */
    ClockFace explained(Enquiry enquiry) {
        return face(enquiry, "clock.", days(enquiry), calendar.workingDaysLeftFrom(calendar.today()));
    }

    /** A message that came after the answer has as long as a question until it is read. */
    private ClockFace reply(Instant since) {
        Deadline deadline = calendar.deadline(since);
        boolean late = clock.instant().isAfter(deadline.answerDueAt());
        return new ClockFace(
                late ? ClockFace.State.LATE : ClockFace.State.RUNNING,
                deadline.lastDayOn(),
                say(late ? "clock.list.reply.late" : "clock.list.reply", dates.shortDay(deadline.lastDayOn())),
                List.of());
    }

    private ClockFace face(Enquiry enquiry, String words, List<String> days, ToIntFunction<LocalDate> daysLeft) {
        LocalDate lastDay = enquiry.dueOn();
        Instant stoppedAt = enquiry.firstResponseAt();
        if (stoppedAt != null && !enquiry.awaitsWord()) {
            boolean inTime = !StaffDates.inVaxholm(stoppedAt).toLocalDate().isAfter(lastDay);
            String key = switch (enquiry.status()) {
                case NO_ANSWER_EXPECTED -> "clock.noAnswerExpected";
                case CLOSED_UNANSWERED -> "clock.closedUnanswered";
                default -> inTime ? "clock.inTime" : "clock.tooLate";
            };
            return new ClockFace(
                    inTime ? ClockFace.State.STOPPED_IN_TIME : ClockFace.State.STOPPED_LATE,
                    lastDay,
                    say(key, dates.moment(stoppedAt)),
                    days);
        }
        if (enquiry.isLate(clock.instant())) {
            return new ClockFace(ClockFace.State.LATE, lastDay, say(words + "late", dates.shortDay(lastDay)), days);
        }
        int left = daysLeft.applyAsInt(lastDay);
        if (left <= 0) {
            return new ClockFace(
                    ClockFace.State.LAST_DAY, lastDay, say("clock.lastDay", dates.time(enquiry.dueAt())), days);
        }
        return new ClockFace(
                ClockFace.State.RUNNING,
                lastDay,
                say(words + (left == 1 ? "left.one" : "left"), left, dates.shortDay(lastDay)),
                days);
    }

    /** A stored last day stands fast whatever the calendar becomes: what no longer leads to it explains nothing. */
    private List<String> days(Enquiry enquiry) {
        if (enquiry.promiseDueOn() != null) {
            return List.of();
        }
        return Stream.of(2, 1)
                .map(workingDays -> calendar.deadline(enquiry.countedFrom(), workingDays))
                .filter(deadline -> deadline.lastDayOn().equals(enquiry.lastDayOn()))
                .findFirst()
                .map(deadline -> explanation.explain(deadline, LocaleContextHolder.getLocale()))
                .orElse(List.of());
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
