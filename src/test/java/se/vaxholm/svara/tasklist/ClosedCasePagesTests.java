package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** The pages on which a close is undone, and an answer that was wrong is corrected. */
@SvaraTest
class ClosedCasePagesTests {

    private static final String MAJA = "handlaggare";

    @Autowired
    Outbox outbox;

    @Autowired
    PostOffice postOffice;

    @Autowired
    TestClock clock;

    private Desk desk;

    @BeforeEach
    void sitDown(@Autowired AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
        clock.set("2026-03-02T10:42");
    }

    private Enquiry aside() throws Exception {
        Enquiry enquiry = desk.question();
        desk.send(desk.taken(enquiry, MAJA), MAJA, "outcome", "NO_ANSWER_EXPECTED");
        return desk.again(enquiry);
    }

    private Enquiry answered() throws Exception {
        Enquiry enquiry = desk.question();
        desk.send(desk.taken(enquiry, MAJA), MAJA, "outcome", "ANSWER", "text", "Ja, det får du.");
        for (int i = 0; i < 20 && desk.again(enquiry).isOpen(); i++) {
            postOffice.sendDue();
        }
        assertThat(desk.again(enquiry).isOpen()).isFalse();
        return desk.again(enquiry);
    }

    private long letters(Enquiry enquiry, LetterKind kind) {
        return outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind() == kind)
                .count();
    }

    @Test
    void theCasePageOffersToUndoACloseOnlyWhereThatMakesSense() throws Exception {
        Enquiry aside = aside();
        String undo = desk.address(aside) + "/angra-avslut";
        desk.open(aside, MAJA).andExpect(content().string(containsString(undo)));
        desk.read(undo, MAJA)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ångra avslutet?")))
                .andExpect(content().string(containsString("Klockan räknas som om ärendet aldrig varit avslutat")))
                .andExpect(content().string(containsString("onsdag 4 mars")));

        Enquiry answered = answered();
        desk.open(answered, MAJA).andExpect(content().string(not(containsString("angra-avslut"))));
        desk.read(desk.address(answered) + "/angra-avslut", MAJA).andExpect(redirectedUrl(desk.address(answered)));
        clock.set("2026-03-03T10:00");
        desk.open(aside, MAJA).andExpect(content().string(not(containsString("angra-avslut"))));
    }

    @Test
    void undoingGivesTheCaseBackAndTheSecondPressSaysThatItIsTooLate() throws Exception {
        Enquiry aside = aside();
        String undo = desk.address(aside) + "/angra-avslut";
        desk.send(undo, "handlaggare3").andExpect(status().isNotFound());
        desk.send(undo, MAJA).andExpect(redirectedUrl(desk.address(aside)));

        assertThat(desk.again(aside).status()).isEqualTo(Status.IN_PROGRESS);
        desk.open(aside, MAJA)
                .andExpect(content().string(containsString("Skicka svaret")))
                .andExpect(content().string(containsString("Ångrade avslutet")));
        desk.send(undo, "handlaggare2").andExpect(redirectedUrl(desk.address(aside)));
        assertThat(desk.again(aside).status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void aCorrectionIsReadThroughBeforeItGoes() throws Exception {
        Enquiry enquiry = answered();
        String correct = desk.address(enquiry) + "/ratta-svar";
        desk.open(enquiry, MAJA).andExpect(content().string(containsString(correct)));
        desk.read(correct, MAJA)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Rättelsen går med e-post till karin@example.org")));

        desk.send(correct, MAJA, "text", " ")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#mistake-text\"")))
                .andExpect(content().string(containsString("Skriv vad som var fel och vad som gäller")))
                .andExpect(content().string(containsString("Välj om frågan är besvarad")));
        desk.send(correct, MAJA, "text", "Du behöver bygglov.", "besvarad", "nej")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("[%s]".formatted(enquiry.number()))))
                .andExpect(content().string(containsString("Du behöver bygglov.")))
                .andExpect(content().string(containsString("Vi har öppnat ditt ärende igen")))
                .andExpect(content().string(containsString("value=\"nej\"")));
        desk.send(correct, MAJA, "text", "Du behöver bygglov.", "besvarad", "nej", "andra", "ja")
                .andExpect(content().string(containsString("Du behöver bygglov.</textarea>")))
                .andExpect(content().string(not(containsString("govuk-error-summary"))));
        assertThat(letters(enquiry, LetterKind.CORRECTION)).isZero();

        desk.send(correct + "/skicka", MAJA, "text", "Du behöver bygglov.").andExpect(status().isBadRequest());
        desk.send(correct + "/skicka", MAJA, "text", "Du behöver bygglov.", "besvarad", "nej")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        desk.send(correct + "/skicka", MAJA, "text", "Du behöver bygglov.", "besvarad", "nej");
        assertThat(letters(enquiry, LetterKind.CORRECTION)).isOne();
        assertThat(letters(enquiry, LetterKind.MISTAKE_NOTICE)).isOne();
        desk.open(enquiry, MAJA)
                .andExpect(content().string(containsString("Rättade ett svar som var fel. Chefen fick besked")))
                .andExpect(content().string(containsString("Öppnat igen")));
    }

    @Test
    void onlyAnAnsweredCaseIsCorrectedAndOnlyByItsUnit() throws Exception {
        Enquiry open = desk.question();
        desk.open(open, MAJA).andExpect(content().string(not(containsString("ratta-svar"))));
        desk.read(desk.address(open) + "/ratta-svar", MAJA).andExpect(redirectedUrl(desk.address(open)));
        Enquiry answered = answered();
        String send = desk.address(answered) + "/ratta-svar/skicka";
        desk.send(send, "handlaggare3", "text", "Nej.", "besvarad", "ja").andExpect(status().isNotFound());
        desk.send(send, "revisor", "text", "Nej.", "besvarad", "ja").andExpect(status().isForbidden());
        assertThat(letters(answered, LetterKind.CORRECTION)).isZero();
    }
}
