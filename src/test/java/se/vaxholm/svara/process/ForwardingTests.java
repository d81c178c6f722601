package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;

/** "Vidarebefordra": a case goes on, somebody always answers for it, and its clock never starts anew (G4). */
class ForwardingTests extends Story {

    private static final Map<String, String> TO_TEKNIK =
            Map.of("forward.unit", "teknik", "forward.reason", "Det gäller en gata.", "forward.secrecy", "yes");

    @Autowired
    private Handovers handovers;

    @Autowired
    private Forwardings forwardings;

    /** By somebody of the unit whose work the case is. */
    private void forwards(Enquiry enquiry, Outcome outcome, Map<String, String> fields) {
        does(now(enquiry).worksAt().equals("teknik") ? "handlaggare3" : "handlaggare", enquiry, outcome, fields);
    }

    private void hasPassed(Enquiry enquiry, String... activities) {
        List<String> passed = history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .processDefinitionKey("forwarding")
                .list()
                .stream()
                .flatMap(
                        forwarding -> history
                                .createHistoricActivityInstanceQuery()
                                .processInstanceId(forwarding.getId())
                                .finished()
                                .list()
                                .stream())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
        assertThat(passed).contains(activities);
    }

    @Test
    void whoGivesACaseAwayAnswersForItUntilTheOtherHasAccepted() {
        Enquiry enquiry = asked(byMail());
        forwards(enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        hasPassed(enquiry, "Task_HandOver", "End_HandedOver");

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

        assertThat(task(enquiry, "assess").name()).isEqualTo("Ta emot och besvara, eller skicka tillbaka");
        process.claim(task(enquiry, "assess").id(), staff("handlaggare3"));
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
        forwards(enquiry, Outcome.RETURN, Map.of("return.reason", "Vägen är enskild."));
        hasPassed(enquiry, "Task_ReturnCase", "End_Returned");
        assertThat(now(enquiry).worksAt()).isEqualTo("stadsbyggnad");
        assertThat(letter(enquiry, LetterKind.RETURN_NOTICE).letter().recipient())
                .isEqualTo("stadsbyggnad@vaxholm.example");

        forwards(enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        forwards(enquiry, Outcome.RETURN, Map.of("return.reason", "Fortfarande enskild."));
        assertThat(instance(enquiry, "forwarding")).isWaitingAt("Task_ChooseUnit");
        assertThat(now(enquiry).unitId()).isEqualTo("registrator");
        assertThat(task(enquiry, "choose-unit").candidateGroups()).containsExactly("registrator");

        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "teknik"));
        hasPassed(enquiry, "Task_AssignAgain", "End_Decided");
        assertThat(now(enquiry).unitId()).isEqualTo("teknik");
        assertThat(now(enquiry).handedTo()).as("an assignment, no hand-over").isNull();
        assertThat(now(enquiry).answerDueAt()).isEqualTo(enquiry.answerDueAt());
        assertThat(deeds(enquiry)).containsSubsequence(Deed.What.RETURNED, Deed.What.RAISED_TO_REGISTRAR);
    }

