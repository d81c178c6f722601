package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;

/** The auditor's search as pages: what stands in an address, and what is said when something is wrong. */
@SvaraTest
class SearchPagesTests {

    private final String own =
            "q" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @Autowired
    MockMvc mvc;

    @Autowired
    Intake intake;

    @Autowired
    TestClock clock;

    private String asked(String text) {
        return intake.register(new Submission(
                        UUID.randomUUID().toString(),
                        Channel.WEB,
                        Kind.QUESTION,
                        "bygglov",
                        text,
                        new Enquirer("Karin Ek", null, null, ReplyBy.STATUS_PAGE, Language.SV),
                        clock.instant()))
                .number()
                .value();
    }

    private MvcResult search(String words) throws Exception {
        return mvc.perform(post("/granskning")
                        .with(staff("revisor"))
                        .with(csrf())
                        .param("text", words)
                        .param("enhet", "stadsbyggnad")
                        .param("datum", "inkom")
                        .param("kanal", ""))
                .andReturn();
    }

    @Test
    void theWordsAreKeptWithTheSessionAndNeverStandInAnAddress() throws Exception {
        String number = asked("Får Karin Ek bygga? " + own);
        MvcResult sent = search("karin " + own);
        String address = Objects.requireNonNull(sent.getResponse().getRedirectedUrl());
        assertThat(address)
                .startsWith("/granskning?enhet=stadsbyggnad&ord=")
                .doesNotContain(own)
                .doesNotContain("karin");
        Cookie session = Objects.requireNonNull(sent.getResponse().getCookie("SESSION"));
        mvc.perform(get(URI.create(address)).with(staff("revisor")).cookie(session))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/granskning/arenden/" + number)))
                .andExpect(content().string(containsString("1 ärende")))
                .andExpect(content().string(containsString("value=\"karin " + own + "\"")));
        mvc.perform(get(URI.create(address)).with(staff("revisor")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Sökorden finns inte kvar")))
                .andExpect(content().string(not(containsString(number))));
    }

    @Test
    void whatIsWrongIsSaidInWordsAndWhatWasTypedStays() throws Exception {
        assertThat(search("a".repeat(300)).getResponse().getStatus()).isEqualTo(400);
        assertThat(search("a".repeat(300)).getResponse().getContentAsString())
                .contains("Sökorden får vara högst 200 tecken", "Fel: ", "a".repeat(300))
                .doesNotContain("id=\"traffar\"");
        assertThat(search("altan\0 <script>").getResponse().getContentAsString())
                .contains("tecken som inte kan sökas")
                .doesNotContain("<script>", "\0");
        mvc.perform(get("/granskning").param("fran", "x").with(staff("revisor")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#fran\"")))
                .andExpect(content().string(containsString("<details class=\"more audit-form__more\" open")));
    }

    @Test
    void wordsThatEveryTextHasAreNotSearchedAndThePageSaysSo() throws Exception {
        String number = asked("Altan och bod " + own);
        MvcResult sent = search("och " + own);
        Cookie session = Objects.requireNonNull(sent.getResponse().getCookie("SESSION"));
        String address = Objects.requireNonNull(sent.getResponse().getRedirectedUrl());
        mvc.perform(get(URI.create(address)).with(staff("revisor")).cookie(session))
                .andExpect(content().string(containsString("Ordet ”och” är så vanligt att det inte söks")))
                .andExpect(content().string(containsString(number)));
        MvcResult nothing = search("och att");
        String empty = Objects.requireNonNull(nothing.getResponse().getRedirectedUrl());
        mvc.perform(get(URI.create(empty))
                        .with(staff("revisor"))
                        .cookie(Objects.requireNonNull(nothing.getResponse().getCookie("SESSION"))))
                .andExpect(content().string(containsString("Ingen sökning gjordes")))
                .andExpect(content().string(not(containsString("id=\"traffar\""))));
    }

    @Test
    void onlyAuditorsSearchAndOnlyTheyHaveTheDeskInTheirNavigation() throws Exception {
        mvc.perform(get("/granskning").with(staff("registrator"))).andExpect(status().isForbidden());
        mvc.perform(get("/granskning").with(staff("revisor")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("href=\"/granskning/avvikelser\"")));
        mvc.perform(get("/arbete").with(staff("revisor")))
                .andExpect(content().string(containsString("href=\"/granskning\"")));
        mvc.perform(get("/arbete").with(staff("chef")))
                .andExpect(content().string(not(containsString("href=\"/granskning\""))));
    }
}
