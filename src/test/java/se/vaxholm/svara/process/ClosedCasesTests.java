package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.security.Actor;

/** A close that is undone was never one; an answer that was wrong is corrected, and the case opened if that is not enough. */
class ClosedCasesTests extends Story {

    private static final Map<String, String> SPAM = Map.of("close.reason", "SPAM", "close.note", "Reklam.");
    private static final Map<String, String> WORD =
            Map.of("notice.unit", "stadsbyggnad", "notice.contact", "Telefon 08-541 708 10", "notice.on", "2026-03-10");

    @Autowired
    private ClosedCases closed;

    @Autowired
    private Endings endings;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private Promises promises;

    private boolean undone(Enquiry enquiry) {
        return closed.undoClosing(now(enquiry), staff("handlaggare"));
    }

    private Enquiry answered(String address) {
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja, det får du.");
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
        return now(enquiry);
    }

    @Test
    void whatWasPutAsideIsBackWithItsHandlerAndItsClock() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.NO_ANSWER_EXPECTED, Map.of());
        clock.set("2026-03-02T15:00");

        assertThat(undone(enquiry)).isTrue();

        Enquiry open = now(enquiry);
        assertThat(open.isOpen()).isTrue();
        assertThat(open.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(open.firstResponseAt()).isNull();
        assertThat(open.answerDueAt()).isEqualTo(enquiry.answerDueAt());
        assertThat(open.followUp().until()).isNull();
        assertThat(task(enquiry, "assess").assignee()).isEqualTo("handlaggare");
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(enquiry.answerDueAt());
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.CLOSING_UNDONE).doesNotContain(Deed.What.REOPENED);
        assertThat(letters(enquiry)).doesNotContain(LetterKind.REOPENED);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
        assertThat(undone(enquiry)).as("once").isFalse();
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
    }

    @Test
    void aPromiseRunsOnWhenTheCloseThatEndedItIsUndone() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, WORD);
        postGoes(enquiry);
        clock.set("2026-03-05T09:00");
        does("handlaggare", enquiry, Outcome.CLOSE_UNANSWERED, SPAM);

        assertThat(undone(enquiry)).isTrue();

        assertThat(now(enquiry).status()).isEqualTo(Status.PROMISED);
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-02T10:15"));
        assertThat(promises.of(enquiry.id())).extracting(Promise::state).containsExactly(Promise.State.OPEN);
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(task(enquiry, "assess").name()).isEqualTo("Besvara som utlovat");
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(at("2026-03-10T16:30"));
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.ESCALATED, Deed.What.REMINDED);
        timerGoesOff(enquiry, "Boundary_PromiseDueAt", "2026-03-10T16:30");
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
    }

    @Test
    void whoeverWasToldOfTheCloseIsToldThatTheCaseIsOpen() {
        Enquiry told = asked(byMail());
        Map<String, String> withdrawn = Map.of("close.reason", "WITHDRAWN", "close.note", "Ringde.");
        does("handlaggare", told, Outcome.CLOSE_UNANSWERED, withdrawn);
        postGoes(told);
        assertThat(undone(told)).isTrue();
        assertThat(letter(told, LetterKind.REOPENED).letter().text()).contains("Senast onsdag 4 mars 2026");

        Enquiry untold = asked(byMail());
        does("handlaggare", untold, Outcome.CLOSE_UNANSWERED, withdrawn);
        assertThat(undone(untold)).isTrue();
        assertThat(letter(untold, LetterKind.CLOSING).fate()).isEqualTo(Outbox.Fate.STOPPED);
        assertThat(letters(untold)).doesNotContain(LetterKind.REOPENED);
    }

    @Test
    void theNextDayItIsTooLateAndAnswersAndWhatTheAskerTookBackAreNotOursToUndo() {
        Enquiry aside = asked(byMail());
        does("handlaggare", aside, Outcome.NO_ANSWER_EXPECTED, Map.of());
        Enquiry answered = answered(anyAddress());
        Enquiry takenBack = asked(byMail());
        transaction.executeWithoutResult(status -> {
            endings.close(takenBack.id(), CloseReason.WITHDRAWN, "", null, Actor.ENQUIRER);
            process.withdrawn(now(takenBack));
        });

        assertThat(undone(answered)).isFalse();
        assertThat(undone(takenBack)).isFalse();
        clock.set("2026-03-03T00:01");
        assertThat(undone(aside)).isFalse();
        assertThat(now(aside).status()).isEqualTo(Status.NO_ANSWER_EXPECTED);
    }

    @Test
    void aCorrectionReachesTheAskerTheManagerAndTheJournal() {
        Enquiry enquiry = answered(anyAddress());

        assertThat(closed.correct(enquiry, "Du behöver bygglov.", false, staff("handlaggare")))
                .isTrue();
        assertThat(closed.correct(enquiry, "Du behöver bygglov.", false, staff("handlaggare")))
                .as("the same press again")
                .isTrue();

        assertThat(letters(enquiry)).containsOnlyOnce(LetterKind.CORRECTION, LetterKind.MISTAKE_NOTICE);
        assertThat(letter(enquiry, LetterKind.CORRECTION).letter().text())
                .contains("var fel", "Du behöver bygglov.", "Fick du inte svar");
        assertThat(letter(enquiry, LetterKind.MISTAKE_NOTICE).letter().recipient())
                .isEqualTo("chef.stadsbyggnad@vaxholm.example");
        assertThat(said(enquiry, Message.Type.CORRECTION)).containsExactly("Du behöver bygglov.");
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.SENT_BY_MISTAKE);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void aQuestionThatIsNotAnsweredByTheCorrectionIsOpenedWithANewClock() {
        Enquiry enquiry = answered(anyAddress());
        clock.set("2026-03-05T09:00");

        assertThat(closed.correct(enquiry, "Svaret gällde någon annans fråga.", true, staff("handlaggare")))
                .isTrue();

        assertThat(now(enquiry).status()).isEqualTo(Status.REOPENED);
        assertThat(now(enquiry).lastDayOn()).isEqualTo("2026-03-09");
        assertThat(letter(enquiry, LetterKind.CORRECTION).letter().text())
                .contains("öppnat ditt ärende igen", "Senast måndag 9 mars 2026");
        assertThat(letters(enquiry)).as("one letter is enough").doesNotContain(LetterKind.REOPENED);
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(entry(enquiry, Deed.What.REOPENED).actorName())
                .isEqualTo(staff("handlaggare").name());
        answers("handlaggare2", enquiry, "Nej.");
        postGoes(enquiry);
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
    }

    @Test
    void whoeverHasToBeCalledGetsTheRightAnswerBySomebodysWork() {
        Enquiry enquiry = asked(byPhone());
        answers("handlaggare", enquiry, "Ja.");
        does("handlaggare", enquiry, Outcome.CALLED, Map.of());

        assertThat(closed.correct(now(enquiry), "Nej.", false, staff("handlaggare")))
                .isTrue();

        assertThat(now(enquiry).isOpen()).isTrue();
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(letters(enquiry)).doesNotContain(LetterKind.CORRECTION);
    }

    @Test
    void aCorrectionThatComesBackOpensTheCaseAndIsSentToTheRightAddress() {
        String address = anyAddress();
        Enquiry enquiry = answered(address);
        closed.correct(enquiry, "Du behöver bygglov.", false, staff("handlaggare"));
        postGoesButRefuses(enquiry, address);

        assertThat(now(enquiry).isOpen()).isTrue();
        assertThat(openForms(enquiry)).isEqualTo(List.of("assess", "reach-otherwise"));
        assertThat(entry(enquiry, Deed.What.REOPENED).actorRole()).isEqualTo(Actor.Role.SYSTEM);
        String right = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", right));
        postGoes(enquiry);
        assertThat(letter(enquiry, LetterKind.CORRECTION).letter().recipient()).isEqualTo(right);
        assertThat(letter(enquiry, LetterKind.CORRECTION).letter().text()).contains("Du behöver bygglov.");
    }

    @Test
    void afterThirtyDaysNothingIsCorrected() {
        Enquiry enquiry = answered(anyAddress());
        clock.set("2026-04-02T09:00");

        assertThat(followUps.mayBeCorrected(now(enquiry))).isFalse();
        assertThat(closed.correct(enquiry, "Nej.", false, staff("handlaggare"))).isFalse();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.CORRECTION, LetterKind.MISTAKE_NOTICE);
    }
}
