package se.vaxholm.svara.year;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.vaxholm.svara.TestClock;

/** The simulated year's days and hours by arithmetic of its own, so that a wrong calendar cannot confirm itself (G3). */
final class WorkingTime {

    static final int YEAR = 2027;

    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(16, 30);

    /** Read off the almanacs of the two years: the year itself, and as much of the next as cases take to end. */
    private static final Set<LocalDate> DAYS_OFF = Stream.of(
                    "2027-01-01",
                    "2027-01-06",
                    "2027-03-26",
                    "2027-03-29",
                    "2027-05-06",
                    "2027-06-25",
                    "2027-12-24",
                    "2027-12-31",
                    "2028-01-06",
                    "2028-04-14",
                    "2028-04-17",
                    "2028-05-01",
                    "2028-05-25",
                    "2028-06-06",
                    "2028-06-23",
                    "2028-12-25",
                    "2028-12-26")
            .map(LocalDate::parse)
            .collect(Collectors.toUnmodifiableSet());

    private WorkingTime() {}

    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, TestClock.STOCKHOLM);
    }

    static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !DAYS_OFF.contains(day);
    }

    static LocalDate workingDayAfter(LocalDate day, int count) {
        LocalDate counted = day;
        for (int left = count; left > 0; ) {
            counted = counted.plusDays(1);
            left -= isWorkingDay(counted) ? 1 : 0;
        }
        return counted;
    }

    static LocalDate workingDayBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!isWorkingDay(before)) {
            before = before.minusDays(1);
        }
        return before;
    }

    static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(TestClock.STOCKHOLM).toInstant();
    }

    static Instant opening(LocalDate day) {
        return at(day, OPENS);
    }

    static Instant closing(LocalDate day) {
        return at(day, CLOSES);
    }

    /** Half a working day before the day closes. */
    static Instant halfway(LocalDate day) {
        return opening(day).plus(Duration.between(opening(day), closing(day)).dividedBy(2));
    }

    static Instant midnightAfter(LocalDate day) {
        return at(day.plusDays(1), LocalTime.MIDNIGHT);
    }

    /** When the doors will have been open for this long. */
    static Instant plusMinutes(Instant from, long minutes) {
        Duration left = Duration.ofMinutes(minutes);
        for (LocalDate day = dayOf(from); ; day = day.plusDays(1)) {
            Instant start = from.isAfter(opening(day)) ? from : opening(day);
            if (isWorkingDay(day) && start.isBefore(closing(day))) {
                Duration open = Duration.between(start, closing(day));
                if (open.compareTo(left) >= 0) {
                    return start.plus(left);
                }
                left = left.minus(open);
            }
        }
    }
}
