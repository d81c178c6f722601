package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the library's holidays against the law as we read it ourselves. */
class SwedishHolidaysTests {

    static IntStream years() {
        return IntStream.rangeClosed(1990, 2060);
    }

    @ParameterizedTest
    @MethodSource("years")
    void theLibraryKnowsEveryHolidayOfTheLawAndNoOther(int year) {
        Map<LocalDate, String> found = new HashMap<>();
        LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).forEach(day -> {
            String key = SwedishHolidays.on(day);
            if (key != null) {
                found.put(day, key);
            }
        });

        assertThat(found).containsExactlyInAnyOrderEntriesOf(byLaw(year));
    }

    @Test
    void noOrdinarySundayOrEveIsAHoliday() {
        assertThat(Stream.of("2026-11-22", "2026-04-04", "2026-01-05", "2026-04-30", "2026-10-30", "2026-12-23")
                        .map(LocalDate::parse)
                        .map(SwedishHolidays::on)
                        .filter(Objects::nonNull))
                .isEmpty();
    }

    @Test
    void aDayOutsideTheCalendarIsRefused() {
        for (String day : List.of("1969-12-31", "2200-01-01", "-999999999-01-01", "+999999999-12-31")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SwedishHolidays.on(LocalDate.parse(day)))
                    .withMessageStartingWith("Days can be counted from 1970-01-01 to 2199-12-31, not ");
        }
    }

    @Test
    void everyHolidayHasASwedishAndAnEnglishName() {
        ResourceBundle.Control noFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        ResourceBundle swedish = ResourceBundle.getBundle("messages/calendar", Locale.ROOT, noFallback);
        ResourceBundle english = ResourceBundle.getBundle("messages/calendar", Locale.ENGLISH, noFallback);

        assertThat(english.keySet()).isEqualTo(swedish.keySet());
        assertThat(english.getLocale()).isEqualTo(Locale.ENGLISH);
        years().mapToObj(SwedishHolidaysTests::byLaw)
                .flatMap(year -> year.values().stream())
                .distinct()
                .forEach(key -> assertThat(english.getString("calendar.holiday." + key))
                        .isNotBlank()
                        .isNotEqualTo(swedish.getString("calendar.holiday." + key)));
    }

    /** Lag 1989:253 with its change of 2005, and the three eves of lag 1930:173. */
    private static Map<LocalDate, String> byLaw(int year) {
        LocalDate easter = easter(year);
        Map<LocalDate, String> holidays = new HashMap<>();
        holidays.put(LocalDate.of(year, 1, 1), "NEW_YEAR");
        holidays.put(LocalDate.of(year, 1, 6), "EPIPHANY");
        holidays.put(easter.minusDays(2), "christian.GOOD_FRIDAY");
        holidays.put(easter, "christian.EASTER");
        holidays.put(easter.plusDays(1), "christian.EASTER_MONDAY");
        if (year < 2005) {
            holidays.put(easter.plusDays(50), "christian.WHIT_MONDAY");
        } else {
            holidays.put(LocalDate.of(year, 6, 6), "NATIONAL_DAY");
        }
        holidays.put(LocalDate.of(year, 5, 1), "LABOUR_DAY");
        LocalDate midsummer = firstSaturdayFrom(LocalDate.of(year, Month.JUNE, 20));
        holidays.put(midsummer.minusDays(1), "MIDSUMMER_EVE");
        holidays.put(midsummer, "MIDSUMMER");
        holidays.put(firstSaturdayFrom(LocalDate.of(year, Month.OCTOBER, 31)), "ALL_SAINTS");
        holidays.put(LocalDate.of(year, 12, 24), "CHRISTMAS_EVE");
        holidays.put(LocalDate.of(year, 12, 25), "CHRISTMAS");
        holidays.put(LocalDate.of(year, 12, 26), "BOXING_DAY");
        holidays.put(LocalDate.of(year, 12, 31), "NEW_YEARS_EVE");
        // Two names may fall on one day (1 May 2008, 6 June 2038): the first by the alphabet is kept.
        holidays.merge(easter.plusDays(39), "christian.ASCENSION_DAY", SwedishHolidaysTests::firstByAlphabet);
        holidays.merge(easter.plusDays(49), "christian.PENTECOST", SwedishHolidaysTests::firstByAlphabet);
        return holidays;
    }

    private static String firstByAlphabet(String one, String other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static LocalDate firstSaturdayFrom(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY ? day : firstSaturdayFrom(day.plusDays(1));
    }

    /** Easter Day by the tables of the Gregorian reform: the first Sunday after the full moon of golden number and epact. */
    private static LocalDate easter(int year) {
        int goldenNumber = year % 19 + 1;
        int century = year / 100 + 1;
        int skippedLeapDays = 3 * century / 4 - 12;
        int moonCorrection = (8 * century + 5) / 25 - 5;
        int epact = Math.floorMod(11 * goldenNumber + 20 + moonCorrection - skippedLeapDays, 30);
        if (epact == 24 || (epact == 25 && goldenNumber > 11)) {
            epact++;
        }
        int fullMoon = epact > 23 ? 74 - epact : 44 - epact;
        LocalDate day = LocalDate.of(year, 3, 1).plusDays(fullMoon);
        while (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }
}
