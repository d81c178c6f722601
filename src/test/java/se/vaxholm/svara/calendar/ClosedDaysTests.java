package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.vaxholm.svara.calendar.CalendarFixtures.at;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule;

/** Closes days in a year that no other test reaches, since all share the database. */
@SvaraTest
class ClosedDaysTests {

    private static final LocalDate FRIDAY = LocalDate.parse("2150-05-08");
    private static final LocalDate MONDAY = LocalDate.parse("2150-05-11");
    private static final LocalDate TUESDAY = LocalDate.parse("2150-05-12");

    @Autowired
    private ClosedDays closedDays;

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void itIsTheWednesdayBefore() {
        clock.set("2150-05-06T12:00");
    }

    @AfterEach
    void forgetTheDays() {
        database.sql("delete from closed_day where day >= '2150-01-01'").update();
    }

    @Test
    void aClosedDayIsReadAsItWasRecorded() {
        ClosedDay closed = closedDays.close(FRIDAY, "  KS 2150/12  ");

        assertThat(closed).isEqualTo(new ClosedDay(FRIDAY, "KS 2150/12", at("2150-05-06T12:00")));
        assertThat(closedDays.all()).contains(closed);
    }

    @Test
    void theDeadlineOfWhatCameBeforeTheDecisionStaysAndWhatComesAfterWaitsForTheDayToPass() {
        LocalDate before = calendar.deadline(clock.instant().minusSeconds(60)).lastDayOn();

        closedDays.close(FRIDAY, "KS 2150/12");

        assertThat(before).isEqualTo(FRIDAY);
        assertThat(calendar.deadline(clock.instant().minusSeconds(60)).lastDayOn())
                .isEqualTo(before);
        assertThat(calendar.deadline(clock.instant().plusSeconds(60)).lastDayOn())
                .isEqualTo(MONDAY);
        assertThat(calendar.isWorkingDay(FRIDAY)).isFalse();
    }

    @Test
    void aRefusedDayIsNotRecorded() {
        closedDays.close(FRIDAY, "KS 2150/12");
        closedDays.close(MONDAY, "KS 2150/12");

        assertThatThrownBy(() -> closedDays.close(TUESDAY, "KS 2150/12"))
                .isInstanceOf(DayCannotBeClosedException.class)
                .hasMessage("2150-05-12 cannot be closed: it would make 3 closed working days in a row, "
                        + "and at most 2 are allowed");
        assertThat(closedDays.all()).extracting(ClosedDay::day).doesNotContain(TUESDAY);
    }

    @Test
    void threeWhoCloseADayEachAtOnceCannotTogetherCloseThreeInARow() throws InterruptedException {
        List<Callable<ClosedDay>> closings = List.of(
                () -> closedDays.close(FRIDAY, "KS 2150/12"),
                () -> closedDays.close(MONDAY, "KS 2150/12"),
                () -> closedDays.close(TUESDAY, "KS 2150/12"));
        ExecutorService threads = Executors.newFixedThreadPool(closings.size());
        try {
            List<Rule> refusals = threads.invokeAll(closings).stream()
                    .flatMap(closing -> refusalOf(closing).stream())
                    .toList();

            assertThat(refusals).containsExactly(Rule.AT_MOST_TWO_IN_A_ROW);
            assertThat(closedDays.all())
                    .extracting(ClosedDay::day)
                    .filteredOn(List.of(FRIDAY, MONDAY, TUESDAY)::contains)
                    .hasSize(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theTableItselfRefusesAWeekendAndAMissingDecision() {
        for (String row : List.of("'2150-05-09', 'KS 2150/12'", "'2150-05-08', '  '")) {
            assertThatThrownBy(() -> database.sql("insert into closed_day values (" + row + ", now())")
                            .update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    private static List<Rule> refusalOf(Future<ClosedDay> closing) {
        try {
            closing.get();
            return List.of();
        } catch (ExecutionException refused) {
            assertThat(refused.getCause()).isInstanceOf(DayCannotBeClosedException.class);
            return List.of(((DayCannotBeClosedException) refused.getCause()).rule());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
