package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiry;

/** The pages on which a case is sent on: to another unit, back, or outside the municipality (G4, G21). */
@SvaraTest
class SendingOnTests {

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Autowired
    TestClock clock;

    @Test
    void anotherBoardReadsWhatWentAlongAndTheSenderNothingMoreOnceItIsAccepted() throws Exception {
        clock.set("2026-03-02T10:15");
        Enquiry enquiry = desk.question("bygglov", "Hemlig altan vid vattnet", Desk.KARIN);
        clock.set("2026-03-02T10:30");
        String task = desk.taken(enquiry, "handlaggare");
        desk.read(task + "/lamna-over", "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Vad ska följa med?")));
        desk.send(task, "handlaggare", "outcome", "FORWARD_INTERNAL", "forward.unit", "teknik", "forward.reason", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#assess-forward-reason\"")))
                .andExpect(content().string(containsString("href=\"#assess-forward-secrecy\"")));
        desk.send(
                        task,
                        "handlaggare",
                        "outcome",
                        "FORWARD_INTERNAL",
                        "forward.unit",
                        "teknik",
                        "forward.reason",
                        "Det gäller kajen.",
                        "forward.parts",
                        "ANSWERS",
                        "forward.secrecy",
                        "yes")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("Överlämnat – inte mottaget än")))
                .andExpect(content().string(containsString("Hemlig altan")));
        desk.open(enquiry, "handlaggare3")
                .andExpect(content().string(containsString("Det gäller kajen.")))
                .andExpect(content().string(containsString("Följde inte med från Stadsbyggnad")))
                .andExpect(content().string(not(containsString("Hemlig altan"))))
                .andExpect(content().string(not(containsString("karin@example.org"))));
        desk.taken(enquiry, "handlaggare3");
        assertThat(desk.again(enquiry).unitId()).isEqualTo("teknik");
        desk.open(enquiry, "handlaggare").andExpect(status().isNotFound());
    }

    @Test
    void theLettersAreShownBeforeTheyLeaveAndAReferralIsPutIntoTheAnswer() throws Exception {
        clock.set("2026-03-02T10:15");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.read(task + "/vidarebefordra?sok=vattenläckor", "handlaggare")
                .andExpect(content().string(containsString("Skärgårdens Vatten")))
                .andExpect(content().string(not(containsString("Trafikverket"))));
        desk.send(task + "/vidarebefordra/brev", "handlaggare", "external.recipient", "polisen")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#assess-external-parts\"")));
        desk.send(
                        task + "/vidarebefordra/brev",
                        "handlaggare",
                        "external.recipient",
                        "polisen",
                        "external.parts",
                        "QUESTION")
                .andExpect(redirectedUrl(task + "/vidarebefordra/brev"));
        desk.read(task + "/vidarebefordra/brev", "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Får jag bygga en altan?")))
                .andExpect(content().string(containsString("hör till Polisen")))
                .andExpect(content().string(containsString("Mottagaren kan inte nå frågeställaren")));
        desk.type(task, "handlaggare", "external.recipient", "polisen", "external.parts", "QUESTION CONTACT");
        desk.read(task + "/vidarebefordra/brev", "handlaggare")
                .andExpect(content().string(not(containsString("Mottagaren kan inte nå frågeställaren"))));
        desk.send(task + "/vidarebefordra/hanvisa", "handlaggare", "external.recipient", "polisen")
                .andExpect(status().is3xxRedirection());
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("Den här frågan svarar Polisen för")));
    }

    @Test
    void aForwardingThatCameBackStandsInRedInTheWorkList() throws Exception {
        clock.set("2024-04-02T10:15");
        Enquiry enquiry = desk.question();
        desk.send(
                desk.taken(enquiry, "handlaggare"),
                "handlaggare",
                "outcome",
                "FORWARD_EXTERNAL",
                "external.recipient",
                "polisen",
                "external.parts",
                "QUESTION");
        desk.postGoesButRefuses("registrator@polisen.example", "550 5.1.1 No such user");
        String tag = "tag--late\">Vidarebefordran kom inte fram";
        desk.read("/arbete", "handlaggare").andExpect(content().string(containsString(tag)));
        desk.open(enquiry, "handlaggare2").andExpect(content().string(containsString(tag)));
    }

    @Test
    void aSearchForARecipientTakesNeitherWordsNorChoiceAway() throws Exception {
        clock.set("2026-03-02T10:15");
        String task = desk.taken(desk.question(), "handlaggare");
        desk.send(
                        task + "/vidarebefordra/sok",
                        "handlaggare",
                        "sok",
                        "vattenläckor & rör",
                        "external.recipient",
                        "polisen",
                        "external.text",
                        "Ring före kl. 10.")
                .andExpect(redirectedUrl(task + "/vidarebefordra?sok=vattenl%C3%A4ckor%20%26%20r%C3%B6r#sok"));
        desk.read(task + "/vidarebefordra?sok=vattenläckor", "handlaggare")
                .andExpect(content().string(containsString("Skärgårdens Vatten")))
                .andExpect(content().string(not(containsString("Trafikverket"))))
                .andExpect(content().string(containsString("Ring före kl. 10.")))
                .andExpect(content().string(matchesPattern("(?s).*value=\"polisen\"[^>]*checked.*")));
    }

    @Test
    void whoeverCouldNotTellTheAskerReadsThatNothingHasGoneToTheCompany() throws Exception {
        clock.set("2026-03-02T10:15");
        String address = UUID.randomUUID() + "@example.org";
        Enquiry enquiry = desk.question("bygglov", "Vattnet är brunt", Desk.byMail(address));
        desk.send(
                        desk.taken(enquiry, "handlaggare"),
                        "handlaggare",
                        "outcome",
                        "FORWARD_EXTERNAL",
                        "external.recipient",
                        "skargardens-vatten",
                        "external.parts",
                        "QUESTION")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        desk.postGoesButRefuses(address, "550 5.1.1 No such user");
        desk.open(enquiry, "handlaggare")
                .andExpect(content()
                        .string(containsString("som ska få veta först när uppgifter lämnas till Skärgårdens Vatten")))
                .andExpect(content().string(containsString("skickades inte, eftersom frågeställaren inte har nåtts")))
                .andExpect(content().string(containsString("FORWARD_AGAIN")));
    }
}
