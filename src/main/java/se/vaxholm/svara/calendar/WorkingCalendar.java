package se.vaxholm.svara.calendar;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import se.vaxholm.svara.calendar.CountedDay.Reason;

/**
 * Counts working days and working hours as the guideline does (G1, G3), always in Swedish time.
 *
 * <p>Days from 1970 to 2199 can be counted; others, and counts out of range, are refused with an
 * {@link IllegalArgumentException}. Models reach it as {@code calendar}.
 */
@Service("calendar")
public class WorkingCalendar {

    /** The clock on the wall in Vaxholm, which alone decides what day it is. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private static final int GUIDELINE_WORKING_DAYS = 2;
    private static final int MOST_WORKING_DAYS = 400;
    private static final int MOST_WORKING_HOURS = 2_000;

    private final Clock clock;
    private final Supplier<List<ClosedDay>> closedDays;
    private final OpeningHours openingHours;

    @Autowired
    public WorkingCalendar(Clock clock, ClosedDays closedDays, OpeningHours openingHours) {
        this(clock, closedDays::all, openingHours);
    }

    WorkingCalendar(Clock clock, Supplier<List<ClosedDay>> closedDays, OpeningHours openingHours) {
        this.clock = clock;
        this.closedDays = closedDays;
        this.openingHours = openingHours;
        // Reads the holidays' data now: an error shows at start, and not first on a thread with another class loader.
        SwedishHolidays.on(today());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** Whether the municipality works this day, by the calendar as it is now. */
    public boolean isWorkingDay(LocalDate day) {
        return isCounted(day, closedNow());
    }

    /**
     * The day that is this many working days after the given one, by the calendar as it is now.
     *
     * @param workingDays 1-400
     */
    public LocalDate workingDaysAfter(LocalDate day, int workingDays) {
        require("working days", workingDays, MOST_WORKING_DAYS);
        Map<LocalDate, String> closed = closedNow();
        LocalDate last = day;
        for (int left = workingDays; left > 0; ) {
            last = last.plusDays(1);
            if (isCounted(last, closed)) {
                left--;
            }
        }
        return last;
    }

    /**
     * How many working days are left after today, the last day included: 0 on the last day itself, and after it minus the
     * number of working days it is late (so 0 again until the next working day; compare the days to see what is late).
     */
    public int workingDaysLeft(LocalDate today, LocalDate lastDay) {
        return workingDaysLeftFrom(today).applyAsInt(lastDay);
    }

    /** As {@link #workingDaysLeft}, for a whole list of last days: the closed days are looked up once. */
    public ToIntFunction<LocalDate> workingDaysLeftFrom(LocalDate today) {
        Map<LocalDate, String> closed = closedNow();
        return lastDay -> today.isAfter(lastDay)
                ? -workingDaysBetween(lastDay, today, closed)
                : workingDaysBetween(today, lastDay, closed);
    }

    /** When this day opens; on a day that is no working day, when it otherwise would. */
    public Instant openingAt(LocalDate day) {
        return day.atTime(openingHours.opens(day)).atZone(ZONE).toInstant();
    }

    /** When this day closes; on a day that is no working day, when it otherwise would. */
    public Instant closingAt(LocalDate day) {
        return day.atTime(openingHours.closes(day)).atZone(ZONE).toInstant();
    }

    /** The guideline's deadline: the second working day after the day of receipt. */
    public Deadline deadline(Instant receivedAt) {
        return deadline(receivedAt, GUIDELINE_WORKING_DAYS);
    }

