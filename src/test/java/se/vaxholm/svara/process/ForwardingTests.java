package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;

/** "Vidarebefordra": a case goes on, somebody always answers for it, and its clock never starts anew (G4). */
class ForwardingTests extends Story {

    private static final Map<String, String> TO_TEKNIK =
            Map.of("forward.unit", "teknik", "forward.reason", "Det gäller en gata.", "forward.secrecy", "yes");

    @Autowired
    private Handovers handovers;

    @Autowired
    private Forwardings forwardings;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Acceptance acceptance;

    @Autowired
    private ActingPerson acting;

    /** What the process that handles a case does with an outcome that sends it on. */
    private ProcessInstance forwards(Enquiry enquiry, Outcome outcome, Map<String, String> fields) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            enquiries.lock(enquiry.id());
            drafts.replace(enquiry.id(), "assess", fields, actor("handlaggare"));
            Map<String, Object> variables = new HashMap<>();
            variables.put(Variables.ENQUIRY_ID, enquiry.id().toString());
            variables.put(Variables.UNIT, now(enquiry).worksAt());
            variables.put(Variables.ANSWER_DUE_AT, java.util.Date.from(enquiry.answerDueAt()));
            variables.put(Variables.OUTCOME, outcome.name());
            return acting.asActor(
                    actor("handlaggare"),
                    () -> runtime.startProcessInstanceByKey(
                            "forwarding", enquiry.number().value(), variables));
        }));
    }

    private void accepts(String userName, Enquiry enquiry) {
        transaction.executeWithoutResult(status -> acceptance.of(enquiry.id(), actor(userName)));
    }

    @Test
    void whoGivesACaseAwayAnswersForItUntilTheOtherHasAccepted() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance forwarding = forwards(enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        assertThat(forwarding).isEnded().hasPassed("Task_HandOver", "End_HandedOver");

        Enquiry pending = now(enquiry);
        assertThat(pending.unitId()).as("who answers for it").isEqualTo("stadsbyggnad");
        assertThat(pending.worksAt()).as("whose work it is").isEqualTo("teknik");
        assertThat(pending.answerDueAt()).isEqualTo(enquiry.answerDueAt());
        assertThat(pending.firstResponseAt()).isNull();
        assertThat(handovers.pending(enquiry.id())).hasValueSatisfying(handover -> {
            assertThat(handover.acceptBy()).as("four working hours").isEqualTo(at("2026-03-02T14:15"));
            assertThat(handover.acrossBoards()).isTrue();
        });
        assertThat(letter(enquiry, LetterKind.HANDOVER_NOTICE).letter().recipient())
                .isEqualTo("teknik@vaxholm.example");
        assertThat(letters(enquiry)).doesNotContain(LetterKind.MOVED);

        accepts("handlaggare3", enquiry);
        assertThat(now(enquiry).unitId()).isEqualTo("teknik");
        assertThat(now(enquiry).handedTo()).isNull();
        assertThat(now(enquiry).answerDueAt()).isEqualTo(enquiry.answerDueAt());
        assertThat(letter(enquiry, LetterKind.MOVED).letter().subject()).contains("finns nu hos Teknik");
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.HANDED_OVER, Deed.What.HANDOVER_ACCEPTED);
        assertThat(said(enquiry, Message.Type.NOTE)).containsExactly("Det gäller en gata.");
    }

    @Test
    void whatIsReturnedGoesBackAndTheSecondTimeToTheRegistrarWhoDecides() {
        Enquiry enquiry = asked(byMail());
        forwards(enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        ProcessInstance first = forwards(enquiry, Outcome.RETURN, Map.of("return.reason", "Vägen är enskild."));
        assertThat(first).isEnded().hasPassed("Task_ReturnCase", "End_Returned");
        assertThat(now(enquiry).worksAt()).isEqualTo("stadsbyggnad");
        assertThat(letter(enquiry, LetterKind.RETURN_NOTICE).letter().recipient())
                .isEqualTo("stadsbyggnad@vaxholm.example");

        forwards(enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        ProcessInstance second = forwards(enquiry, Outcome.RETURN, Map.of("return.reason", "Fortfarande enskild."));
        assertThat(second).isWaitingAt("Task_ChooseUnit");
        assertThat(now(enquiry).unitId()).isEqualTo("registrator");
        assertThat(task(enquiry, "choose-unit").candidateGroups()).containsExactly("registrator");

        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "teknik"));
        assertThat(second).isEnded().hasPassed("Task_AssignAgain", "End_Decided");
        assertThat(now(enquiry).unitId()).isEqualTo("teknik");
        assertThat(now(enquiry).handedTo()).as("an assignment, no hand-over").isNull();
        assertThat(now(enquiry).answerDueAt()).isEqualTo(enquiry.answerDueAt());
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.RETURNED, Deed.What.RAISED_TO_REGISTRAR);
    }

    @Test
    void aUnitThatARuleChoseWronglySendsTheCaseToTheRegistrar() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance raised = forwards(enquiry, Outcome.RETURN, Map.of("return.reason", "Det gäller skolan."));
        assertThat(raised).isWaitingAt("Task_ChooseUnit");
        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "utbildning"));
        assertThat(now(enquiry).unitId()).isEqualTo("utbildning");
    }

    @Test
    void aMatterOfAnotherAuthorityStopsTheClockWhenItIsDeliveredAndTheAskerHasBeenTold() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        ProcessInstance forwarding = forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        assertThat(forwarding).isWaitingAt("Gateway_Delivery");
        assertThat(now(enquiry).firstResponseAt())
                .as("nothing is delivered yet")
                .isNull();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.FORWARDED);

        clock.set("2026-03-02T10:30");
        postGoes(enquiry);
        assertThat(forwarding).isEnded().hasPassed("Task_TellForwarded", "End_Forwarded");
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-02T10:30"));
        assertThat(forwardings.isUnderWatch(enquiry.id())).isTrue();
        assertThat(letter(enquiry, LetterKind.FORWARDED).letter().text())
                .contains("Trafikverket", "0771-00 00 01", "vaxholm@trafikverket.example");
        assertThat(letter(enquiry, LetterKind.FORWARDING).letter().text())
                .contains("friggebod")
                .doesNotContain(address, "Karin");
    }

    @Test
    void aRefusedForwardingIsWorkAgainAndTheClockHasNeverStopped() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        ProcessInstance forwarding = forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION CONTACT"));
        postGoesButRefuses(enquiry, "vaxholm@trafikverket.example");
        assertThat(forwarding).isWaitingAt("Task_ForwardingFailed");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.FORWARDED);

        does("handlaggare", enquiry, Outcome.FORWARD_AGAIN, Map.of("email", "fel@trafikverket.example"));
        postGoesButRefuses(enquiry, "fel@trafikverket.example");
        assertThat(forwarding).isWaitingAt("Task_ForwardingFailed");
        does("handlaggare", enquiry, Outcome.FORWARD_AGAIN, Map.of("email", "ratt@trafikverket.example"));
        postGoes(enquiry);
        assertThat(forwarding).isEnded();
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
        assertThat(mailTo("ratt@trafikverket.example")).isNotEmpty();
        assertThat(deeds(enquiry)).contains(Deed.What.FORWARDING_REFUSED);
    }

    @Test
    void whatCannotBeForwardedIsKept() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        ProcessInstance forwarding = forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "polisen", "external.text", "Kan ni svara?"));
        postGoesButRefuses(enquiry, "registrator@polisen.example");
        does("handlaggare", enquiry, Outcome.KEPT, Map.of());
        assertThat(forwarding).isEnded().hasPassed("Task_KeepCase", "End_Kept");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(forwardings.latest(enquiry.id()))
                .hasValueSatisfying(kept -> assertThat(kept.state()).isEqualTo(Forwarding.State.GIVEN_UP));
    }

    @Test
    void theAskerIsToldBeforeAnythingPersonalGoesToACompany() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "skargardens-vatten", "external.parts", "QUESTION CONTACT"));
        List<LetterKind> order = outbox.of(enquiry.id()).stream()
                .map(Outbox.Queued::letter)
                .map(letter -> letter.kind())
                .toList();
        assertThat(order).containsSubsequence(LetterKind.FORWARDED, LetterKind.FORWARDING);
        postGoes(enquiry);
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
        assertThat(letters(enquiry)).containsOnlyOnce(LetterKind.FORWARDED);
    }

    @Test
    void aContractorIsAskedForInputAndTheClockGoesOn() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance forwarding = forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "gatudrift", "external.text", "När sandades Hamngatan?"));
        assertThat(forwarding).isEnded().hasPassed("Task_AskForInput", "End_InputAskedFor");
        postGoes(enquiry);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.RECEIVED);
        assertThat(letter(enquiry, LetterKind.FORWARDING).letter().text()).contains("När sandades Hamngatan?");
        assertThat(letter(enquiry, LetterKind.FORWARDED).letter().subject()).contains("Vi frågar Gatudrift");
        assertThat(deeds(enquiry)).contains(Deed.What.INPUT_ASKED_FOR).doesNotContain(Deed.What.FORWARDED);
    }
}
