package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;

/** A question of ours that does not arrive counts as not asked, and somebody reaches the asker in another way. */
class RefusedQuestionTests extends Story {

    private static final Map<String, String> QUESTION = Map.of("ask.text", "Vilken fastighet gäller det?");
    private static final Map<String, String> WORD = Map.of(
            "notice.unit", "stadsbyggnad",
            "notice.contact", "Telefon 08-541 708 10",
            "notice.on", "2026-03-10",
            "notice.question", "Hur stor är den?",
            "notice.replyOn", "2026-03-06");

    @Autowired
    private AskBacks askBacks;

    @Autowired
    private AskReminders reminders;

    @Autowired
    private Promises promises;

    @Autowired
    private SentLetters sent;

    /** Asked, and the address knew nobody by then. */
    private Enquiry refusedQuestion() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        does("handlaggare", enquiry, Outcome.ASK_BACK, QUESTION);
        postGoesButRefuses(enquiry, address);
        return now(enquiry);
    }

    @Test
    void aQuestionThatCameBackIsNotAskedAndBecomesWork() {
        Enquiry enquiry = refusedQuestion();

        assertThat(enquiry.waitingForAskerSince()).isNull();
        assertThat(enquiry.unreachableAt()).isEqualTo(clock.instant());
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
        assertThat(task(enquiry, "reach-otherwise").name())
                .isEqualTo("Brevet kom inte fram – nå frågeställaren på annat sätt");
        assertThat(deeds(enquiry)).contains(Deed.What.QUESTION_NOT_ASKED);
        assertThat(runtime.createVariableInstanceQuery()
                        .processInstanceIdIn(instance(enquiry, "handling").getId())
                        .variableValueEquals("waitingForAsker", true)
                        .count())
                .isZero();
        clock.set("2026-03-16T10:00");
        reminders.remindDue();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ASK_REMINDER);
        assertThat(askBacks.mayCloseOn(enquiry.id())).isEmpty();
    }

    @Test
    void aRightAddressGetsTheQuestionAndNoSecondAcknowledgement() {
        Enquiry enquiry = refusedQuestion();
        String right = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", right));
        postGoes(enquiry);

        assertThat(letter(enquiry, LetterKind.ASK_BACK).letter().recipient()).isEqualTo(right);
        assertThat(letter(enquiry, LetterKind.ASK_BACK).letter().text()).contains("Vilken fastighet gäller det?");
        assertThat(letters(enquiry)).containsOnlyOnce(LetterKind.ACKNOWLEDGEMENT);
        assertThat(now(enquiry).waitingForAskerSince()).isEqualTo(clock.instant());
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    @Test
    void whileAPromiseRunsAQuestionThatCameBackBecomesWorkToo() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, WORD);
        postGoes(enquiry);
        does("handlaggare", enquiry, Outcome.ASK_BACK, QUESTION);
        postGoesButRefuses(enquiry, address);

        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
        assertThat(task(enquiry, "reach-otherwise").dueAt()).isEqualTo(at("2026-03-10T16:30"));
        does("handlaggare", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Frågade på telefon."));
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(now(enquiry).status()).isEqualTo(Status.PROMISED);
        assertThat(now(enquiry).unreachableAt()).isNull();
    }

    @Test
    void theQuestionInANoticeThatCameBackIsAskedOnceItIsSentAgain() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, WORD);
        postGoesButRefuses(enquiry, address);
        assertThat(now(enquiry).waitingForAskerSince()).isNull();

        clock.set("2026-03-03T09:00");
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", anyAddress()));
        postGoes(enquiry);
        assertThat(now(enquiry).waitingForAskerSince()).isEqualTo(at("2026-03-03T09:00"));
        assertThat(now(enquiry).status()).isEqualTo(Status.PROMISED);
    }

    @Test
    void aNoticeThatIsStoppedGivesTheWorkBackWithItsDraftAndNothingIsPromised() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, WORD);
        assertThat(sent.stop(now(enquiry), letter(enquiry, LetterKind.NOTICE).id(), staff("handlaggare")))
                .isTrue();

        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).promiseDueOn()).isNull();
        assertThat(now(enquiry).unreachableAt()).isNull();
        assertThat(now(enquiry).waitingForAskerSince()).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(promises.of(enquiry.id())).extracting(Promise::state).containsExactly(Promise.State.UNTOLD);
        assertThat(deeds(enquiry))
                .contains(Deed.What.SENDING_STOPPED, Deed.What.PROMISE_NOT_TOLD)
                .doesNotContain(Deed.What.CLOCK_NEVER_STOPPED);
        assertThat(said(enquiry, Message.Type.STOPPED)).hasSize(1);
        assertThat(task(enquiry, "assess").assignee()).isEqualTo("handlaggare");

        // What is written is still there: pressing the button again is enough.
        process.complete(task(enquiry, "assess").id(), Outcome.HOLDING_NOTICE, staff("handlaggare"));
        postGoes(enquiry);
        assertThat(now(enquiry).status()).isEqualTo(Status.PROMISED);
    }
}
