package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;

/** Letters that a mail server took and sent back later: the clock is as it was, and somebody reaches the asker (G3). */
class BounceTests extends Story {

    @Autowired
    private Promises promises;

    @Test
    void anAnswerThatComesBackOpensItsCaseWithTheClockThatItHad() {
        Enquiry enquiry = answered();
        assertThat(now(enquiry).isOpen()).isFalse();
        Instant due = now(enquiry).answerDueAt();

        comesBack(enquiry, LetterKind.ANSWER);

        Enquiry open = now(enquiry);
        assertThat(open.isOpen()).isTrue();
        assertThat(open.firstResponseAt()).isNull();
        assertThat(open.answerDueAt()).isEqualTo(due);
        assertThat(open.unreachableAt()).isNotNull();
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
        assertThat(deeds(enquiry)).contains(Deed.What.LETTER_REFUSED, Deed.What.CLOCK_NEVER_STOPPED);
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isPresent();
    }

    @Test
    void itGoesToTheRightAddressWithTheSameWordsAndTheCaseIsClosedAgain() {
        Enquiry enquiry = answered();
        comesBack(enquiry, LetterKind.ANSWER);
        String address = anyAddress();

        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", address));
        postGoes(enquiry);

        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
        assertThat(mailTo(address)).hasSize(1);
        assertThat(openForms(enquiry)).isEmpty();
    }

    @Test
    void whoeverIsReachedOtherwiseHasTheAnswer() {
        Enquiry enquiry = answered();
        comesBack(enquiry, LetterKind.ANSWER);

        does("handlaggare", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Läste upp svaret."));

        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
        assertThat(openForms(enquiry)).isEmpty();
    }

    @Test
    void aLetterThatComesBackFromTheNewAddressTooOpensTheCaseOnceMore() {
        Enquiry enquiry = answered();
        comesBack(enquiry, LetterKind.ANSWER);
        String address = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", address));

        postGoesButRefuses(enquiry, address);

        assertThat(now(enquiry).isOpen()).isTrue();
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
    }

    @Test
    void aNoticeThatComesBackLeavesNoPromiseAndTheFirstClockRuns() {
        Enquiry enquiry = promised();
        assertThat(openForms(enquiry)).containsExactly("assess");

        comesBack(enquiry, LetterKind.NOTICE);

        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).promiseDueOn()).isNull();
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isPresent();
        assertThat(instance(enquiry, "holding-notice")).isNull();
    }

    @Test
    void aNoticeThatGoesToTheRightAddressIsThePromiseThatItWas() {
        Enquiry enquiry = promised();
        var day = now(enquiry).promiseDueOn();
        comesBack(enquiry, LetterKind.NOTICE);

        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", anyAddress()));
        postGoes(enquiry);

        assertThat(now(enquiry).promiseDueOn()).isEqualTo(day);
        assertThat(now(enquiry).status()).isEqualTo(Status.PROMISED);
        assertThat(promises.of(enquiry.id())).extracting(Promise::state).containsExactly(Promise.State.OPEN);
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(instance(enquiry, "holding-notice")).isNotNull();
    }

    @Test
    void anAcknowledgementThatComesBackIsWorkBesideTheAnswer() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);

        comesBack(enquiry, LetterKind.ACKNOWLEDGEMENT);

        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
        assertThat(now(enquiry).unreachableAt()).isNotNull();
    }

    @Test
    void theSameLetterComesBackOnce() {
        Enquiry enquiry = answered();
        comesBack(enquiry, LetterKind.ANSWER);
        int before = deeds(enquiry).size();

        boolean again = Boolean.TRUE.equals(transaction.execute(
                status -> outbox.cameBack(letter(enquiry, LetterKind.ANSWER).id(), "5.1.1")));
        postGoes(enquiry);

        assertThat(again).isFalse();
        assertThat(deeds(enquiry)).hasSize(before);
    }

    @Test
    void anOlderLetterThatComesBackDoesNotUndoTheAnswer() {
        Enquiry enquiry = promised();
        does("handlaggare", enquiry, Outcome.ANSWER, Map.of("text", "Ja."));
        postGoes(enquiry);

        comesBack(enquiry, LetterKind.NOTICE);

        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
    }

    private Enquiry answered() {
        Enquiry enquiry = asked(byMail());
        answers("handlaggare", enquiry, "Ja, det får du.");
        postGoes(enquiry);
        return enquiry;
    }

    private Enquiry promised() {
        Enquiry enquiry = asked(byMail());
        does(
                "handlaggare",
                enquiry,
                Outcome.HOLDING_NOTICE,
                Map.of("notice.unit", "stadsbyggnad", "notice.contact", "08-541 708 10", "notice.on", "2026-03-06"));
        postGoes(enquiry);
        return enquiry;
    }

    private void comesBack(Enquiry enquiry, LetterKind kind) {
        transaction.executeWithoutResult(
                status -> outbox.cameBack(letter(enquiry, kind).id(), "5.1.1"));
        postGoes(enquiry);
    }
}
