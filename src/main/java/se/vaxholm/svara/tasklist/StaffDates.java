package se.vaxholm.svara.tasklist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Language;

/** Days and times as staff read them, short where the year and the day are plain; templates call it {@code @staffDates}. */
@Component("staffDates")
public class StaffDates {

    private static final char NO_BREAK = '\u00a0';

    private final Clock clock;

    StaffDates(Clock clock) {
        this.clock = clock;
    }

    /** "tis 24 nov", "Tue 24 Nov", never broken over two lines. */
    public String shortDay(LocalDate day) {
        return format("EEE d MMM").format(day).replace(".", "").replace(' ', NO_BREAK);
    }

    /** "tisdag 24 november", "Tuesday 24 November". */
    public String day(LocalDate day) {
        return format("EEEE d MMMM").format(day);
    }

    /** "10.31", "10:31". */
    public String time(Instant at) {
        return format(isEnglish() ? "HH:mm" : "HH.mm").format(inVaxholm(at));
    }

    /** "kl. 10.31" for today, otherwise "mån 23 nov kl. 10.31". */
    public String when(Instant at) {
        ZonedDateTime there = inVaxholm(at);
        boolean today = there.toLocalDate().equals(inVaxholm(clock.instant()).toLocalDate());
        String time = (isEnglish() ? "at " : "kl. ") + time(at);
        return today ? time : shortDay(there.toLocalDate()) + " " + time;
    }

    /** "tisdag 24 november 2026 kl. 16.30", "Tuesday 24 November 2026 at 16:30". */
    public String moment(Instant at) {
        return format(isEnglish() ? "EEEE d MMMM yyyy 'at' HH:mm" : "EEEE d MMMM yyyy 'kl.' HH.mm")
                .format(inVaxholm(at));
    }

    /** "24 november 2026", in the language of a letter. */
    String today(Language language) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy", language.locale()).format(inVaxholm(clock.instant()));
    }

    public String now() {
        return moment(clock.instant());
    }

    /** "2026-11-24T16:30", as forms and {@code time} elements take it. */
    public String machine(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT).format(inVaxholm(at));
    }

    static ZonedDateTime inVaxholm(Instant at) {
        return at.atZone(WorkingCalendar.ZONE);
    }

    static Language language() {
        return Language.of(LocaleContextHolder.getLocale());
    }

    private static boolean isEnglish() {
        return language() == Language.EN;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, isEnglish() ? Locale.UK : Language.SV.locale());
    }
}
