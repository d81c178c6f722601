package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** An acknowledgement that does not arrive becomes work beside the answer, and leaves the clock alone. */
class RefusedAcknowledgementTests extends Story {

    @Test
    void anAcknowledgementThatIsRefusedBecomesWorkAndLeavesTheClockAlone() {
        Enquiry enquiry = refusedAcknowledgement();
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
        assertThat(task(enquiry, "reach-otherwise").candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(now(enquiry).unreachableAt()).isEqualTo(clock.instant());
        assertThat(now(enquiry).status()).isEqualTo(Status.RECEIVED);
        assertThat(deeds(enquiry)).contains(Deed.What.LETTER_REFUSED).doesNotContain(Deed.What.CLOCK_NEVER_STOPPED);
    }

    @Test
    void aCorrectedAddressGetsTheAcknowledgement() {
        Enquiry enquiry = refusedAcknowledgement();
        String wrongAgain = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", wrongAgain));
        postGoesButRefuses(enquiry, wrongAgain);
        assertThat(openForms(enquiry)).as("also the second time").containsExactly("assess", "reach-otherwise");

        String right = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", right));
        postGoes(enquiry);
        assertThat(mailTo(right)).hasSize(1);
        assertThat(now(enquiry).unreachableAt()).isNull();
        assertThat(openForms(enquiry)).containsExactly("assess");
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(mailTo(right)).hasSize(2);
    }

    @Test
    void whoeverIsReachedInAnotherWayStillWaitsForTheirAnswer() {
        Enquiry enquiry = refusedAcknowledgement();
        does("handlaggare", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Ringde och bekräftade."));
        assertThat(now(enquiry).unreachableAt()).isNull();
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(entry(enquiry, Deed.What.REACHED_OTHERWISE).detail())
                .as("the asker heard that their enquiry has come, and nothing more")
                .containsEntry("how", "PHONE")
                .doesNotContainKey("word");
    }

    @Test
    void anAnswerEndsTheWorkWithARefusedAcknowledgement() {
        Enquiry enquiry = refusedAcknowledgement();
        does("handlaggare", enquiry, Outcome.NO_ANSWER_EXPECTED, Map.of());
        assertThat(process.openTasks(enquiry)).isEmpty();
    }

    @Test
    void anAddressThatLettersComeBackFromIsWorkOnce() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoesButRefuses(enquiry, address);
        does("handlaggare", enquiry, Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet gäller det?"));
        postGoesButRefuses(enquiry, address);
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");

        answers("handlaggare", enquiry, "Ja.");
        assertThat(openForms(enquiry)).containsExactly("reach-otherwise");
        postGoesButRefuses(enquiry, address);
        assertThat(openForms(enquiry)).as("now it is the answer").containsExactly("reach-otherwise");
        does("handlaggare", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Läste upp svaret."));
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(process.openTasks(enquiry)).isEmpty();
    }

    private Enquiry refusedAcknowledgement() {
        String address = anyAddress();
        Enquirer enquirer = byMail(address);
        Enquiry enquiry = asked(enquirer);
        postGoesButRefuses(enquiry, address);
        return enquiry;
    }
}
