package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Story;

/** What the page of a matter says when the matter is somebody else's (G4). */
class ForwardedMatterTests extends Story {

    @Autowired
    MockMvc mvc;

    @Autowired
    StatusCodes codes;

    @Test
    void nobodyIsAskedAboutAnAnswerThatIsSomebodyElsesToGive() {
        Enquiry enquiry = asked(byMail());
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "polisen", "external.parts", "QUESTION"));
        postGoes(enquiry);
        page(enquiry).sees("De som har din fråga nu svarar på den").seesNothingOf("Tiden för vårt svar");
        timerGoesOff(enquiry, "Event_WatchUntil", "2026-03-05T16:30");
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
        assertThat(now(enquiry).isOpen()).isFalse();
        page(enquiry)
                .sees("Din fråga hör till Polisen", "Vi som lämnade över din fråga", "Öppna ärendet igen hos oss")
                .seesNothingOf("Fick du svar på din fråga?")
                .seesNothingOf("Vem som har ditt ärende")
                .seesNothingOf("Skriv till oss om svaret");
    }

    private Visitor page(Enquiry enquiry) {
        Visitor visitor = new Visitor(mvc);
        visitor.sends(
                "/arende",
                "number",
                enquiry.number().value(),
                "code",
                codes.of(now(enquiry)).grouped());
        return visitor.opens("/arende/visa");
    }
}
