package se.vaxholm.svara.channel.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;

/**
 * Days and times as the pages write them, in the page's language and Swedish time; templates call it
 * {@code @dates}.
 */
@Component("dates")
public class Dates {

    /** "tisdag 24 november 2026", "Tuesday 24 November 2026". */
    public String day(LocalDate day) {
        return format("EEEE d MMMM yyyy").format(day);
    }

    /** "tisdag 24 november 2026", the day on which something happened. */
    public String day(Instant at) {
        return format("EEEE d MMMM yyyy").format(at.atZone(WorkingCalendar.ZONE));
    }

    /** "tisdag 24 november 2026 kl. 16.30", "Tuesday 24 November 2026 at 16:30". */
    public String moment(Instant at) {
        return format(isSwedish() ? "EEEE d MMMM yyyy 'kl.' HH.mm" : "EEEE d MMMM yyyy 'at' HH:mm")
                .format(at.atZone(WorkingCalendar.ZONE));
    }

    /** "2026-11-24 16:30", for tables. */
    public String iso(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(at.atZone(WorkingCalendar.ZONE));
    }

    /** "16.30", "16:30". */
    public String time(Instant at) {
        return format(isSwedish() ? "HH.mm" : "HH:mm").format(at.atZone(WorkingCalendar.ZONE));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, isSwedish() ? LocaleContextHolder.getLocale() : Locale.UK);
    }

    private static boolean isSwedish() {
        return !LocaleContextHolder.getLocale().getLanguage().equals("en");
    }
}
