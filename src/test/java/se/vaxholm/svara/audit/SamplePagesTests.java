package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.audit.OwnCases.number;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiry;

/** Samples as pages: the auditor draws and writes, the unit's manager replies, and each sees what is theirs. */
@SvaraTest
class SamplePagesTests {

    OwnCases cases;

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    void comeIn(AutowireCapableBeanFactory beans) {
        cases = beans.createBean(OwnCases.class);
    }

    private ResultActions read(String address, String who) throws Exception {
        return mvc.perform(get(address).with(staff(who)));
    }

    private ResultActions send(String address, String who, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post(address).with(staff(who)).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request);
    }

    private String drawn(String day) throws Exception {
        return Objects.requireNonNull(
                send("/granskning/stickprov", "revisor", "fran", day, "till", day, "antal", "2", "fro", "fyren")
                        .andExpect(status().is3xxRedirection())
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl());
    }

    @Test
    void aFindingIsWrittenTheUnitsManagerRepliesAndTheWorksheetTellsBoth() throws Exception {
        clock.set("2034-03-06T10:15");
        Enquiry built = cases.asked("bygglov", "Får jag bygga?");
        Enquiry paved = cases.asked("gata-och-vag", "Hål i gatan");
        String sheet = drawn("2034-03-06");
        read(sheet, "revisor")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/granskning/arenden/" + number(built))))
                .andExpect(content().string(containsString(number(paved))))
                .andExpect(content().string(containsString("fyren")));
        read(sheet + "?kontroll=1", "revisor").andExpect(content().string(containsString("Samma ärenden dras igen")));

        String case_ = sheet + "/" + number(built);
        send(case_, "revisor", "omdome", "DEVIATION", "utlatande", "Svaret kom <b>sent</b>", "sett", "0")
                .andExpect(redirectedUrl(sheet + "#rad-1"));
        read(sheet, "revisor")
                .andExpect(content().string(containsString("Svaret kom &lt;b&gt;sent&lt;/b&gt;")))
                .andExpect(content().string(containsString("Väntar på svar")));

        String reply = case_.replace("/granskning/stickprov", "/enhet/granskning");
        read("/enhet/granskning", "chef")
                .andExpect(content().string(containsString(reply)))
                .andExpect(content().string(not(containsString(number(paved)))));
        String seen = read(reply, "chef").andReturn().getResponse().getContentAsString();
        String sett = seen.replaceAll("(?s).*name=\"sett\" value=\"([^\"]*)\".*", "$1");
        send(reply, "chef", "svar", " ", "sett", sett)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Skriv enhetens svar")));
        send(reply, "chef", "svar", "Vi var få den veckan", "sett", sett).andExpect(redirectedUrl("/enhet/granskning"));
        read(sheet, "revisor")
                .andExpect(content().string(containsString("Vi var få den veckan")))
                .andExpect(content().string(not(containsString("Väntar på svar"))));
    }

    @Test
    void nobodyWritesOverWhatTheyHaveNotRead() throws Exception {
        clock.set("2034-03-07T10:15");
        Enquiry built = cases.asked("bygglov", "Får jag bygga?");
        String case_ = drawn("2034-03-07") + "/" + number(built);
        send(case_, "revisor", "omdome", "REMARK", "utlatande", "Första", "sett", "0")
                .andExpect(status().is3xxRedirection());
        send(case_, "revisor", "omdome", "REMARK", "utlatande", "Andra", "sett", "0")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Någon annan har skrivit")))
                .andExpect(content().string(containsString("Första")))
                .andExpect(content().string(containsString("Andra")));
        String reply = case_.replace("/granskning/stickprov", "/enhet/granskning");
        send(reply, "chef", "svar", "Jaha", "sett", "0-0")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Det har skrivits mer")));
    }

    @Test
    void whatIsWrongWithAFindingIsSaidAndNothingIsLost() throws Exception {
        clock.set("2034-03-08T10:15");
        Enquiry built = cases.asked("bygglov", "Får jag bygga?");
        String case_ = drawn("2034-03-08") + "/" + number(built);
        send(case_, "revisor", "omdome", "", "utlatande", "Min text", "sett", "0")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Välj vad ärendet visar")))
                .andExpect(content().string(containsString("Min text")));
        send(case_, "revisor", "omdome", "REMARK", "utlatande", "", "sett", "0")
                .andExpect(content().string(containsString("Skriv vad du har funnit")));
        send(case_, "revisor", "omdome", "REMARK", "utlatande", "a".repeat(4_001), "sett", "0")
                .andExpect(content().string(containsString("Ta bort 1.")));
        send(case_, "revisor", "omdome", "REMARK", "utlatande", "a\0b", "sett", "0")
                .andExpect(content().string(containsString("inte kan sparas")));
        send(case_, "revisor", "omdome", "OK", "utlatande", "", "sett", "0").andExpect(status().is3xxRedirection());
    }

    @ParameterizedTest
    @CsvSource({
        "antal, 0, Skriv hur många ärenden som ska dras",
        "antal, 201, Skriv hur många ärenden som ska dras",
        "antal, -1, Skriv hur många ärenden som ska dras",
        "antal, 1, Skriv minst 2",
        "fro, Å!, Fröet får bara ha små bokstäver",
        "namnd, x, Välj en nämnd i listan",
        "fran, 2034-03-10, Sista dagen ska komma efter den första",
        "fran, 2031-01-01, Tiden får vara högst två år",
        "till, x, Välj en dag mellan"
    })
    void whatCannotBeDrawnIsSaidInWords(String field, String value, String said) throws Exception {
        clock.set("2034-03-09T10:15");
        cases.asked("bygglov", "Får jag bygga?");
        cases.asked("gata-och-vag", "Hål i gatan");
        String[] fields = {"fran", "2034-03-09", "till", "2034-03-09", "namnd", "", "antal", "5", "fro", ""};
        for (int i = 0; i < fields.length; i += 2) {
            fields[i + 1] = fields[i].equals(field) ? value : fields[i + 1];
        }
        send("/granskning/stickprov", "revisor", fields)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(said)));
    }

    @Test
    void anotherUnitsFindingsAndCasesOutsideTheSampleAreUnknown() throws Exception {
        clock.set("2034-03-12T10:15");
        Enquiry paved = cases.asked("gata-och-vag", "Hål i gatan");
        Enquiry silent = cases.asked("bygglov", "Får jag bygga?");
        String sheet = drawn("2034-03-12");
        send(sheet + "/" + number(paved), "revisor", "omdome", "REMARK", "utlatande", "Sent", "sett", "0")
                .andExpect(status().is3xxRedirection());
        String unit = sheet.replace("/granskning/stickprov", "/enhet/granskning") + "/";
        read(unit + number(paved), "chef").andExpect(status().isNotFound());
        send(unit + number(paved), "chef", "svar", "Jaha", "sett", "0-0").andExpect(status().isNotFound());
        read(unit + number(silent), "chef").andExpect(status().isNotFound());
        read("/enhet/granskning", "revisor").andExpect(status().isForbidden());
        read(sheet, "chef").andExpect(status().isForbidden());
        clock.set("2034-03-13T10:15");
        read(sheet + "/" + number(cases.asked("bygglov", "Senare")), "revisor").andExpect(status().isNotFound());
        read("/granskning/stickprov/" + UUID.randomUUID(), "revisor").andExpect(status().isNotFound());
        read("/granskning/stickprov/x'--", "revisor").andExpect(status().isNotFound());
        assertThat(read("/granskning/stickprov", "revisor")
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains(sheet);
    }
}
