package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.calendar.CalendarFixtures.at;
import static se.vaxholm.svara.calendar.CalendarFixtures.calendar;
import static se.vaxholm.svara.calendar.CalendarFixtures.closedDay;
import static se.vaxholm.svara.calendar.CalendarFixtures.explanation;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DeadlineExplanationTests {

    private final Deadline acrossChristmas = calendar().deadline(at("2026-12-23T10:00"));

    @Test
    void aDeadlineExplainsItselfDayByDayInSwedish() {
        assertThat(explanation().explain(acrossChristmas, Locale.forLanguageTag("sv")))
                .containsExactly(
                        "Onsdag 23 december: ärendet kom in. Dagen räknas inte.",
                        "Torsdag 24 december räknas inte: julafton.",
                        "Fredag 25 december räknas inte: juldagen.",
                        "Lördag 26 december räknas inte: annandag jul.",
                        "Söndag 27 december räknas inte: helg.",
                        "Måndag 28 december räknas: arbetsdag 1.",
                        "Tisdag 29 december räknas: arbetsdag 2. Det är sista dagen.");
    }

    @Test
    void aDeadlineExplainsItselfDayByDayInEnglish() {
        assertThat(explanation().explain(acrossChristmas, Locale.ENGLISH))
                .containsExactly(
                        "Wednesday 23 December: the matter came in. The day does not count.",
                        "Thursday 24 December does not count: Christmas Eve.",
                        "Friday 25 December does not count: Christmas Day.",
                        "Saturday 26 December does not count: Boxing Day.",
                        "Sunday 27 December does not count: weekend.",
                        "Monday 28 December counts: working day 1.",
                        "Tuesday 29 December counts: working day 2. It is the last day.");
    }

    @Test
    void anyOtherLanguageGetsSwedishThroughout() {
        assertThat(explanation().explain(acrossChristmas, Locale.FRENCH))
                .isEqualTo(explanation().explain(acrossChristmas, Locale.forLanguageTag("sv-SE")));
    }

    @Test
    void aClosedDayNamesItsDecisionWhateverCharactersItHolds() {
        ClosedDay closed = new ClosedDay(
                closedDay("2027-05-07", "2027-01-01T00:00").day(), "KS {0} 'A' 2027/12", at("2027-01-01T00:00"));

        assertThat(explanation()
                        .explain(
                                calendar(List.of(closed)).deadline(at("2027-05-05T10:00")),
                                Locale.forLanguageTag("sv")))
                .contains("Fredag 7 maj räknas inte: kommunen har stängt enligt beslut KS {0} 'A' 2027/12.");
    }
}
