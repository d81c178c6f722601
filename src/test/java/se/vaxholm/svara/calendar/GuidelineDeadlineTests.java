package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static se.vaxholm.svara.calendar.CalendarFixtures.at;
import static se.vaxholm.svara.calendar.CalendarFixtures.calendar;
import static se.vaxholm.svara.calendar.CalendarFixtures.closedDay;
import static se.vaxholm.svara.calendar.CalendarFixtures.otherHours;
import static se.vaxholm.svara.calendar.CountedDay.Reason.CLOSED;
import static se.vaxholm.svara.calendar.CountedDay.Reason.COUNTED;
import static se.vaxholm.svara.calendar.CountedDay.Reason.HOLIDAY;
import static se.vaxholm.svara.calendar.CountedDay.Reason.RECEIVED;
import static se.vaxholm.svara.calendar.CountedDay.Reason.WEEKEND;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidelineDeadlineTests {

    @ParameterizedTest(name = "{0} gives {1}: {2}")
    @CsvSource({
        "2026-12-23T10:00,    2026-12-29, Christmas",
        "2026-12-30T10:00,    2027-01-05, the New Year",
        "2027-01-04T10:00,    2027-01-07, Epiphany",
        "2027-03-25T10:00,    2027-03-31, Easter",
        "2027-05-05T10:00,    2027-05-10, Ascension Day and the squeezed Friday that counts",
        "2026-06-18T10:00,    2026-06-23, Midsummer",
        "2026-11-20T23:59:59, 2026-11-24, the last second of a Friday",
        "2026-11-21T12:00,    2026-11-24, a Saturday",
        "2026-11-22T23:59:59, 2026-11-24, the last second of a Sunday",
        "2026-11-23T00:00,    2026-11-25, the first second of a Monday",
        "2026-11-23T23:59:59, 2026-11-25, the last second of a Monday",
        "2026-11-24T00:00,    2026-11-26, the first second of a Tuesday",
        "2026-12-24T09:00,    2026-12-29, Christmas Eve itself",
        "2026-06-05T10:00,    2026-06-09, a National Day on a Saturday gives no day off",
        "2027-12-23T10:00,    2027-12-28, a Christmas on a weekend",
        "2008-04-30T10:00,    2008-05-05, May Day and Ascension Day on the same day",
        "2004-05-28T10:00,    2004-06-02, Whit Monday while it was a holiday",
        "2005-05-13T10:00,    2005-05-17, Whit Monday when it no longer was",
        "2005-06-03T10:00,    2005-06-08, the first National Day off",
        "2028-02-28T10:00,    2028-03-01, a leap day",
        "2026-03-27T10:00,    2026-03-31, the clocks go forward",
        "2026-10-23T10:00,    2026-10-27, the clocks go back",
    })
    void theLastDayIsTheSecondWorkingDayAfterReceipt(String receivedAt, LocalDate lastDayOn, String because) {
        Deadline deadline = calendar().deadline(at(receivedAt));

        assertThat(deadline.lastDayOn()).as(because).isEqualTo(lastDayOn);
        assertThat(deadline.receivedOn()).isEqualTo(LocalDate.parse(receivedAt.substring(0, 10)));
    }

    @Test
    void theDayOfReceiptIsTheDayInVaxholmAndNotInGreenwich() {
        Deadline summer = calendar().deadline(Instant.parse("2026-07-05T22:30:00Z"));
        Deadline winter = calendar().deadline(Instant.parse("2026-11-22T23:30:00Z"));

        assertThat(summer.receivedOn()).isEqualTo("2026-07-06");
        assertThat(winter.receivedOn()).isEqualTo("2026-11-23");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T10:00, 2026-03-31T10:15:00Z, 2026-03-31T14:30:00Z",
        "2026-03-26T10:00, 2026-03-30T10:15:00Z, 2026-03-30T14:30:00Z",
        "2026-10-22T10:00, 2026-10-26T11:15:00Z, 2026-10-26T15:30:00Z",
    })
    void theStaffAimForClosingTimeAndAreRemindedHalfAWorkingDayBefore(
            String receivedAt, Instant remindAt, Instant answerDueAt) {
        Deadline deadline = calendar().deadline(at(receivedAt));

        assertThat(deadline.remindAt()).isEqualTo(remindAt);
        assertThat(deadline.answerDueAt()).isEqualTo(answerDueAt);
    }

    @Test
    void halfAWorkingDayIsHalfOfTheLastDaysOwnOpeningHours() {
        WorkingCalendar calendar = calendar(List.of(), otherHours("2026-12-23", "08:00", "12:00"));

        Deadline deadline = calendar.deadline(at("2026-12-21T10:00"));

        assertThat(deadline.remindAt()).isEqualTo(at("2026-12-23T10:00"));
        assertThat(deadline.answerDueAt()).isEqualTo(at("2026-12-23T12:00"));
    }

    @Test
    void theDeadlineTellsWhatEachDayMeant() {
        Deadline deadline = calendar().deadline(at("2026-12-23T10:00"));

        assertThat(deadline.days())
                .containsExactly(
                        new CountedDay(LocalDate.parse("2026-12-23"), RECEIVED, null),
                        new CountedDay(LocalDate.parse("2026-12-24"), HOLIDAY, "CHRISTMAS_EVE"),
                        new CountedDay(LocalDate.parse("2026-12-25"), HOLIDAY, "CHRISTMAS"),
                        new CountedDay(LocalDate.parse("2026-12-26"), HOLIDAY, "BOXING_DAY"),
                        new CountedDay(LocalDate.parse("2026-12-27"), WEEKEND, null),
                        new CountedDay(LocalDate.parse("2026-12-28"), COUNTED, null),
                        new CountedDay(LocalDate.parse("2026-12-29"), COUNTED, null));
    }

    @Test
    void aClosedDayCountsOnlyForWhatIsReceivedAfterItWasRecorded() {
        WorkingCalendar calendar = calendar(List.of(closedDay("2027-05-07", "2027-05-05T12:00")));

        assertThat(calendar.deadline(at("2027-05-05T11:59:59")).lastDayOn()).isEqualTo("2027-05-10");
        assertThat(calendar.deadline(at("2027-05-05T12:00")).lastDayOn()).isEqualTo("2027-05-10");
        Deadline after = calendar.deadline(at("2027-05-05T12:00:01"));
        assertThat(after.lastDayOn()).isEqualTo("2027-05-11");
        assertThat(after.days()).contains(new CountedDay(LocalDate.parse("2027-05-07"), CLOSED, "KS 2027/12"));
    }

    @Test
    void aClosedDayOnAHolidayOrAWeekendChangesNothing() {
        WorkingCalendar calendar = calendar(
                List.of(closedDay("2027-05-06", "2027-01-01T00:00"), closedDay("2027-05-08", "2027-01-01T00:00")));

        assertThat(calendar.deadline(at("2027-05-05T10:00")))
                .isEqualTo(calendar().deadline(at("2027-05-05T10:00")));
    }

    @Test
    void aStricterDeadlineOfOneWorkingDayMayBeGiven() {
        assertThat(calendar().deadline(at("2026-11-20T10:00"), 1).lastDayOn()).isEqualTo("2026-11-23");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, Integer.MAX_VALUE})
    void noOtherDeadlineThanOneOrTwoWorkingDaysCanBeGiven(int workingDays) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar().deadline(at("2026-11-20T10:00"), workingDays))
                .withMessage("Give 1-2 working days, not " + workingDays);
    }

    @Test
    void aTimeFarOutsideTheCalendarIsRefused() {
        for (Instant time : List.of(
                Instant.MIN, Instant.MAX, at("1969-12-31T23:59:59"), at("2199-12-31T00:00"), at("2199-12-30T12:00"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calendar().deadline(time))
                    .withMessageContaining("can be counted from 1970-01-01");
        }
    }

    @Test
    void whatWasFoundLateHasADeadlineThatHasPassed() {
        Deadline deadline = calendar().deadline(at("2026-11-02T10:00"));

        assertThat(deadline.lastDayOn()).isEqualTo("2026-11-04");
    }
}
