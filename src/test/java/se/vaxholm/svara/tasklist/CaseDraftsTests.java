package se.vaxholm.svara.tasklist;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;

@SvaraTest
class CaseDraftsTests {

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Autowired
    Organisation organisation;

    @Autowired
    TestClock clock;

    @Test
    void aDraftIsThereWhenThePageIsOpenedAgain() throws Exception {
        clock.set("2026-03-02T10:42");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.type(task, "handlaggare", "text", "Ett halvt sv", "version", "0")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.saved").value(true))
                .andExpect(jsonPath("$.message").value("Utkast sparat 10.42"))
                .andExpect(jsonPath("$.version").value(1));
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString(">\nEtt halvt sv</textarea>")))
                .andExpect(content().string(containsString("Utkast sparat 10.42")));
        desk.type(task, "handlaggare", "said", "Sagt i telefon", "version", "1").andExpect(status().isOk());
        desk.open(enquiry, "handlaggare").andExpect(content().string(containsString(">\nEtt halvt sv</textarea>")));
    }

    @Test
    void whoeverTakesOverSeesTheDraftAndWhoWroteIt() throws Exception {
        clock.set("2026-03-02T10:42");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.type(task, "handlaggare", "text", "Majas början");
        desk.open(enquiry, "handlaggare2")
                .andExpect(content().string(containsString("Majas början")))
                .andExpect(content()
                        .string(not(containsString(
                                "<textarea class=\"govuk-textarea govuk-js-character-count\" id=\"assess-text\""))));
        desk.send(task + "/ta-over", "chef");
        desk.open(enquiry, "chef")
                .andExpect(content().string(containsString(">\nMajas början</textarea>")))
                .andExpect(content().string(containsString("Utkastet skrevs av Maja Brygglund, sparat kl. 10.42.")));
    }

    @Test
    void whoeverLosesTheCaseWhileWritingIsToldAndLosesNoWords() throws Exception {
        clock.set("2026-03-02T10:42");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.type(task, "handlaggare", "text", "Majas början", "version", "0");
        desk.send(task + "/ta-over", "chef");
        desk.type(task, "handlaggare", "text", "Majas början och mer", "version", "1")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.saved").value(false))
                .andExpect(jsonPath("$.message")
                        .value("Helena Fyrvik tog ärendet kl. 10.42. Det du skrev finns kvar som utkast."));
        desk.open(enquiry, "chef").andExpect(content().string(containsString("Majas början och mer")));
    }

    @Test
    void aColleaguesWordsAreNotOverwrittenUnseen() throws Exception {
        clock.set("2026-03-02T10:42");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.type(task, "handlaggare", "text", "Majas", "version", "0");
        desk.send(task + "/ta-over", "chef");
        desk.type(task, "chef", "text", "Helenas", "version", "1").andExpect(status().isOk());
        desk.type(task, "handlaggare", "text", "Majas mer", "version", "1")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.theirs").value("Helenas"));
        desk.send(task + "/utkast", "handlaggare", "text", "Majas mer", "version", "1")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Helena Fyrvik tog ärendet kl. 10.42.")))
                .andExpect(content().string(containsString("Majas mer")));
        desk.send(task + "/lamna", "chef");
        desk.send(task + "/ta", "handlaggare");
        desk.send(task + "/utkast", "handlaggare", "text", "Majas mer", "version", "1")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Helena Fyrvik skrev i samma utkast kl. 10.42.")))
                .andExpect(content().string(containsString(">\nHelenas</textarea>")))
                .andExpect(content().string(containsString(">\nMajas mer</textarea>")));
        desk.send(task + "/utkast", "handlaggare", "text", "Majas mer", "version", "2")
                .andExpect(redirectedUrl(desk.address(enquiry) + "#assess"));
    }

    @Test
    void aDraftForADoneTaskChangesNothing() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        desk.type(task, "handlaggare", "text", "Nej.")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.saved").value(false));
        desk.send(task + "/utkast", "handlaggare", "text", "Nej, förresten.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Nej, förresten.")));
    }

    @Test
    void aTextTooLargeForAnyDraftStaysOnThePage() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        String text = "x".repeat(40_001);
        desk.type(task, "handlaggare", "text", text).andExpect(status().isPayloadTooLarge());
        desk.send(task + "/utkast", "handlaggare", "text", text)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(text)));
    }

    @Test
    void aStandardAnswerIsAddedToWhatIsWritten() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        var standard = organisation.standardAnswers("stadsbyggnad", Language.SV).get(0);
        desk.send(
                        task + "/utkast",
                        "handlaggare",
                        "text",
                        "Hej Karin!",
                        "infoga",
                        "ja",
                        "standardsvar",
                        String.valueOf(standard.id()))
                .andExpect(redirectedUrl(desk.address(enquiry) + "#assess"));
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString(">\nHej Karin!\n\n" + standard.body() + "</textarea>")));
    }
}
