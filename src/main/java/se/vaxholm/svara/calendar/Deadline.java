package se.vaxholm.svara.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * By when somebody who contacted us has an answer or word of who answers and when (G3), and how that day was found.
 *
 * @param receivedOn the day of receipt in Vaxholm: day 0, whatever the hour
 * @param lastDayOn what the public is told and what the figures count, to midnight
 * @param remindAt half the last day's opening hours before it closes
 * @param answerDueAt when the last day closes: the staff's aim, and when it escalates
 * @param days every day from receipt to the last day
 */
public record Deadline(
        Instant receivedAt,
        LocalDate receivedOn,
        LocalDate lastDayOn,
        Instant remindAt,
        Instant answerDueAt,
        List<CountedDay> days) {

    public Deadline {
        days = List.copyOf(days);
    }
}
