package se.vaxholm.svara.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Swedish public holidays (lag 1989:253) together with midsommarafton, julafton and nyårsafton (lag 1930:173, 2 §,
 * by analogy).
 *
 * <p>The library counts today's holidays for any year, so the change of 2005 (lag 2004:1320) is put right here: until then
 * Whit Monday was a holiday and 6 June was not.
 */
final class SwedishHolidays {

    static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);
    static final String WHIT_MONDAY = "christian.WHIT_MONDAY";

    private static final int NATIONAL_DAY_IS_A_HOLIDAY_FROM = 2005;
    private static final HolidayManager SWEDEN =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.SWEDEN));
    /** At most one entry for each year between the first day and the last. */
    private static final Map<Integer, Map<LocalDate, String>> BY_YEAR = new ConcurrentHashMap<>();

    private SwedishHolidays() {}

    /**
     * The key of the holiday on this day, or null when it is none; when two fall on the same day (1 May 2008), the same
     * one every time.
     *
     * @throws IllegalArgumentException when the day lies outside 1970-2199
     */
    static @Nullable String on(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException(
                    "Days can be counted from %s to %s, not %s".formatted(FIRST_DAY, LAST_DAY, day));
        }
        return BY_YEAR.computeIfAbsent(day.getYear(), SwedishHolidays::compute).get(day);
    }

    /** Monday to Friday and no holiday: a working day unless the municipality has closed it. */
    static boolean isOrdinaryWorkingDay(LocalDate day) {
        return on(day) == null && !isWeekend(day);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static synchronized Map<LocalDate, String> compute(int year) {
        boolean beforeTheChange = year < NATIONAL_DAY_IS_A_HOLIDAY_FROM;
        Map<LocalDate, String> holidays = new TreeMap<>();
        SWEDEN.getHolidays(Year.of(year)).stream()
                .sorted(Comparator.comparing(Holiday::getPropertiesKey))
                .forEach(holiday -> {
                    String key = holiday.getPropertiesKey();
                    if (beforeTheChange && key.equals("christian.PENTECOST")) {
                        holidays.putIfAbsent(holiday.getDate().plusDays(1), WHIT_MONDAY);
                    }
                    if (!beforeTheChange || !key.equals("NATIONAL_DAY")) {
                        holidays.putIfAbsent(holiday.getDate(), key);
                    }
                });
        return Map.copyOf(holidays);
    }
}
