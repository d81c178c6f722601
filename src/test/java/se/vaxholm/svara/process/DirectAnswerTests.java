package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.organisation.Language;

/** "Svara": an answer goes the way the asker chose, and one that does not arrive comes back as work. */
class DirectAnswerTests extends Story {

    @Autowired
    SentLetters sentLetters;

    @Test
    void anAnswerByMailStopsTheClockAndClosesTheCaseWhenItHasLeft() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        ProcessInstance instance = instance(enquiry, "receipt");
        ProcessInstance handling = instance(enquiry, "handling");
        clock.set("2026-03-03T09:00");
        answers("handlaggare", enquiry, "Ja, högst 15 kvadratmeter.");

        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T09:00"));
        assertThat(now(enquiry).isOpen()).as("open while the letter waits").isTrue();
        assertThat(handling).isWaitingAt("Call_Answer");

        postGoes(enquiry);
        assertThat(handling).isEnded().hasPassed("Call_Answer", "End_Answered");
        assertThat(instance).isWaitingAt("Call_FollowUp").hasPassed("Task_SeeResult", "Task_CloseEnquiry");
        assertThat(now(enquiry).closedAt()).isEqualTo(at("2026-03-03T09:00"));
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T09:00"));
        assertThat(letter(enquiry, LetterKind.ANSWER).fate()).isEqualTo(Outbox.Fate.SENT);
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja, högst 15 kvadratmeter.");
        assertThat(mailTo(address)).hasSize(2);
        assertThat(deeds(enquiry)).endsWith(Deed.What.LETTER_SENT, Deed.What.CLOSED);
        assertThat(entry(enquiry, Deed.What.ANSWERED).actorName())
                .isEqualTo(staff("handlaggare").name());
    }

    @Test
    void whoeverAnswersWithoutHavingTakenTheTaskBecomesTheHandler() {
        Enquiry enquiry = asked(byStatusPage());
        answers("handlaggare2", enquiry, "Ja.");
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare2");
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.CLAIMED, Deed.What.ANSWERED, Deed.What.CLOSED);
    }

    @Test
    void whoeverWantsACallIsCalledAndTheClockRunsUntilThen() {
        Enquiry enquiry = asked(byPhone());
        ProcessInstance receipt = instance(enquiry, "receipt");
        answers("handlaggare", enquiry, "Ja, det får du.");

        assertThat(now(enquiry).firstResponseAt()).as("nobody has called yet").isNull();
        assertThat(instance(enquiry, "direct-answer")).isWaitingAt("Task_CallBack");
        OpenTask call = task(enquiry, "call-back");
        assertThat(call.candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(call.dueAt()).isEqualTo(at(WEDNESDAY_CLOSING));
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isPresent();

        clock.set("2026-03-03T13:30");
        does("handlaggare2", enquiry, Outcome.CALLED, Map.of());
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T13:30"));
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(letters(enquiry)).containsExactly(LetterKind.UNIT_NOTICE);
        assertThat(entry(enquiry, Deed.What.CALLED).actorName())
                .isEqualTo(staff("handlaggare2").name());
    }

    @Test
    void afterTwoCallsInVainTheAnswerIsWritten() {
        Enquirer caller = new Enquirer("Karin Ek", anyAddress(), "070-123 45 67", ReplyBy.PHONE, Language.SV);
        Enquiry enquiry = asked(caller);
        ProcessInstance receipt = instance(enquiry, "receipt");
        answers("handlaggare", enquiry, "Ja, det får du.");
        clock.set("2026-03-03T09:00");
        does("handlaggare", enquiry, Outcome.NO_REPLY, Map.of());
        assertThat(openForms(enquiry)).as("once more").containsExactly("call-back");
        assertThat(now(enquiry).firstResponseAt()).as("a try is no answer").isNull();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ANSWER);

        clock.set("2026-03-03T14:00");
        does("handlaggare2", enquiry, Outcome.NO_REPLY, Map.of());
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T14:00"));
        assertThat(letter(enquiry, LetterKind.ANSWER).letter().text()).contains("Ja, det får du.");
        postGoes(enquiry);
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja, det får du.");
        assertThat(deeds(enquiry))
                .containsSubsequence(
                        Deed.What.ANSWERED,
                        Deed.What.CALLED_IN_VAIN,
                        Deed.What.CALLED_IN_VAIN,
                        Deed.What.WRITTEN_INSTEAD,
                        Deed.What.LETTER_SENT);
    }

    @Test
    void whoeverCanOnlyBeCalledFindsTheAnswerOnThePageAfterTwoTries() {
        Enquiry enquiry = asked(byPhone());
        ProcessInstance receipt = instance(enquiry, "receipt");
        answers("handlaggare", enquiry, "Ja.");
        does("handlaggare", enquiry, Outcome.NO_REPLY, Map.of());
        does("handlaggare", enquiry, Outcome.NO_REPLY, Map.of());
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(clock.instant());
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
    }

    @Test
    void anAnswerOnPaperStopsTheClockWhenItIsPosted() {
        Enquirer reader =
                new Enquirer("Karin Ek", null, null, "Strandgatan 1\n185 32 Vaxholm", ReplyBy.LETTER, Language.SV);
        Enquiry enquiry = asked(reader);
        ProcessInstance receipt = instance(enquiry, "receipt");
        answers("handlaggare", enquiry, "Ja, det får du.");
        assertThat(now(enquiry).firstResponseAt())
                .as("nobody has posted it yet")
                .isNull();
        OpenTask post = task(enquiry, "print-and-post");
        assertThat(post.candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(post.dueAt()).isEqualTo(at(WEDNESDAY_CLOSING));

        clock.set("2026-03-03T15:00");
        does("handlaggare2", enquiry, Outcome.POSTED, Map.of());
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T15:00"));
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ANSWER);
        assertThat(entry(enquiry, Deed.What.POSTED).actorName())
                .isEqualTo(staff("handlaggare2").name());
    }

    @Test
    void afterTwoCallsInVainTheAnswerIsPostedWhenThatIsTheAddressWeHave() {
        Enquirer caller = new Enquirer(
                "Karin Ek", null, "070-123 45 67", "Strandgatan 1\n185 32 Vaxholm", ReplyBy.PHONE, Language.SV);
        Enquiry enquiry = asked(caller);
        answers("handlaggare", enquiry, "Ja.");
        does("handlaggare", enquiry, Outcome.NO_REPLY, Map.of());
        does("handlaggare", enquiry, Outcome.NO_REPLY, Map.of());
        assertThat(openForms(enquiry)).containsExactly("print-and-post");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        does("handlaggare", enquiry, Outcome.POSTED, Map.of());
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(clock.instant());
    }

    @Test
    void aLetterThatIsStoppedInTimeHasAnsweredNothing() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        answers("handlaggare", enquiry, "Fel svar till fel person.");
        var letter = letter(enquiry, LetterKind.ANSWER);
        assertThat(sentLetters.stop(enquiry, letter.id(), staff("handlaggare"))).isTrue();
        assertThat(sentLetters.stop(enquiry, letter.id(), staff("handlaggare")))
                .as("once")
                .isFalse();

        assertThat(letter(enquiry, LetterKind.ANSWER).fate()).isEqualTo(Outbox.Fate.STOPPED);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(said(enquiry, Message.Type.ANSWER)).isEmpty();
        assertThat(said(enquiry, Message.Type.STOPPED)).containsExactly("Fel svar till fel person.");
        postGoes(enquiry);
        assertThat(mailTo(address)).as("the acknowledgement alone").hasSize(1);
        assertThat(entry(enquiry, Deed.What.SENDING_STOPPED).actorName())
                .isEqualTo(staff("handlaggare").name());
        assertThat(entry(enquiry, Deed.What.LETTER_STOPPED).detail())
                .as("its fate, by its own name")
                .containsEntry("letter", letter.id().toString())
                .containsEntry("kind", "ANSWER");
    }

    @Test
    void aLetterThatHasLeftIsNotStopped() {
        Enquiry enquiry = asked(byMail());
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        var letter = letter(enquiry, LetterKind.ANSWER);
        assertThat(sentLetters.stop(enquiry, letter.id(), staff("handlaggare"))).isFalse();
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
    }

    @Test
    void whoeverReadsOnTheStatusPageFindsTheAnswerThereAtOnce() {
        Enquirer reader = new Enquirer("Karin Ek", anyAddress(), null, ReplyBy.STATUS_PAGE, Language.SV);
        Enquiry enquiry = asked(reader);
        ProcessInstance receipt = instance(enquiry, "receipt");
        answers("handlaggare", enquiry, "Ja.");
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
        assertThat(letters(enquiry)).containsExactly(LetterKind.ACKNOWLEDGEMENT, LetterKind.UNIT_NOTICE);
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(clock.instant());
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void anAnswerThatIsRefusedComesBackAsWorkAndTheClockHasNeverStopped() {
        String address = anyAddress();
        Enquiry enquiry = refusedAnswer(address);

        assertThat(letter(enquiry, LetterKind.ANSWER).fate()).isEqualTo(Outbox.Fate.REFUSED);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).unreachableAt()).isEqualTo(clock.instant());
        assertThat(now(enquiry).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(now(enquiry).isOpen()).isTrue();
        assertThat(instance(enquiry, "direct-answer")).isWaitingAt("Task_ReachOtherwise");
        assertThat(task(enquiry, "reach-otherwise").candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.LETTER_REFUSED, Deed.What.CLOCK_NEVER_STOPPED);
        assertThat(timer(enquiry, "Boundary_RemindAt")).as("the reminder").isPresent();
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).as("the escalation").isPresent();
        assertThat(journal.of(enquiry.id()))
                .as("no address in the journal")
                .noneMatch(entry -> entry.detail().toString().contains(address));
    }

    @Test
    void aCorrectedAddressGetsTheSameAnswerAgain() {
        Enquiry enquiry = refusedAnswer(anyAddress());
        ProcessInstance receipt = instance(enquiry, "receipt");
        String right = anyAddress();
        clock.set("2026-03-03T10:00");
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", " " + right + " "));
        assertThat(now(enquiry).enquirer().email()).isEqualTo(right);
        assertThat(now(enquiry).unreachableAt()).isNull();

        postGoes(enquiry);
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T10:00"));
        assertThat(mailTo(right)).hasSize(1);
        assertThat(said(enquiry, Message.Type.ANSWER))
                .as("the asker reads one answer, not two")
                .containsExactly("Ja, det får du.");
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.ADDRESS_CORRECTED, Deed.What.CLOSED);
    }

    @Test
    void anAddressThatIsNoneChangesNothing() {
        Enquiry enquiry = refusedAnswer(anyAddress());
        for (String wrong :
                new String[] {"", "karin", "karin@", "karin@ex ample.org", "a@b.se\nBcc: c@d.se", "@b.se"}) {
            assertThatThrownBy(() -> does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", wrong)))
                    .isInstanceOfSatisfying(
                            IncompleteDraftException.class,
                            e -> assertThat(e.field()).isEqualTo("email"));
        }
        assertThat(openForms(enquiry)).containsExactly("reach-otherwise");
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.ADDRESS_CORRECTED);
    }

    @Test
    void aSecondWrongAddressComesBackAsWorkAgain() {
        Enquiry enquiry = refusedAnswer(anyAddress());
        String wrongAgain = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", wrongAgain));
        postGoesButRefuses(enquiry, wrongAgain);
        assertThat(openForms(enquiry)).containsExactly("reach-otherwise");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        String right = anyAddress();
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", right));
        postGoes(enquiry);
        assertThat(mailTo(right)).hasSize(1);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void whoeverIsReachedInAnotherWayHasTheirAnswerThen() {
        Enquiry enquiry = refusedAnswer(anyAddress());
        ProcessInstance receipt = instance(enquiry, "receipt");
        clock.set("2026-03-03T11:00");
        does("handlaggare2", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Ringde och läste upp svaret."));
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T11:00"));
        assertThat(now(enquiry).unreachableAt()).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(entry(enquiry, Deed.What.REACHED_OTHERWISE).detail())
                .containsEntry("how", "PHONE")
                .containsEntry("word", "ANSWERED");
        assertThat(said(enquiry, Message.Type.NOTE)).containsExactly("Ringde och läste upp svaret.");
    }

    @Test
    void anEmptyOrTooLongAnswerIsRefusedAndNothingHappens() {
        Enquiry enquiry = asked(byMail());
        for (String text : new String[] {"", "  \n ", "a".repeat(20_001), "hej\u0007"}) {
            assertThatThrownBy(() -> answers("handlaggare", enquiry, text))
                    .isInstanceOfSatisfying(
                            IncompleteDraftException.class,
                            e -> assertThat(e.field()).isEqualTo("text"));
        }
        assertThat(now(enquiry).status()).isEqualTo(Status.RECEIVED);
        assertThat(now(enquiry).handlerId())
                .as("the taking is undone with the answer")
                .isNull();
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.CLAIMED, Deed.What.ANSWERED);
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    private Enquiry refusedAnswer(String address) {
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        answers("handlaggare", enquiry, "Ja, det får du.");
        postGoesButRefuses(enquiry, address);
        return enquiry;
    }
}
