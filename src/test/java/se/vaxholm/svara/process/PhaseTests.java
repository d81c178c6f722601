package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** The first response's clock: one for the whole of the work, wherever the case goes meanwhile (G3, G4). */
class PhaseTests extends Story {

    private static final Map<String, String> TO_TEKNIK =
            Map.of("forward.unit", "teknik", "forward.reason", "Det gäller en gata.", "forward.secrecy", "yes");

    /** A day later than most answers take, and therefore with a reason. */
    private static final Map<String, String> NOTICE = Map.of(
            "notice.unit", "stadsbyggnad",
            "notice.contact", "08-541 708 00",
            "notice.on", "2026-03-12",
            "notice.reason", "Vi behöver besöka platsen.");

    @Autowired
    private Endings endings;

    private void goesToTeknikAndBack(Enquiry enquiry) {
        does("handlaggare", enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("teknik");
        does("handlaggare3", enquiry, Outcome.RETURN, Map.of("return.reason", "Vägen är enskild."));
        if (openForms(enquiry).contains("choose-unit")) {
            does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "stadsbyggnad"));
        }
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("stadsbyggnad");
    }

    @Test
    void fiveReturnsAfterTheLastDayLeaveOneReminderOneEscalationAndOneDeadline() {
        Enquiry enquiry = asked(byMail());
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        for (int i = 0; i < 5; i++) {
            goesToTeknikAndBack(enquiry);
        }
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("stadsbyggnad-chef");
        assertThat(Collections.frequency(deeds(enquiry), Deed.What.REMINDED)).isEqualTo(1);
        assertThat(Collections.frequency(deeds(enquiry), Deed.What.ESCALATED)).isEqualTo(1);
        assertThat(Collections.frequency(letters(enquiry), LetterKind.ACKNOWLEDGEMENT))
                .isEqualTo(1);
        assertThat(timer(enquiry, "Boundary_RemindAt")).isEmpty();
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isEmpty();
        assertThat(now(enquiry).answerDueAt()).isEqualTo(at(WEDNESDAY_CLOSING));
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(at(WEDNESDAY_CLOSING));

        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void fourHandOversAndFiveReturnsAroundTheLastDayLeaveOneDeadlineOneReminderAndOneEscalation() {
        Enquiry enquiry = asked(byMail());
        isReturned("handlaggare", enquiry);
        clock.set("2026-03-03T09:00");
        does("handlaggare", enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        clock.set("2026-03-05T09:00");
        isReturned("handlaggare3", enquiry);
        for (int i = 0; i < 3; i++) {
            goesToTeknikAndBack(enquiry);
        }

        assertThat(deeds(enquiry))
                .containsOnlyOnce(Deed.What.REMINDED, Deed.What.ESCALATED)
                .doesNotContain(Deed.What.COUNTED_AS_LATE);
        assertThat(Collections.frequency(deeds(enquiry), Deed.What.HANDED_OVER)).isEqualTo(4);
        assertThat(deeds(enquiry))
                .filteredOn(deed -> deed == Deed.What.RETURNED || deed == Deed.What.RAISED_TO_REGISTRAR)
                .hasSize(5);
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
        assertThat(now(enquiry).lastDayOn()).isEqualTo("2026-03-04");
        assertThat(now(enquiry).answerDueAt()).isEqualTo(at(WEDNESDAY_CLOSING));
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(at(WEDNESDAY_CLOSING));
        assertThat(now(enquiry).firstResponseAt()).isNull();
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        assertThat(task(enquiry, "late").candidateGroups())
                .as("the ladder has gone on all the time")
                .containsExactly("stadsbyggnad-forvaltningschef");
    }

    private void isReturned(String userName, Enquiry enquiry) {
        does(userName, enquiry, Outcome.RETURN, Map.of("return.reason", "Det är inte vårt."));
        if (openForms(enquiry).contains("choose-unit")) {
            does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "stadsbyggnad"));
        }
    }

    @Test
    void whatComesBackIntoItsDeadlineFindsTheReminderSentAndTheLadderWhereItStood() {
        Enquiry enquiry = asked(byMail());
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        clock.set("2026-03-05T09:00");
        isForwardedInVain(enquiry);
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("stadsbyggnad-chef");
        assertThat(task(enquiry, "late").dueAt())
                .as("as if it had never been away")
                .isEqualTo(at("2026-03-05T16:00"));
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        clock.set("2026-03-06T09:00");
        does(headOfDepartment(), enquiry, Outcome.ACTED, Map.of("text", "Har ringt."));
        isForwardedInVain(enquiry);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("stadsbyggnad-forvaltningschef");
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-09T16:30");
        isForwardedInVain(enquiry);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);

        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.REMINDED, Deed.What.COUNTED_AS_LATE);
        assertThat(Collections.frequency(deeds(enquiry), Deed.What.ESCALATED))
                .as("once to each level")
                .isEqualTo(2);
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    private void isForwardedInVain(Enquiry enquiry) {
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        postGoes(enquiry);
        assertThat(process.openTasks(enquiry)).isEmpty();
        forwardingComesBack(enquiry);
        assertThat(now(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void whatIsLateWhileAnotherUnitHasItIsLateForWhoeverAnswersForIt() {
        Enquiry given = asked(byMail());
        does("handlaggare", given, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        timerGoesOff(given, "Boundary_AcceptBy", "2026-03-02T14:15");
        assertThat(deeds(given)).contains(Deed.What.HANDOVER_REMINDED);
        timerGoesOff(given, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(task(given, "late").candidateGroups())
                .as("nobody has accepted it")
                .containsExactly("stadsbyggnad-chef");
    }

    @Test
    void whoeverHasAcceptedACaseIsTheOneWhoIsLateWithIt() {
        Enquiry accepted = asked(byMail());
        does("handlaggare", accepted, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        process.claim(task(accepted, "assess").id(), staff("handlaggare3"));
        assertThat(now(accepted).unitId()).isEqualTo("teknik");
        timerGoesOff(accepted, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(task(accepted, "late").candidateGroups()).containsExactly("teknik-chef");
    }

    @Test
    void aForwardingThatFailsAfterItHadLeftIsWorkAgainAndTheClockHasNeverStopped() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        clock.set("2026-03-03T09:00");
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        postGoes(enquiry);
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
        assertThat(instance(enquiry, "receipt")).isWaitingAt("Call_Watch");
        assertThat(process.openTasks(enquiry)).isEmpty();

        clock.set("2026-03-05T09:00");
        forwardingComesBack(enquiry);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).isLate(clock.instant())).isTrue();
        assertThat(instance(enquiry, "receipt")).isWaitingAt("Call_Handle");
        assertThat(openForms(enquiry)).containsExactly("assess");
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
    }

    @Test
    void aFirstResponseFromElsewhereEndsTheWorkInEveryPlaceWhereItWaits() {
        Enquiry handedOver = asked(byMail());
        does("handlaggare", handedOver, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        isAnsweredFromElsewhere(handedOver);

        Enquiry withTheRegistrar = asked(byMail());
        does("handlaggare", withTheRegistrar, Outcome.RETURN, Map.of("return.reason", "Det gäller skolan."));
        assertThat(openForms(withTheRegistrar)).containsExactly("choose-unit");
        isAnsweredFromElsewhere(withTheRegistrar);

        Enquiry promised = asked(byMail());
        postGoes(promised);
        does("handlaggare", promised, Outcome.HOLDING_NOTICE, NOTICE);
        postGoes(promised);
        isAnsweredFromElsewhere(promised);

        Enquiry refused = asked(byMail());
        postGoes(refused);
        does(
                "handlaggare",
                refused,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        isAnsweredFromElsewhere(refused);
    }

    @Test
    void aNoticeThatComesBackIsWorkAgainAndTheClockHasNeverStopped() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, NOTICE);
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
        postGoesButRefuses(enquiry, address);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(openForms(enquiry)).containsExactly("reach-otherwise");
        assertThat(timer(enquiry, "Boundary_AnswerDueAt"))
                .hasValueSatisfying(
                        job -> assertThat(job.getDuedate().toInstant()).isEqualTo(at(WEDNESDAY_CLOSING)));
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("late", "reach-otherwise");
    }

    @Test
    void aNoticeEndsTheFirstDeadlineAndTheAnswerIsStillOwed() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, NOTICE);
        postGoes(enquiry);
        assertThat(instance(enquiry, "receipt")).isWaitingAt("Call_HoldingNotice");
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(task(enquiry, "assess").name()).isEqualTo("Besvara som utlovat");
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(at("2026-03-12T16:30"));

        goesToTeknikAndBack(enquiry);
        assertThat(task(enquiry, "assess").name()).isEqualTo("Besvara som utlovat");
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void anAnswerThatWasGivenBeforeTheNoticeAndRecordedAfterItWasTheFirstWord() {
        Enquiry enquiry = asked(byMail());
        clock.set("2026-03-03T10:00");
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, NOTICE);
        postGoes(enquiry);
        clock.set("2026-03-03T11:00");
        does(
                "handlaggare",
                enquiry,
                Outcome.ANSWERED_OTHERWISE,
                Map.of("how", "PHONE", "at", "2026-03-03T09:00", "said", "Ja, det går bra."));
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T09:00"));
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void aQuestionToTheAskerStopsNoClock() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet gäller det?"));
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(openForms(enquiry)).containsExactly("assess");
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
    }

    @Test
    void whatIsClosedWithoutAnAnswerOrGoesOnInAnotherSystemEndsHere() {
        Enquiry spam = asked(byMail());
        does("handlaggare", spam, Outcome.CLOSE_UNANSWERED, Map.of("close.reason", "SPAM", "close.note", "Reklam."));
        assertThat(now(spam).status()).isEqualTo(Status.CLOSED_UNANSWERED);
        assertThat(now(spam).isOpen()).isFalse();

        Enquiry elsewhere = asked(byMail());
        does(
                "handlaggare",
                elsewhere,
                Outcome.HANDLED_ELSEWHERE,
                Map.of(
                        "elsewhere.system", "Ecos",
                        "elsewhere.reference", "2026-17",
                        "elsewhere.who", "Miljöenheten",
                        "elsewhere.on", "2026-03-20"));
        postGoes(elsewhere);
        assertThat(now(elsewhere).status()).isEqualTo(Status.HANDLED_ELSEWHERE);
        assertThat(process.openTasks(elsewhere)).isEmpty();
        assertThat(now(elsewhere).isOpen()).isFalse();
    }

    @Test
    void aWithdrawnCaseEndsTheWorkInEveryPhase() {
        Enquiry first = asked(byMail());
        isWithdrawn(first);

        Enquiry promised = asked(byMail());
        postGoes(promised);
        does("handlaggare", promised, Outcome.HOLDING_NOTICE, NOTICE);
        postGoes(promised);
        isWithdrawn(promised);
    }

    private void isWithdrawn(Enquiry enquiry) {
        transaction.executeWithoutResult(status -> {
            enquiries.lock(enquiry.id());
            endings.close(enquiry.id(), CloseReason.WITHDRAWN, "", null, actor("kontaktcenter"));
            process.withdrawn(now(enquiry));
        });
        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(now(enquiry).status()).isEqualTo(Status.CLOSED_UNANSWERED);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    private void isAnsweredFromElsewhere(Enquiry enquiry) {
        transaction.executeWithoutResult(status -> {
            enquiries.answered(enquiry.id(), "Svar från kontaktcenter.", actor("kontaktcenter"), Deed.What.ANSWERED);
            process.firstResponseGiven(now(enquiry));
        });
        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    private void forwardingComesBack(Enquiry enquiry) {
        transaction.executeWithoutResult(status -> process.correlate(CaseMessage.FORWARDING_REFUSED, now(enquiry)));
    }
}
