package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.audit.OwnCases.number;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;

/** What was not as it should be: each figure is the number of the cases that it leads to. */
@SvaraTest
class DeviationsTests {

    /** Days on which no other test lets anything come in. */
    private static final Period MARCH = new Period(LocalDate.of(2031, 3, 3), LocalDate.of(2031, 3, 5));

    OwnCases cases;

    @Autowired
    Deviations deviations;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    void comeIn(AutowireCapableBeanFactory beans) {
        cases = beans.createBean(OwnCases.class);
    }

    @Test
    void everyFigureIsTheNumberOfTheCasesThatItLeadsTo() throws Exception {
        clock.set("2031-03-03T10:15");
        Enquiry late = cases.asked("bygglov", "Får jag bygga?");
        Enquiry good = cases.asked("bygglov", "Får jag riva?");
        cases.asked("gata-och-vag", "Hål i gatan");
        cases.happens(late, Deed.What.INTERVENED, 2);
        cases.answer(good);
        clock.set("2031-03-06T00:30");

        Deviations.Counts built = deviations.counts(MARCH).stream()
                .filter(unit -> unit.unitId().equals("stadsbyggnad"))
                .findFirst()
                .orElseThrow();
        for (Deviation deviation : Deviation.values()) {
            assertThat(built.of(deviation))
                    .as(deviation.name())
                    .isEqualTo(cases.found(
                                    "",
                                    "enhet",
                                    "stadsbyggnad",
                                    "avvikelse",
                                    deviation.name(),
                                    "fran",
                                    "2031-03-03",
                                    "till",
                                    "2031-03-05")
                            .size());
        }
        assertThat(built.cases()).isEqualTo(2);
        assertThat(built.of(Deviation.LATE)).isEqualTo(1);
        assertThat(built.of(Deviation.INTERVENED)).as("a case, however often").isEqualTo(1);
        mvc.perform(get("/granskning/avvikelser?fran=2031-03-03&till=2031-03-05")
                        .with(staff("revisor")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(containsString("href=\"/granskning?enhet=stadsbyggnad&amp;avvikelse=INTERVENED"
                                + "&amp;fran=2031-03-03&amp;till=2031-03-05\"")));
    }

    @Test
    void aNumberThatNoCaseHasIsToldAndSoIsOneThatWasNeverGiven() {
        clock.set("2032-03-03T10:15");
        Period then = new Period(LocalDate.of(2032, 3, 3), LocalDate.of(2032, 3, 3));
        Enquiry first = cases.asked("bygglov", "Får jag bygga?");
        transaction.executeWithoutResult(failing -> {
            cases.asked("bygglov", "Går det?");
            failing.setRollbackOnly();
        });
        transaction.executeWithoutResult(failing -> {
            cases.asked("bygglov", "Går det nu?");
            failing.setRollbackOnly();
        });
        Enquiry last = cases.asked("bygglov", "Får jag riva?");
        long running = Long.parseLong(number(last).substring(8));
        assertThat(running).isEqualTo(Long.parseLong(number(first).substring(8)) + 3);

        Deviations.Numbers numbers = numbers(then);
        assertThat(numbers.given()).isEqualTo(running);
        assertThat(numbers.skipped()).isEqualTo(2);
        assertThat(numbers.gaps())
                .containsExactly(new Deviations.Gap(
                        "VS-2032-%05d".formatted(running - 2), "VS-2032-%05d".formatted(running - 1)));
        assertThat(numbers.forged()).isZero();

        jdbc.sql("update enquiry set number = 'VS-2032-77777' where id = ?")
                .param(last.id())
                .update();
        assertThat(numbers(then).forged()).isEqualTo(1);
        assertThat(numbers(then).skipped()).as("also a number at the end").isEqualTo(3);
        assertThat(numbers(then).gaps())
                .containsExactly(new Deviations.Gap("VS-2032-%05d".formatted(running - 2), number(last)));
        jdbc.sql("update enquiry set number = ? where id = ?")
                .params(number(last), last.id())
                .update();
    }

    private Deviations.Numbers numbers(Period period) {
        List<Deviations.Numbers> years = deviations.numbers(period);
        assertThat(years).hasSize(1);
        return years.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 2026-03-01, Sista dagen ska komma efter den första",
        "2020-01-01, 2026-03-01, Tiden får vara högst två år",
        "2026-02-30, 2026-03-01, Välj en dag mellan år 2020 och 2120",
        "x, 9999-01-01, Välj en dag mellan år 2020 och 2120"
    })
    void aPeriodThatCannotBeIsRefusedInWords(String from, String to, String said) throws Exception {
        mvc.perform(get("/granskning/avvikelser")
                        .param("fran", from)
                        .param("till", to)
                        .with(staff("revisor")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(said)));
    }

    @Test
    void withoutAPeriodItIsThisMonthAndTheOneBefore() throws Exception {
        clock.set("2026-03-02T10:15");
        mvc.perform(get("/granskning/avvikelser").with(staff("revisor")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"2026-02-01\"")))
                .andExpect(content().string(containsString("value=\"2026-03-02\"")))
                .andExpect(content().string(containsString("href=\"/granskning/logg\"")));
        mvc.perform(get("/granskning/avvikelser").with(staff("chef"))).andExpect(status().isForbidden());
    }
}
