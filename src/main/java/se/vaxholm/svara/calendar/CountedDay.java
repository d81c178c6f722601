package se.vaxholm.svara.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day between receipt and deadline: counted or skipped, and why.
 *
 * @param detail for a holiday the end of its message key ({@code calendar.holiday.…}), for a closed day the reference of
 *     the decision, else null
 */
public record CountedDay(
        LocalDate day, Reason reason, @Nullable String detail) {

    /** What a day means to the count; only {@code COUNTED} days are working days of the deadline. */
    public enum Reason {
        RECEIVED,
        COUNTED,
        WEEKEND,
        HOLIDAY,
        CLOSED
    }
}
