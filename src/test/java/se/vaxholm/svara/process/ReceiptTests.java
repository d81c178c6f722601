package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Submission;

/** "Från fråga till svar": what comes in finds its unit, is answered in time, and ends. */
class ReceiptTests extends Story {

    @Test
    void aQuestionIsAcknowledgedAndBecomesWorkForItsUnit() {
        Enquiry enquiry = asked(byMail());
        assertThat(instance(enquiry, "receipt"))
                .isWaitingAt("Call_Handle")
                .hasPassed("Task_AssignUnit", "Task_Acknowledge");
        assertThat(instance(enquiry, "handling"))
                .isWaitingAt("Task_AssessEnquiry")
                .hasPassed("Task_NotifyUnit");
        OpenTask task = task(enquiry, "assess");
        assertThat(task.candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(task.dueAt()).isEqualTo(at(WEDNESDAY_CLOSING));
        assertThat(task.assignee()).isNull();
        assertThat(enquiry.status()).isEqualTo(Status.RECEIVED);
        assertThat(enquiry.lastDayOn()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(enquiry.firstResponseAt())
                .as("an acknowledgement stops no clock")
                .isNull();
        assertThat(letters(enquiry)).containsExactly(LetterKind.ACKNOWLEDGEMENT, LetterKind.UNIT_NOTICE);
        assertThat(letter(enquiry, LetterKind.UNIT_NOTICE).letter().recipient())
                .isEqualTo("stadsbyggnad@vaxholm.example");
        assertThat(deeds(enquiry)).startsWith(Deed.What.REGISTERED, Deed.What.PROCESS_STARTED, Deed.What.UNIT_ASSIGNED);
        assertThat(entry(enquiry, Deed.What.UNIT_ASSIGNED).detail())
                .containsEntry("unit", "stadsbyggnad")
                .containsEntry("lastDay", "2026-03-04");
    }

    @Test
    void whoeverCannotBeReachedIsNotAcknowledged() {
        assertThat(letters(asked(byStatusPage()))).containsExactly(LetterKind.UNIT_NOTICE);
        assertThat(letters(asked(byPhone()))).containsExactly(LetterKind.UNIT_NOTICE);
    }

    @Test
    void whatWasAnsweredOnTheSpotIsRegisteredAnsweredAndClosedInOneStep() {
        Submission call = new Submission(
                UUID.randomUUID().toString(),
                Channel.PHONE,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga?",
                byMail(),
                clock.instant(),
                "Ja, det får du.");
        Enquiry enquiry = registered(intake.register(call, actor("kontaktcenter")));
        assertThat(enquiry.status()).isEqualTo(Status.ANSWERED);
        assertThat(enquiry.firstResponseAt()).isEqualTo(clock.instant());
        assertThat(enquiry.isOpen()).isFalse();
        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(letters(enquiry))
                .as("whoever has the answer needs no letter")
                .isEmpty();
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja, det får du.");
        assertThat(deeds(enquiry))
                .containsExactly(
                        Deed.What.REGISTERED,
                        Deed.What.PROCESS_STARTED,
                        Deed.What.UNIT_ASSIGNED,
                        Deed.What.ANSWERED_ON_THE_SPOT,
                        Deed.What.CLOSED);
        assertThat(entry(enquiry, Deed.What.ANSWERED_ON_THE_SPOT).actorName())
                .isEqualTo(staff("kontaktcenter").name());
    }

    @Test
    void whatNoRulePlacesIsPlacedByTheRegistrar() {
        Enquiry enquiry = registered(submission("annat", "Vem kan hjälpa mig?", byMail()));
        assertThat(enquiry.unitId()).isEqualTo("registrator");
        assertThat(instance(enquiry, "handling")).isWaitingAt("Task_ChooseUnit");
        assertThat(letter(enquiry, LetterKind.UNIT_NOTICE).letter().recipient())
                .as("the registrar is told of it")
                .isEqualTo("registrator@vaxholm.example");
        assertThat(task(enquiry, "choose-unit").candidateGroups()).containsExactly("registrator");
        for (String nonsense : new String[] {"", "ingen-enhet", "stadsbyggnad-chef"}) {
            assertThatThrownBy(() -> does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", nonsense)))
                    .as(nonsense)
                    .isInstanceOfSatisfying(
                            IncompleteDraftException.class,
                            e -> assertThat(e.field()).isEqualTo("unit"));
        }
        clock.set("2026-03-03T08:10");
        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "kultur-fritid"));
        assertThat(now(enquiry).unitId()).isEqualTo("kultur-fritid");
        assertThat(now(enquiry).lastDayOn()).as("the clock goes on").isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("kultur-fritid");
        assertThat(letter(enquiry, LetterKind.UNIT_NOTICE).letter().recipient())
                .isEqualTo("kultur.fritid@vaxholm.example");
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("kultur-fritid-chef");
    }

    @Test
    void theRegistrarMayKeepWhatNoRulePlaces() {
        Enquiry enquiry = registered(submission("annat", "Vem kan hjälpa mig?", byMail()));
        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "registrator"));
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("registrator");
        answers("registrator", enquiry, "Det kan jag.");
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void whatARuleGivesTheRegistryIsAnsweredThereAtOnce() {
        Enquiry enquiry =
                registered(submission("bygglov", "Jag vill begära ut en allmän handling om bygglovet.", byMail()));
        assertThat(enquiry.legalKind()).isEqualTo("public-document");
        assertThat(enquiry.unitId()).isEqualTo("registrator");
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(letter(enquiry, LetterKind.UNIT_NOTICE).letter().recipient())
                .isEqualTo("registrator@vaxholm.example");
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("registrator");
        answers("registrator", enquiry, "Handlingen är utlämnad.");
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void whatHasBeenAnsweredOutsideSvaraIsWrittenDown() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance receipt = instance(enquiry, "receipt");
        ProcessInstance handling = instance(enquiry, "handling");
        clock.set("2026-03-03T14:00");
        does(
                "handlaggare",
                enquiry,
                Outcome.ANSWERED_OTHERWISE,
                Map.of("how", "PHONE", "at", "2026-03-03T13:20", "said", "Ringde: ja, det går bra."));
        assertThat(handling).isEnded().hasPassed("Task_RecordAnsweredOtherwise", "End_AnsweredOtherwise");
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(now(enquiry).firstResponseAt())
                .as("the clock stopped when it was said")
                .isEqualTo(at("2026-03-03T13:20"));
        assertThat(said(enquiry, Message.Type.ANSWERED_OTHERWISE)).containsExactly("Ringde: ja, det går bra.");
        assertThat(entry(enquiry, Deed.What.ANSWERED_OTHERWISE).detail())
                .containsEntry("how", "PHONE")
                .containsEntry("at", at("2026-03-03T13:20").toString());
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ANSWER);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|2026-03-02T11:00|Sagt|how",
                "a b|2026-03-02T11:00|Sagt|how",
                "PHONE||Sagt|at",
                "PHONE|i går|Sagt|at",
                "PHONE|2026-03-02T10:14|Sagt|at",
                "PHONE|2026-03-02T12:01|Sagt|at",
                "PHONE|2026-03-02T11:00| |said"
            })
    void whatIsWrittenDownMustSayHowAndWhenAndWhat(String form) {
        String[] typed = form.split("\\|", -1);
        Enquiry enquiry = asked(byMail());
        clock.set("2026-03-02T12:00");
        assertThatThrownBy(() -> does(
                        "handlaggare",
                        enquiry,
                        Outcome.ANSWERED_OTHERWISE,
                        Map.of("how", typed[0], "at", typed[1], "said", typed[2])))
                .isInstanceOfSatisfying(
                        IncompleteDraftException.class,
                        e -> assertThat(e.field()).isEqualTo(typed[3]));
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(said(enquiry, Message.Type.ANSWERED_OTHERWISE)).isEmpty();
    }

    @Test
    void anAnswerInTheMinuteOfTheQuestionCounts() {
        clock.set(at("2026-03-02T10:15").plusSeconds(40));
        Enquiry enquiry = asked(byMail());
        clock.set(at("2026-03-02T10:15").plusSeconds(55));
        does(
                "handlaggare",
                enquiry,
                Outcome.ANSWERED_OTHERWISE,
                Map.of("how", "VISIT", "at", "2026-03-02T10:15", "said", "Sagt i receptionen."));
        assertThat(now(enquiry).firstResponseAt())
                .as("never before the question itself")
                .isEqualTo(enquiry.receivedAt());
    }

    @Test
    void whatNeedsNoAnswerIsPutAsideWithoutALetter() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance receipt = instance(enquiry, "receipt");
        ProcessInstance handling = instance(enquiry, "handling");
        does("handlaggare", enquiry, Outcome.NO_ANSWER_EXPECTED, Map.of());
        assertThat(handling).isEnded().hasPassed("End_NoAnswerExpected");
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(now(enquiry).status()).isEqualTo(Status.NO_ANSWER_EXPECTED);
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ANSWER);
        assertThat(entry(enquiry, Deed.What.NO_ANSWER_EXPECTED).actorName())
                .isEqualTo(staff("handlaggare").name());
    }

    @Test
    void halfAWorkingDayBeforeTheEndTheUnitIsRemindedOnce() {
        Enquiry enquiry = asked(byMail());
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        assertThat(timer(enquiry, "Boundary_RemindAt")).as("a second reminder").isEmpty();
        assertThat(letters(enquiry))
                .containsExactly(LetterKind.ACKNOWLEDGEMENT, LetterKind.UNIT_NOTICE, LetterKind.REMINDER);
        assertThat(entry(enquiry, Deed.What.REMINDED).at()).isEqualTo(at(WEDNESDAY_REMINDER));
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    @Test
    void theReminderNamesWhoeverHasTheCase() {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        assertThat(letter(enquiry, LetterKind.REMINDER).letter().text())
                .contains(staff("handlaggare").name())
                .contains("onsdag 4 mars 2026");
    }

    @Test
    void whenTheAnswerHasGoneNothingRemindsOrEscalates() {
        Enquiry enquiry = asked(byStatusPage());
        answers("handlaggare", enquiry, "Ja.");
        assertThat(timer(enquiry, "Boundary_RemindAt")).isEmpty();
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isEmpty();
    }

    @Test
    void whileTheAnswerWaitsForTheMailServerNobodyIsReminded() {
        Enquiry enquiry = asked(byMail());
        answers("handlaggare", enquiry, "Ja.");
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        assertThat(letters(enquiry)).doesNotContain(LetterKind.REMINDER);
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.REMINDED);
    }

    @Test
    void whateverTheAskerAddsReachesTheHandler() {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        for (String more : new String[] {"En sak till.", "Och en till."}) {
            clock.advance(Duration.ofMinutes(10));
            enquirerAdds(enquiry, more);
        }
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).containsExactly("En sak till.", "Och en till.");
        assertThat(letters(enquiry))
                .filteredOn(kind -> kind == LetterKind.HANDLER_NOTICE)
                .hasSize(2);
        assertThat(letter(enquiry, LetterKind.HANDLER_NOTICE).letter().text())
                .contains(staff("handlaggare").name())
                .doesNotContain("En sak till.");
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.ENQUIRER_ADDED, Deed.What.HANDLER_TOLD);
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(now(enquiry).answerDueAt()).isEqualTo(enquiry.answerDueAt());
    }

    @Test
    void whatTheAskerAddsToAClosedCaseTroublesNoEngine() {
        Enquiry enquiry = asked(byStatusPage());
        answers("handlaggare", enquiry, "Ja.");
        enquirerAdds(enquiry, "Tack!");
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).containsExactly("Tack!");
    }

    /** The phase begins again, and its clock is what it was. */
    @Test
    void aFirstResponseThatTheCaseKnowsNothingOfEndsNothing() {
        Enquiry enquiry = asked(byMail());
        transaction.executeWithoutResult(status -> process.firstResponseGiven(now(enquiry)));
        assertThat(instance(enquiry, "receipt")).isWaitingAt("Call_Handle").hasPassed("Task_SeeResult");
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isPresent();
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")
                        .orElseThrow()
                        .getDuedate()
                        .toInstant())
                .isEqualTo(at(WEDNESDAY_CLOSING));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void aFirstResponseFromElsewhereEndsWhatWaitedForIt() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance receipt = instance(enquiry, "receipt");
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        transaction.executeWithoutResult(status -> {
            enquiries.answered(enquiry.id(), "Svar från kontaktcenter.", actor("kontaktcenter"), Deed.What.ANSWERED);
            process.firstResponseGiven(now(enquiry));
        });
        assertThat(receipt).isWaitingAt("Call_FollowUp").hasPassed("Boundary_FirstResponseGiven", "Task_CloseEnquiry");
        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(timer(enquiry, "Boundary_NobodyActed")).isEmpty();
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void whatIsLateAlreadyWhenItIsRegisteredNamesNoPastDayToTheAsker() {
        Submission letter = new Submission(
                UUID.randomUUID().toString(),
                Channel.LETTER,
                Kind.QUESTION,
                "bygglov",
                "Brevet låg bakom en hylla.",
                byMail(),
                at("2026-02-16T09:00"));
        Enquiry enquiry = registered(intake.register(letter, actor("registrator")));
        assertThat(enquiry.lastDayOn()).isEqualTo(LocalDate.of(2026, 2, 18));
        assertThat(enquiry.isLate(clock.instant())).isTrue();
        assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).letter().text())
                .contains("Vi är sena", "tisdag 3 mars 2026")
                .doesNotContain("februari");
        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-02-18T12:15");
        assertThat(letters(enquiry)).as("too late to remind").doesNotContain(LetterKind.REMINDER);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", "2026-02-18T16:30");
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
    }

    private void enquirerAdds(Enquiry enquiry, String text) {
        transaction.executeWithoutResult(status -> {
            enquiries.enquirerAdded(enquiry.id(), text);
            process.enquirerWrote(enquiry);
        });
    }
}
