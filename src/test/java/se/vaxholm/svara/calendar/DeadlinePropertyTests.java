package se.vaxholm.svara.calendar;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.calendar.CalendarFixtures.calendar;
import static se.vaxholm.svara.calendar.CalendarFixtures.explanation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import se.vaxholm.svara.calendar.CountedDay.Reason;

/** What holds for any time from 1990 to 2060 and any days closed meanwhile. */
@AddLifecycleHook(TestSize.class)
class DeadlinePropertyTests {

    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2060, 12, 31);

    @Example
    void everySingleDayGivesTwoWorkingDaysAndNeverANonWorkingOne() {
        WorkingCalendar calendar = calendar();
        LocalDate before = LocalDate.MIN;
        for (LocalDate day : FIRST.datesUntil(LAST.plusDays(1)).toList()) {
            Deadline first =
                    calendar.deadline(day.atStartOfDay(WorkingCalendar.ZONE).toInstant());
            Deadline last = calendar.deadline(day.plusDays(1)
                    .atStartOfDay(WorkingCalendar.ZONE)
                    .toInstant()
                    .minusNanos(1));

            assertThat(first.receivedOn()).isEqualTo(day);
            assertThat(last.days()).isEqualTo(first.days());
            requireTwoWorkingDays(calendar, first);
            assertThat(first.lastDayOn()).isAfterOrEqualTo(before);
            before = first.lastDayOn();
        }
    }

    @Property
    void closedDaysNeverMakeTheLastDayOneOfThemNorTheTimeShorter(
            @ForAll("times") Instant receivedAt, @ForAll("closings") List<Closing> closings) {
        List<ClosedDay> closedDays = around(receivedAt, closings);
        WorkingCalendar calendar = calendar(closedDays);

        Deadline deadline = calendar.deadline(receivedAt);

        Set<LocalDate> closedForIt = closedDays.stream()
                .filter(day -> receivedAt.isAfter(day.since()))
                .map(ClosedDay::day)
                .collect(toSet());
        assertThat(closedForIt).doesNotContain(deadline.lastDayOn());
        assertThat(deadline.lastDayOn())
                .isAfterOrEqualTo(calendar().deadline(receivedAt).lastDayOn());
        assertThat(deadline.days().stream()
                        .filter(day -> day.reason() == Reason.COUNTED)
                        .map(CountedDay::day))
                .hasSize(2)
                .noneMatch(closedForIt::contains);
    }

    @Property
    void whoeverComesLaterIsNeverDueEarlier(
            @ForAll("times") Instant earlier,
            @ForAll @IntRange(max = 20 * 24 * 60) int minutes,
            @ForAll("closings") List<Closing> closings) {
        WorkingCalendar calendar = calendar(around(earlier, closings));
        Instant later = earlier.plus(Duration.ofMinutes(minutes));

        Deadline first = calendar.deadline(earlier);
        Deadline second = calendar.deadline(later);

        assertThat(second.lastDayOn()).isAfterOrEqualTo(first.lastDayOn());
        assertThat(second.remindAt()).isAfterOrEqualTo(first.remindAt());
        assertThat(second.answerDueAt()).isAfterOrEqualTo(first.answerDueAt());
        assertThat(calendar.deadline(earlier, 1).lastDayOn()).isBefore(first.lastDayOn());
    }

    @Property
    void theExplanationTellsEveryDayAndAgreesWithTheResult(
            @ForAll("times") Instant receivedAt, @ForAll("closings") List<Closing> closings) {
        Deadline deadline = calendar(around(receivedAt, closings)).deadline(receivedAt);

        List<LocalDate> days = deadline.days().stream().map(CountedDay::day).toList();
        assertThat(days)
                .isEqualTo(deadline.receivedOn()
                        .datesUntil(deadline.lastDayOn().plusDays(1))
                        .toList());
        assertThat(deadline.days().get(0).reason()).isEqualTo(Reason.RECEIVED);
        assertThat(deadline.days().get(days.size() - 1).reason()).isEqualTo(Reason.COUNTED);

        List<String> swedish = explanation().explain(deadline, Locale.forLanguageTag("sv"));
        List<String> english = explanation().explain(deadline, Locale.ENGLISH);
        assertThat(swedish).hasSameSizeAs(days);
        assertThat(english).hasSameSizeAs(days);
        for (int i = 0; i < days.size(); i++) {
            boolean counted = deadline.days().get(i).reason() == Reason.COUNTED;
            assertThat(swedish.get(i).contains(" räknas inte") || swedish.get(i).contains("Dagen räknas inte"))
                    .isNotEqualTo(counted);
            assertThat(english.get(i).contains("does not count")).isNotEqualTo(counted);
            assertThat(swedish.get(i)).contains(" " + days.get(i).getDayOfMonth() + " ");
            assertThat(english.get(i)).contains(" " + days.get(i).getDayOfMonth() + " ");
        }
    }

    @Property
    void reminderAndAimLieInTheLastDaysOpeningHours(@ForAll("times") Instant receivedAt) {
        WorkingCalendar calendar = calendar();

        Deadline deadline = calendar.deadline(receivedAt);

        assertThat(deadline.remindAt())
                .isAfter(calendar.openingAt(deadline.lastDayOn()))
                .isBefore(deadline.answerDueAt());
        assertThat(LocalDate.ofInstant(deadline.answerDueAt(), WorkingCalendar.ZONE))
                .isEqualTo(deadline.lastDayOn());
    }

    @Property
    void workingHoursEndWhileWeAreOpenAndAddUp(
            @ForAll("times") Instant from,
            @ForAll @IntRange(min = 1, max = 60) int first,
            @ForAll @IntRange(min = 1, max = 60) int second) {
        WorkingCalendar calendar = calendar();

        Instant end = calendar.plusWorkingHours(from, first);

        LocalDate day = LocalDate.ofInstant(end, WorkingCalendar.ZONE);
        assertThat(calendar.isWorkingDay(day)).isTrue();
        assertThat(end).isAfter(calendar.openingAt(day)).isBeforeOrEqualTo(calendar.closingAt(day));
        assertThat(Duration.between(from, end)).isGreaterThanOrEqualTo(Duration.ofHours(first));
        assertThat(calendar.plusWorkingHours(end, second)).isEqualTo(calendar.plusWorkingHours(from, first + second));
    }

    @Property
    void countingForthAndLookingBackAgree(
            @ForAll("times") Instant at, @ForAll @IntRange(min = 1, max = 400) int workingDays) {
        WorkingCalendar calendar = calendar();
        LocalDate day = LocalDate.ofInstant(at, WorkingCalendar.ZONE);

        LocalDate last = calendar.workingDaysAfter(day, workingDays);

        assertThat(calendar.isWorkingDay(last)).isTrue();
        assertThat(calendar.workingDaysLeft(day, last)).isEqualTo(workingDays);
        assertThat(calendar.workingDaysLeft(last, day)).isEqualTo(-workingDays);
    }

    @Provide
    Arbitrary<Instant> times() {
        Arbitrary<LocalDate> days = Arbitraries.oneOf(
                daysFrom(FIRST, LAST),
                Combinators.combine(
                                Arbitraries.integers().between(1990, 2060),
                                Arbitraries.of(3, 4, 5, 6, 10, 12),
                                Arbitraries.integers().between(1, 30))
                        .as(LocalDate::of));
        Arbitrary<LocalTime> hours = Arbitraries.oneOf(
                Arbitraries.of(LocalTime.MIDNIGHT, LocalTime.of(8, 0), LocalTime.of(16, 30), LocalTime.MAX),
                Arbitraries.integers().between(0, 24 * 60 * 60 - 1).map(LocalTime::ofSecondOfDay));
        return Combinators.combine(days, hours)
                .as((day, hour) -> day.atTime(hour).atZone(WorkingCalendar.ZONE).toInstant());
    }

    @Provide
    Arbitrary<List<Closing>> closings() {
        Arbitrary<Closing> closing = Combinators.combine(
                        Arbitraries.integers().between(-5, 30),
                        Arbitraries.integers().between(-14 * 24 * 60, 14 * 24 * 60))
                .as(Closing::new);
        return closing.list().ofMaxSize(8).uniqueElements(Closing::daysAfterReceipt);
    }

    /** A day closed so many days after a receipt, recorded so many minutes after it; both may be negative. */
    record Closing(int daysAfterReceipt, int recordedMinutesAfterReceipt) {}

    private static List<ClosedDay> around(Instant receivedAt, List<Closing> closings) {
        LocalDate receivedOn = LocalDate.ofInstant(receivedAt, WorkingCalendar.ZONE);
        return closings.stream()
                .map(closing -> new ClosedDay(
                        receivedOn.plusDays(closing.daysAfterReceipt()),
                        "KS 2027/12",
                        receivedAt.plus(Duration.ofMinutes(closing.recordedMinutesAfterReceipt()))))
                .toList();
    }

    private static Arbitrary<LocalDate> daysFrom(LocalDate first, LocalDate last) {
        return Arbitraries.longs()
                .between(first.toEpochDay(), last.toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static void requireTwoWorkingDays(WorkingCalendar calendar, Deadline deadline) {
        List<LocalDate> after = deadline.receivedOn()
                .plusDays(1)
                .datesUntil(deadline.lastDayOn().plusDays(1))
                .toList();
        Supplier<String> which = () -> "received on " + deadline.receivedOn();
        assertThat(deadline.lastDayOn().getDayOfWeek()).as(which).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(calendar.isWorkingDay(deadline.lastDayOn())).as(which).isTrue();
        assertThat(IntStream.range(0, after.size()).filter(i -> calendar.isWorkingDay(after.get(i))))
                .as(which)
                .hasSize(2);
    }
}
