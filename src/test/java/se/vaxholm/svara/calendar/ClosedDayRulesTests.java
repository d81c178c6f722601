package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.vaxholm.svara.calendar.CalendarFixtures.at;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.vaxholm.svara.calendar.DayCannotBeClosedException.Rule;

class ClosedDayRulesTests {

    @Test
    void aSqueezedDayMayBeClosedByADecision() {
        assertThatCode(() -> close("2027-05-07", "KS 2027/12", Set.of())).doesNotThrowAnyException();
    }

    static Stream<String> noReferences() {
        return Stream.of("", "  ", "KS\n2027/12", "KS\0", "x".repeat(201));
    }

    @ParameterizedTest
    @MethodSource("noReferences")
    void withoutAReferenceToADecisionNoDayIsClosed(String decision) {
        assertRefused("2027-05-07", decision, "", Rule.DECISION_NEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-05-08", "2027-05-09", "2027-05-06", "2026-12-24"})
    void aDayThatIsFreeAnywayIsNotClosed(String day) {
        assertRefused(day, "KS 2027/12", "", Rule.MUST_BE_A_WORKING_DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-19", "2026-11-20"})
    void todayAndWhatHasBeenAreNotClosed(String day) {
        assertRefused(day, "KS 2027/12", "", Rule.MUST_LIE_AHEAD);
    }

    @Test
    void noDayIsClosedTwice() {
        assertRefused("2027-05-07", "KS 2027/12", "2027-05-07", Rule.CLOSED_ALREADY);
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "2027-05-07, 2027-05-10 2027-05-11",
        "2027-05-10, 2027-05-07 2027-05-11",
        "2027-05-11, 2027-05-07 2027-05-10",
        "2026-12-28, 2026-12-23 2026-12-29",
        "2027-05-05, 2027-05-07 2027-05-10",
    })
    void aThirdWorkingDayInARowIsNotClosedThoughAWeekendOrAHolidayLiesBetween(String day, String closed) {
        assertRefused(day, "KS 2027/12", closed, Rule.AT_MOST_TWO_IN_A_ROW);
    }

    @Test
    void anOpenDayBetweenPartsTwoRuns() {
        assertThatCode(() -> close("2027-05-12", "KS 2027/12", days("2027-05-07 2027-05-10")))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String day, String decision, String closed, Rule rule) {
        assertThatThrownBy(() -> close(day, decision, days(closed)))
                .isInstanceOfSatisfying(
                        DayCannotBeClosedException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo(rule))
                .hasMessageContaining(day);
    }

    private static void close(String day, String decision, Set<LocalDate> closed) {
        ClosedDays.requireClosable(new ClosedDay(LocalDate.parse(day), decision, at("2026-11-20T10:00")), closed);
    }

    private static Set<LocalDate> days(String days) {
        return Arrays.stream(days.split(" "))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .collect(Collectors.toSet());
    }
}