    /**
     * A deadline that may be stricter than the guideline's, never looser; a day closed after receipt still counts.
     *
     * @param receivedAt any time, also one so long ago that the deadline has passed
     * @param workingDays 1 or 2
     */
    public Deadline deadline(Instant receivedAt, int workingDays) {
        require("working days", workingDays, GUIDELINE_WORKING_DAYS);
        Map<LocalDate, String> closed = closed(day -> day.countsFor(receivedAt));
        LocalDate receivedOn = dayOf(receivedAt);
        List<CountedDay> days = new ArrayList<>();
        days.add(new CountedDay(receivedOn, Reason.RECEIVED, null));
        LocalDate lastDayOn = receivedOn;
        for (int left = workingDays; left > 0; ) {
            lastDayOn = lastDayOn.plusDays(1);
            CountedDay next = judge(lastDayOn, closed);
            days.add(next);
            if (next.reason() == Reason.COUNTED) {
                left--;
            }
        }
        Instant answerDueAt = closingAt(lastDayOn);
        Duration halfTheDay =
                Duration.between(openingAt(lastDayOn), answerDueAt).dividedBy(2);
        return new Deadline(receivedAt, receivedOn, lastDayOn, answerDueAt.minus(halfTheDay), answerDueAt, days);
    }

    /**
     * When the municipality will have been open for this many hours since the given time, by the calendar as it is now.
     *
     * @param hours 1-2000
     */
    public Instant plusWorkingHours(Instant from, int hours) {
        require("working hours", hours, MOST_WORKING_HOURS);
        Map<LocalDate, String> closed = closedNow();
        Duration left = Duration.ofHours(hours);
        for (LocalDate day = dayOf(from); ; day = day.plusDays(1)) {
            if (!isCounted(day, closed)) {
                continue;
            }
            Instant start = from.isAfter(openingAt(day)) ? from : openingAt(day);
            Duration open = Duration.between(start, closingAt(day));
            if (open.compareTo(left) >= 0) {
                return start.plus(left);
            }
            if (!open.isNegative()) {
                left = left.minus(open);
            }
        }
    }

    /** As {@link #plusWorkingHours} from now on, in the type that the engine's timers take. */
    public Date workingHoursFromNow(int hours) {
        return Date.from(plusWorkingHours(clock.instant(), hours));
    }

    /** The moment in which today began in Vaxholm, whatever the machine's time zone, in the type that the engine's lists take. */
    public Date startOfToday() {
        return startOf(today());
    }

    public Date startOfTomorrow() {
        return startOf(today().plusDays(1));
    }

    public Date now() {
        return Date.from(clock.instant());
    }

    private static Date startOf(LocalDate day) {
        return Date.from(day.atStartOfDay(ZONE).toInstant());
    }

    /** Working days after the first day, up to and including the second. */
    private static int workingDaysBetween(LocalDate after, LocalDate upTo, Map<LocalDate, String> closed) {
        return (int) after.datesUntil(upTo)
                .map(day -> day.plusDays(1))
                .filter(day -> isCounted(day, closed))
                .count();
    }

    private static boolean isCounted(LocalDate day, Map<LocalDate, String> closed) {
        return judge(day, closed).reason() == Reason.COUNTED;
    }

    private static CountedDay judge(LocalDate day, Map<LocalDate, String> closed) {
        String holiday = SwedishHolidays.on(day);
        if (holiday != null) {
            return new CountedDay(day, Reason.HOLIDAY, holiday);
        }
        if (SwedishHolidays.isWeekend(day)) {
            return new CountedDay(day, Reason.WEEKEND, null);
        }
        String decision = closed.get(day);
        return new CountedDay(day, decision == null ? Reason.COUNTED : Reason.CLOSED, decision);
    }

    private Map<LocalDate, String> closedNow() {
        return closed(day -> true);
    }

    private Map<LocalDate, String> closed(Predicate<ClosedDay> which) {
        return closedDays.get().stream().filter(which).collect(toUnmodifiableMap(ClosedDay::day, ClosedDay::decision));
    }

    private static LocalDate dayOf(Instant at) {
        if (at.isBefore(SwedishHolidays.FIRST_DAY.atStartOfDay(ZONE).toInstant())
                || !at.isBefore(SwedishHolidays.LAST_DAY.atStartOfDay(ZONE).toInstant())) {
            throw new IllegalArgumentException("Times can be counted from %s to before %s, not %s"
                    .formatted(SwedishHolidays.FIRST_DAY, SwedishHolidays.LAST_DAY, at));
        }
        return LocalDate.ofInstant(at, ZONE);
    }

    private static void require(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("Give 1-%d %s, not %d".formatted(most, what, count));
        }
    }
}
