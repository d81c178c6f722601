package se.vaxholm.svara.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.springframework.context.support.ResourceBundleMessageSource;
import se.vaxholm.svara.calendar.OpeningHours.OtherHours;

/** Calendars, times and opening hours for tests that need neither Spring nor a database. */
final class CalendarFixtures {

    private CalendarFixtures() {}

    static WorkingCalendar calendar() {
        return calendar(List.of());
    }

    static WorkingCalendar calendar(List<ClosedDay> closedDays, OtherHours... otherHours) {
        return new WorkingCalendar(clockAt(at("2026-11-20T10:00")), () -> closedDays, openingHours(otherHours));
    }

    static OpeningHours openingHours(OtherHours... otherHours) {
        return new OpeningHours(LocalTime.of(8, 0), LocalTime.of(16, 30), List.of(otherHours));
    }

    static OtherHours otherHours(String day, String opens, String closes) {
        return new OtherHours(LocalDate.parse(day), LocalTime.parse(opens), LocalTime.parse(closes));
    }

    static ClosedDay closedDay(String day, String since) {
        return new ClosedDay(LocalDate.parse(day), "KS 2027/12", at(since));
    }

    static Clock clockAt(Instant instant) {
        return Clock.fixed(instant, WorkingCalendar.ZONE);
    }

    /** A time on the clock in Vaxholm. */
    static Instant at(String localDateTime) {
        return LocalDateTime.parse(localDateTime).atZone(WorkingCalendar.ZONE).toInstant();
    }

    static DeadlineExplanation explanation() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/calendar");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new DeadlineExplanation(messages);
    }
}
