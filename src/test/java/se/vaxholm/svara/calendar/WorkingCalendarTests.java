package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static se.vaxholm.svara.calendar.CalendarFixtures.at;
import static se.vaxholm.svara.calendar.CalendarFixtures.calendar;
import static se.vaxholm.svara.calendar.CalendarFixtures.closedDay;
import static se.vaxholm.svara.calendar.CalendarFixtures.openingHours;
import static se.vaxholm.svara.calendar.CalendarFixtures.otherHours;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTests {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, true",
        "2026-11-21, false",
        "2026-11-22, false",
        "2026-12-24, false",
        "2027-05-06, false",
        "2027-05-07, true",
        "2027-06-25, false",
    })
    void aWorkingDayIsMondayToFridayAndNoHoliday(LocalDate day, boolean workingDay) {
        assertThat(calendar().isWorkingDay(day)).isEqualTo(workingDay);
    }

    @Test
    void aClosedDayIsNoWorkingDay() {
        WorkingCalendar calendar = calendar(List.of(closedDay("2027-05-07", "2026-11-01T00:00")));

        assertThat(calendar.isWorkingDay(LocalDate.parse("2027-05-07"))).isFalse();
        assertThat(calendar.workingDaysAfter(LocalDate.parse("2027-05-05"), 1)).isEqualTo("2027-05-10");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 1, 2026-11-23",
        "2026-11-21, 1, 2026-11-23",
        "2026-11-20, 5, 2026-11-27",
        "2026-12-23, 3, 2026-12-30",
        "2026-11-20, 400, 2028-06-28",
    })
    void workingDaysAreCountedFromTheDayAfter(LocalDate day, int workingDays, LocalDate expected) {
        assertThat(calendar().workingDaysAfter(day, workingDays)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 401, Integer.MAX_VALUE})
    void aCountOfWorkingDaysOutOfRangeIsRefused(int workingDays) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar().workingDaysAfter(LocalDate.parse("2026-11-20"), workingDays))
                .withMessage("Give 1-400 working days, not " + workingDays);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-24, 2",
        "2026-11-21, 2026-11-24, 2",
        "2026-11-23, 2026-11-24, 1",
        "2026-11-24, 2026-11-24, 0",
        "2026-11-25, 2026-11-24, -1",
        "2026-11-27, 2026-11-24, -3",
        "2026-11-28, 2026-11-27, 0",
        "2026-12-23, 2026-12-29, 2",
    })
    void whatIsLeftIsCountedInWorkingDaysAndTurnsNegativeWhenLate(LocalDate today, LocalDate lastDay, int left) {
        assertThat(calendar().workingDaysLeft(today, lastDay)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00, 4, 2026-11-23T12:00",
        "2026-11-23T03:00, 4, 2026-11-23T12:00",
        "2026-11-23T10:00, 6, 2026-11-23T16:00",
        "2026-11-23T12:30, 4, 2026-11-23T16:30",
        "2026-11-23T12:30, 5, 2026-11-24T09:00",
        "2026-11-20T16:00, 1, 2026-11-23T08:30",
        "2026-11-20T16:30, 1, 2026-11-23T09:00",
        "2026-11-20T23:59:59, 1, 2026-11-23T09:00",
        "2026-11-21T12:00, 8, 2026-11-23T16:00",
        "2026-12-23T16:00, 1, 2026-12-28T08:30",
        "2026-11-23T08:00, 17, 2026-11-24T16:30",
        "2026-11-23T08:00, 18, 2026-11-25T09:00",
    })
    void workingHoursGoByOnlyWhileWeAreOpen(String from, int hours, String expected) {
        assertThat(calendar().plusWorkingHours(at(from), hours)).isEqualTo(at(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T16:00, 2, 2026-03-30T07:30:00Z",
        "2026-10-23T16:00, 2, 2026-10-26T08:30:00Z",
    })
    void workingHoursGoAcrossTheChangeOfTheClocks(String from, int hours, Instant expected) {
        assertThat(calendar().plusWorkingHours(at(from), hours)).isEqualTo(expected);
    }

    @Test
    void workingHoursKeepToADaysOwnHoursAndSkipClosedDays() {
        WorkingCalendar calendar = calendar(
                List.of(closedDay("2026-11-24", "2026-11-01T00:00")), otherHours("2026-11-23", "10:00", "12:00"));

        assertThat(calendar.plusWorkingHours(at("2026-11-20T16:30"), 3)).isEqualTo(at("2026-11-25T09:00"));
        assertThat(calendar.plusWorkingHours(at("2026-11-23T14:00"), 1)).isEqualTo(at("2026-11-25T09:00"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2001, Integer.MAX_VALUE})
    void aCountOfWorkingHoursOutOfRangeIsRefused(int hours) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar().workingHoursFromNow(hours))
                .withMessage("Give 1-2000 working hours, not " + hours);
    }

    @Test
    void countingPastTheEndOfTheCalendarIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar().plusWorkingHours(at("2199-12-30T12:00"), 2_000));
        assertThatIllegalArgumentException().isThrownBy(() -> calendar().plusWorkingHours(Instant.MIN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar().workingDaysAfter(LocalDate.parse("2199-12-30"), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> calendar().workingDaysLeft(LocalDate.MIN, LocalDate.MAX));
    }

    @Test
    void theModelsTimersGetTheSameTimeAsADate() {
        assertThat(calendar().workingHoursFromNow(4)).isEqualTo(Date.from(at("2026-11-20T14:00")));
    }

    @Test
    void todayIsTheDayInVaxholmWhateverTheClocksZone() {
        Clock inTokyo = Clock.fixed(Instant.parse("2026-11-22T22:59:00Z"), ZoneId.of("Asia/Tokyo"));
        Clock inGreenwich = Clock.fixed(Instant.parse("2026-11-22T23:01:00Z"), ZoneId.of("UTC"));

        assertThat(new WorkingCalendar(inTokyo, List::of, openingHours()).today())
                .isEqualTo("2026-11-22");
        assertThat(new WorkingCalendar(inGreenwich, List::of, openingHours()).today())
                .isEqualTo("2026-11-23");
    }

    @Test
    void openingAndClosingFollowSummerTime() {
        assertThat(calendar().openingAt(LocalDate.parse("2026-07-01"))).isEqualTo("2026-07-01T06:00:00Z");
        assertThat(calendar().closingAt(LocalDate.parse("2026-12-01"))).isEqualTo("2026-12-01T15:30:00Z");
    }

    @Test
    void manyMayCountAtOnce() throws Exception {
        WorkingCalendar calendar = calendar();
        List<Callable<LocalDate>> counts = IntStream.rangeClosed(2061, 2160)
                .<Callable<LocalDate>>mapToObj(year ->
                        () -> calendar.deadline(at(year + "-12-23T10:00")).lastDayOn())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<LocalDate> lastDayOn : threads.invokeAll(counts)) {
                assertThat(lastDayOn.get().getMonthValue()).isEqualTo(12);
                assertThat(lastDayOn.get().getDayOfMonth()).isBetween(27, 30);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