    @Test
    void aUnitThatARuleChoseWronglySendsTheCaseToTheRegistrar() {
        Enquiry enquiry = asked(byMail());
        forwards(enquiry, Outcome.RETURN, Map.of("return.reason", "Det gäller skolan."));
        assertThat(instance(enquiry, "forwarding")).isWaitingAt("Task_ChooseUnit");
        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "utbildning"));
        assertThat(now(enquiry).unitId()).isEqualTo("utbildning");
    }

    @Test
    void aMatterOfAnotherAuthorityStopsTheClockWhenItIsDeliveredAndTheAskerHasBeenTold() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        assertThat(instance(enquiry, "forwarding")).isWaitingAt("Gateway_Delivery");
        assertThat(now(enquiry).firstResponseAt())
                .as("nothing is delivered yet")
                .isNull();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.FORWARDED);

        clock.set("2026-03-02T10:30");
        postGoes(enquiry);
        hasPassed(enquiry, "Task_TellForwarded", "End_Forwarded");
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
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION CONTACT"));
        postGoesButRefuses(enquiry, "vaxholm@trafikverket.example");
        assertThat(instance(enquiry, "forwarding")).isWaitingAt("Task_ForwardingFailed");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.FORWARDED);

        does("handlaggare", enquiry, Outcome.FORWARD_AGAIN, Map.of("email", "fel@trafikverket.example"));
        postGoesButRefuses(enquiry, "fel@trafikverket.example");
        assertThat(instance(enquiry, "forwarding")).isWaitingAt("Task_ForwardingFailed");
        does("handlaggare", enquiry, Outcome.FORWARD_AGAIN, Map.of("email", "ratt@trafikverket.example"));
        postGoes(enquiry);
        assertThat(instance(enquiry, "forwarding")).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
        assertThat(mailTo("ratt@trafikverket.example")).isNotEmpty();
        assertThat(deeds(enquiry)).contains(Deed.What.FORWARDING_REFUSED);
    }

    @Test
    void whatCannotBeForwardedIsKept() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "polisen", "external.text", "Kan ni svara?"));
        postGoesButRefuses(enquiry, "registrator@polisen.example");
        does("handlaggare", enquiry, Outcome.KEPT, Map.of());
        hasPassed(enquiry, "Task_KeepCase", "End_Kept");
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
    void nothingGoesToACompanyWhenTheAskerHasNotBeenTold() {
        String address = anyAddress();
        Enquiry enquiry = toACompany(address);
        postGoesButRefuses(enquiry, address);
        assertThat(letter(enquiry, LetterKind.FORWARDING).fate()).isEqualTo(Outbox.Fate.STOPPED);
        assertThat(deeds(enquiry)).contains(Deed.What.FORWARDING_WITHHELD).doesNotContain(Deed.What.FORWARDING_REFUSED);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).unreachableAt()).isNotNull();
        assertThat(openForms(enquiry)).containsExactly("forwarding-failed");

        enquiries.correctEmail(enquiry.id(), anyAddress(), Actor.SYSTEM);
        does("handlaggare", enquiry, Outcome.FORWARD_AGAIN, Map.of("email", "kund@vatten.example"));
        postGoes(enquiry);
        assertThat(letter(enquiry, LetterKind.FORWARDING).fate()).isEqualTo(Outbox.Fate.SENT);
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
    }

    private Enquiry toACompany(String address) {
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "skargardens-vatten", "external.parts", "QUESTION CONTACT"));
        return enquiry;
    }

    private void assertFates(Enquiry enquiry, Outbox.Fate fate) {
        assertThat(letter(enquiry, LetterKind.FORWARDED).fate()).isEqualTo(fate);
        assertThat(letter(enquiry, LetterKind.FORWARDING).fate()).isEqualTo(fate);
    }

    @Test
    void aCompanyWaitsWhileTheAskersMailServerIsSlow() {
        String address = anyAddress();
        Enquiry enquiry = toACompany(address);
        mailServerIsSlowFor(address);
        assertFates(enquiry, Outbox.Fate.QUEUED);

        clock.advance(Duration.ofHours(3));
        postGoes(enquiry);
        assertFates(enquiry, Outbox.Fate.SENT);
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
    }

    /** The asker's mail server took the letter, and sent it back. */
    @Test
    void whatACompanyHasGotAndTheAskerWasNeverToldOfStopsNoClock() {
        Enquiry enquiry = toACompany(anyAddress());
        postGoes(enquiry);

        transaction.executeWithoutResult(
                status -> outbox.cameBack(letter(enquiry, LetterKind.FORWARDED).id(), "5.1.1"));
        postGoes(enquiry);

        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).status()).isNotEqualTo(Status.FORWARDED);
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).isPresent();
    }

    @Test
    void aContractorIsAskedForInputAndTheClockGoesOn() {
        Enquiry enquiry = asked(byMail());
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "gatudrift", "external.text", "När sandades Hamngatan?"));
        hasPassed(enquiry, "Task_AskForInput", "End_InputAskedFor");
        postGoes(enquiry);
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(letter(enquiry, LetterKind.FORWARDING).letter().text()).contains("När sandades Hamngatan?");
        assertThat(letter(enquiry, LetterKind.FORWARDED).letter().subject()).contains("Vi frågar Gatudrift");
        assertThat(deeds(enquiry)).contains(Deed.What.INPUT_ASKED_FOR).doesNotContain(Deed.What.FORWARDED);
    }

    @Test
    void whatTheAskerWritesWhileAForwardingIsWatchedReachesWhoeverSentItOn() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        postGoes(enquiry);
        assertThat(forwardings.isUnderWatch(enquiry.id())).isTrue();
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.HANDLER_TOLD);

        enquiries.enquirerAdded(enquiry.id(), "De säger att vägen är er.");
        process.enquirerWrote(now(enquiry));

        assertThat(instance(enquiry, "receipt"))
                .hasPassed("Boundary_WroteWhileWatched", "Task_TellWatcher", "End_WatcherTold");
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.HANDLER_TOLD);
        assertThat(letter(enquiry, LetterKind.HANDLER_NOTICE).letter().recipient())
                .isEqualTo("stadsbyggnad@vaxholm.example");
        assertThat(forwardings.isUnderWatch(enquiry.id()))
                .as("the watch goes on")
                .isTrue();
    }

    @Test
    void whoeverAsksInEnglishReadsInEnglishWhoseTheMatterIs() {
        Enquiry enquiry = asked(inEnglish());
        postGoes(enquiry);
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION CONTACT"));
        postGoes(enquiry);

        Letter told = letter(enquiry, LetterKind.FORWARDED).letter();
        assertThat(told.language()).isEqualTo(Language.EN);
        assertThat(told.subject()).matches("Your matter \\[" + enquiry.number() + "] belongs to .+");
        assertThat(told.text())
                .startsWith("Hello,")
                .contains(
                        "Your question belongs to",
                        "How to reach",
                        "0771-00 00 01",
                        "This is what we hand over: what you")
                .contains("Do you want to add something or ask us?", "Urban Planning Department");
        inEnglishAlone(told);
        Letter sent = letter(enquiry, LetterKind.FORWARDING).letter();
        assertThat(sent.language()).as("a Swedish authority reads Swedish").isEqualTo(Language.SV);
        assertThat(sent.text()).contains("Så här skrev den som har frågat", "friggebod");
    }

    @Test
    void whoeverAsksInEnglishReadsInEnglishThatWeAskSomebodyForInput() {
        Enquiry enquiry = asked(inEnglish());
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "gatudrift", "external.text", "När sandades Hamngatan?"));

        Letter told = letter(enquiry, LetterKind.FORWARDED).letter();
        assertThat(told.subject())
                .startsWith("We ask ")
                .contains(enquiry.number().value());
        assertThat(told.text())
                .contains("It is still we who answer you, within the same time.")
                .contains("We hand over nothing of what you have written, nor who you are.");
        inEnglishAlone(told);
    }

    @Test
    void whoeverAsksInEnglishReadsInEnglishWhichUnitHasTheMatterNow() {
        Enquiry enquiry = asked(inEnglish());
        forwards(enquiry, Outcome.FORWARD_INTERNAL, TO_TEKNIK);
        process.claim(task(enquiry, "assess").id(), staff("handlaggare3"));

        Letter moved = letter(enquiry, LetterKind.MOVED).letter();
        assertThat(moved.subject()).isEqualTo("Your matter [" + enquiry.number() + "] is now with Technical Services");
        assertThat(moved.text())
                .contains("Technical Services now has your matter.")
                .contains("The day stays the same: by Wednesday 4 March 2026 you will have an answer");
        inEnglishAlone(moved);
    }

    @Test
    void aSensitiveMatterIsToldOfInEnglishWithoutSayingWhoseItIs() {
        Enquiry enquiry = registered(submission("bostadsanpassning", "Who helps my mother?", inEnglish()));
        forwards(
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION", "external.consent", "ja"));
        postGoes(enquiry);

        Letter told = letter(enquiry, LetterKind.FORWARDED).letter();
        assertThat(told.subject()).isEqualTo("There is news in your matter [" + enquiry.number() + "]");
        assertThat(told.text())
                .contains("Since it may hold sensitive details we do not write it in an e-mail.")
                .doesNotContain("Trafikverket", "mother");
        inEnglishAlone(told);
    }

    private static Enquirer inEnglish() {
        return new Enquirer("Karen Oak", anyAddress(), null, ReplyBy.EMAIL, Language.EN);
    }

    private static void inEnglishAlone(Letter letter) {
        assertThat(letter.subject() + letter.text()).doesNotContain("ärende", "Hej", "frågan", "{", "Vi ");
    }
}
