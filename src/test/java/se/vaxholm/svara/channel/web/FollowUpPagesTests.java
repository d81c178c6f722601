package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.TestStaff;

/** What somebody can do on the page of their answered matter, and what they read when they can't. */
@SvaraTest
class FollowUpPagesTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    FollowUps followUps;

    @Autowired
    EnquiryProcess process;

    private Visitor visitor;
    private Receipt receipt;

    @BeforeEach
    void somebodyReadsTheirAnswer() {
        clock.set("2026-11-20T10:00");
        visitor = new Visitor(mvc);
        receipt = intake.register(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga?",
                new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV),
                clock.instant()));
        process.complete(
                process.openTasks(enquiry()).get(0).id(),
                Outcome.ANSWER,
                Map.of("text", "Ja, det får du."),
                TestStaff.named("handlaggare"));
        open();
    }

    @Test
    void whoeverHasNoAnswerOpensTheMatterByAPress() {
        visitor.opens("/arende/visa").sees("Jag har inte fått svar på min fråga", "söndag 20 december 2026");
        for (int press = 0; press < 2; press++) {
            visitor.sends("/arende/visa/inte-besvarad", "text", "Hur högt?").isSentTo("/arende/visa?oppnat");
        }
        assertThat(enquiry().status()).isEqualTo(Status.REOPENED);
        visitor.opens("/arende/visa?oppnat")
                .sees("Vi har öppnat ditt ärende igen", "Hur högt?", "tisdag 24 november 2026", "Öppnat igen")
                .sees("räknas från den dag då ärendet öppnades igen")
                .seesNothingOf("Tyck till om vår service");
    }

    @Test
    void whatIsMissingInTheFeedbackIsSaidAndTheRestIsKept() {
        visitor.sends("/arende/visa/tyck-till").hasStatus(422).sees("Välj ett svar eller skriv något");
        visitor.sends("/arende/visa/tyck-till", "mark", "2", "words", "Nja.", "contact", "ja")
                .hasStatus(422)
                .sees("Skriv hur vi når dig", "Nja.");
        visitor.sends("/arende/visa/tyck-till", "mark", "2", "words", "y".repeat(2001))
                .hasStatus(422);
        assertThat(followUps.feedback(enquiry().id())).isEmpty();
        visitor.sends("/arende/visa/tyck-till", "mark", "2", "words", "Nja.", "contact", "ja", "reach", "070-123 45 67")
                .isSentTo("/arende/visa?tack=kontakt");
        assertThat(followUps.feedback(enquiry().id()))
                .singleElement()
                .satisfies(said -> assertThat(said.reach()).isEqualTo("070-123 45 67"));
        assertThat(process.openTasks(enquiry())).anyMatch(task -> task.form().equals("dissatisfied"));
        visitor.opens("/arende/visa?tack=kontakt")
                .sees("Chefen har fått veta det")
                .seesNothingOf("Tyck till om");
    }

    @Test
    void aMessageAfterTheAnswerStaysInTheMatter() {
        visitor.sends("/arende/visa", "text", "Tack!").isSentTo("/arende/visa?skickat");
        visitor.opens("/arende/visa?skickat").sees("Ärendet är fortfarande avslutat", "Tack!");
        assertThat(enquiry().isOpen()).isFalse();
    }

    @Test
    void afterThirtyDaysThePageIsReadAndANewQuestionIsANewMatter() {
        clock.set("2026-12-21T00:00");
        open();
        visitor.opens("/arende/visa").sees("Ställ en ny fråga").seesNothingOf("<textarea", "Tyck till om");
        visitor.sends("/arende/visa/inte-besvarad").hasStatus(422).sees("går inte att öppna igen längre");
        assertThat(enquiry().isOpen()).isFalse();
    }

    private void open() {
        visitor.sends(
                        "/arende",
                        "number",
                        receipt.number().value(),
                        "code",
                        receipt.code().grouped())
                .isSentTo("/arende/visa");
    }

    private Enquiry enquiry() {
        return enquiries.find(receipt.number()).orElseThrow();
    }
}
