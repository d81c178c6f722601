package se.vaxholm.svara.channel.mail;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** Reads the dates of headers, and those that mail programs write for people; those without a zone are Swedish time. */
final class MailDates {

    private static final int LONGEST = 200;
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** Each month's beginning in Swedish, English, German, Danish, Norwegian and French. */
    private static final List<String> MONTHS = List.of(
            "jan",
            "feb|fév",
            "mar|mär",
            "apr|avr",
            "maj|may|mai",
            "jun|juin",
            "jul|juil",
            "aug|aoû",
            "sep",
            "okt|oct",
            "nov",
            "dec|dez|des|déc");

    private static final Pattern ISO = Pattern.compile("(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<![\\d:])(?<d>\\d{1,2})\\.?(?: de)? (?<name>\\p{L}{3,10})\\.?,? (?<y>\\d{4})");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?<name>\\p{L}{3,10})\\.? (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>\\d{4})");
    private static final Pattern FIGURES = Pattern.compile("(?<d>\\d{1,2})[./](?<m>\\d{1,2})[./](?<y>\\d{4})");
    private static final Pattern TIME =
            Pattern.compile("(?<!\\d)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?!\\d) ?([ap]\\.?m\\b)?");
    private static final Pattern ZONE = Pattern.compile("(?:utc|gmt)? ?([+-])(\\d{1,2}):?(\\d{2})?|\\b(utc|gmt|z)\\b");

    private MailDates() {}

    /** A Date header's value. */
    static Optional<Instant> ofHeader(String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Date date = new MailDateFormat().parse(value);
            return sensible(date.toInstant());
        } catch (ParseException | RuntimeException broken) {
            return inText(value);
        }
    }

    /** What is written in the block above a forwarded mail. */
    static Optional<Instant> inText(String value) {
        String text = PlainText.oneLine(value, LONGEST).toLowerCase(Locale.ROOT);
        for (Pattern pattern : List.of(ISO, DAY_FIRST, MONTH_FIRST, FIGURES)) {
            Matcher date = pattern.matcher(text);
            while (date.find()) {
                Optional<Instant> read = read(pattern, date, text);
                if (read.isPresent()) {
                    return read;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> read(Pattern pattern, Matcher date, String text) {
        String after = text.substring(date.end());
        Matcher time = TIME.matcher(after);
        boolean timed = time.find();
        boolean american = pattern == FIGURES && timed && time.group(4) != null;
        int day = Integer.parseInt(date.group(american ? "m" : "d"));
        int month = pattern == ISO || pattern == FIGURES
                ? Integer.parseInt(date.group(american ? "d" : "m"))
                : month(date.group("name"));
        try {
            LocalDate on = LocalDate.of(Integer.parseInt(date.group("y")), month, day);
            LocalTime at = timed ? time(time) : LocalTime.MIDNIGHT;
            ZoneId zone = timed ? zone(after.substring(time.end())) : WorkingCalendar.ZONE;
            return sensible(on.atTime(at).atZone(zone).toInstant());
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static LocalTime time(Matcher time) {
        int hour = Integer.parseInt(time.group(1));
        String half = time.group(4);
        if (half != null) {
            hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
        }
        return LocalTime.of(hour, Integer.parseInt(time.group(2)));
    }

    private static ZoneId zone(String after) {
        Matcher zone = ZONE.matcher(after);
        if (!zone.find()) {
            return WorkingCalendar.ZONE;
        }
        if (zone.group(1) == null) {
            return ZoneOffset.UTC;
        }
        int minutes = zone.group(3) == null ? 0 : Integer.parseInt(zone.group(3));
        int seconds = (Integer.parseInt(zone.group(2)) * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(zone.group(1).equals("-") ? -seconds : seconds);
    }

    /** Of a name that is none it is the month 0, which no date has. */
    private static int month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (name.matches("(" + MONTHS.get(i) + ").*")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Optional<Instant> sensible(Instant date) {
        return date.isAfter(EARLIEST) && date.isBefore(LATEST) ? Optional.of(date) : Optional.empty();
    }
}
