package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Deliveries;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.security.Actor;

/** What becomes of a case whose asker has been told who answers and when (G5, G6). */
class PromiseTests extends Story {

    private static final String TUESDAY = "2026-03-10";
    private static final String TUESDAY_CLOSING = "2026-03-10T16:30";
    private static final String MORNING_AFTER = "2026-03-11T08:00";

    @Autowired
    private Promises promises;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private Endings endings;

    @Autowired
    private Drafts drafts;

    @Autowired
    private TaskService tasks;

    private static Map<String, String> word(String day, String... more) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "notice.unit", "stadsbyggnad",
                "notice.contact", "Telefon 08-541 708 10",
                "notice.on", day));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private Enquiry promised(String day, String... more) {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(day, more));
        postGoes(enquiry);
        return now(enquiry);
    }

    /** Another day with a reason, told in time or not. */
    private void givesNewDay(Enquiry enquiry, String day) {
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(day, "notice.reason", "Grannarna ska höras."));
        postGoes(enquiry);
    }

    private List<Promise.State> states(Enquiry enquiry) {
        return promises.of(enquiry.id()).stream().map(Promise::state).toList();
    }

    @Test
    void aPromiseThatIsKeptStopsTheFirstClockAndEndsWithTheAnswer() {
        Enquiry enquiry = promised(TUESDAY, "notice.person", "Bygglovshandläggaren");

        assertThat(enquiry.status()).isEqualTo(Status.PROMISED);
        assertThat(enquiry.firstResponseAt()).isEqualTo(at("2026-03-02T10:15"));
        assertThat(letter(enquiry, LetterKind.NOTICE).letter().subject())
                .isEqualTo("Du får svar senast tisdag 10 mars 2026 från Stadsbyggnad – ärende [%s]"
                        .formatted(enquiry.number()));
        assertThat(letter(enquiry, LetterKind.NOTICE).letter().text())
                .contains("Bygglovshandläggaren, Stadsbyggnad, som svarar")
                .contains("Telefon 08-541 708 10");
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")).as("the first clock").isEmpty();
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(at(TUESDAY_CLOSING));

        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-03-09T08:00");
        assertThat(letters(enquiry)).contains(LetterKind.PROMISE_REMINDER);
        clock.set("2026-03-10T15:00");
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);

        assertThat(states(enquiry)).containsExactly(Promise.State.KEPT);
        assertThat(deeds(enquiry))
                .contains(Deed.What.PROMISED, Deed.What.PROMISE_REMINDED, Deed.What.PROMISE_KEPT)
                .doesNotContain(Deed.What.PROMISE_BROKEN, Deed.What.ESCALATED);
        assertThat(timer(enquiry, "Boundary_PromiseDueAt")).isEmpty();
        assertThat(instance(enquiry, "holding-notice")).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
    }

    @Test
    void aBrokenPromiseIsLateWhenItsDayClosesAndExplainedWhenItHasPassed() {
        Enquiry enquiry = promised(TUESDAY);

        timerGoesOff(enquiry, "Boundary_PromiseDueAt", TUESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
        assertThat(states(enquiry)).as("the day is not over").containsExactly(Promise.State.OPEN);
        timerGoesOff(enquiry, "Boundary_PromiseBrokenAt", MORNING_AFTER);
        postGoes(enquiry);

        assertThat(states(enquiry)).containsExactly(Promise.State.BROKEN);
        assertThat(letter(enquiry, LetterKind.PROMISE_BROKEN).letter().text())
                .contains("senast tisdag 10 mars 2026. Det löftet höll vi inte, och det beklagar vi.");
        assertThat(now(enquiry).isLate(clock.instant())).isTrue();

        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(states(enquiry)).containsExactly(Promise.State.BROKEN);
        assertThat(openForms(enquiry)).doesNotContain("late");
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.ESCALATED, Deed.What.PROMISE_BROKEN);
    }

    @Test
    void anAnswerInTheEveningOfThePromisedDayKeepsItAndIsNeverExplained() {
        Enquiry enquiry = promised(TUESDAY);
        timerGoesOff(enquiry, "Boundary_PromiseDueAt", TUESDAY_CLOSING);
        clock.set("2026-03-10T22:00");

        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);

        assertThat(states(enquiry)).containsExactly(Promise.State.KEPT);
        assertThat(letters(enquiry)).doesNotContain(LetterKind.PROMISE_BROKEN);
        assertThat(openForms(enquiry)).doesNotContain("late");
    }

    @Test
    void theManagerHearsOfTheSecondNewDay() {
        Enquiry enquiry = promised(TUESDAY);
        clock.set("2026-03-10T09:00");
        givesNewDay(enquiry, "2026-03-12");

        assertThat(letter(enquiry, LetterKind.NOTICE).letter().text())
                .contains("Vi har tidigare sagt att du får svar senast tisdag 10 mars 2026.")
                .contains("Grannarna ska höras.")
                .contains("senast torsdag 12 mars 2026");
        assertThat(letters(enquiry)).doesNotContain(LetterKind.NEW_DAYS);
        assertThat(task(enquiry, "assess").dueAt()).isEqualTo(at("2026-03-12T16:30"));

        clock.set("2026-03-12T16:00");
        givesNewDay(enquiry, "2026-03-17");

        assertThat(letter(enquiry, LetterKind.NEW_DAYS).letter().recipient())
                .isEqualTo("chef.stadsbyggnad@vaxholm.example");
        assertThat(states(enquiry))
                .containsExactly(Promise.State.RENEGOTIATED, Promise.State.RENEGOTIATED, Promise.State.OPEN);
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.ESCALATED, Deed.What.PROMISE_BROKEN);
        timerGoesOff(enquiry, "Boundary_PromiseDueAt", "2026-03-17T16:30");
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.ESCALATED);
    }

    @Test
    void aNewDayAfterThePromisedOneHasPassedSaysThatThePromiseWasNotKept() {
        Enquiry enquiry = promised(TUESDAY);
        timerGoesOff(enquiry, "Boundary_PromiseDueAt", TUESDAY_CLOSING);
        clock.set("2026-03-11T07:30");

        givesNewDay(enquiry, "2026-03-17");

        assertThat(states(enquiry)).containsExactly(Promise.State.BROKEN, Promise.State.OPEN);
        assertThat(letter(enquiry, LetterKind.NOTICE).letter().text())
                .contains("Vi lovade att du skulle få svar senast tisdag 10 mars 2026. Det löftet höll vi inte");
        assertThat(letters(enquiry)).as("one explanation is enough").doesNotContain(LetterKind.PROMISE_BROKEN);
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    @Test
    void holidaysAreNeitherRemindedNorEscalatedOn() {
        Enquiry enquiry = promised("2026-04-07", "notice.reason", "Nämnden sammanträder efter påsk.");

        assertThat(promises.of(enquiry.id()).get(0).beyondHorizon()).isTrue();
        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-04-02T08:00");
        timerGoesOff(enquiry, "Boundary_PromiseDueAt", "2026-04-07T16:30");
        timerGoesOff(enquiry, "Boundary_PromiseBrokenAt", "2026-04-08T08:00");
        assertThat(states(enquiry)).containsExactly(Promise.State.BROKEN);
        nobodyActs(enquiry);
        assertThat(openForms(enquiry)).as("the promise is still to be kept").containsExactly("assess");
    }

    @Test
    void aNoticeThatIsRefusedNeverStoppedTheClock() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(TUESDAY));
        postGoesButRefuses(enquiry, address);

        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).promiseDueOn()).isNull();
        assertThat(states(enquiry)).containsExactly(Promise.State.UNTOLD);
        assertThat(deeds(enquiry)).contains(Deed.What.PROMISE_NOT_TOLD);
        assertThat(timer(enquiry, "Boundary_AnswerDueAt"))
                .as("the first clock goes on")
                .isPresent();
        assertThat(instance(enquiry, "holding-notice")).isNull();

        clock.set("2026-03-04T09:00");
        does("handlaggare", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Läste upp beskedet."));

        assertThat(states(enquiry)).containsExactly(Promise.State.OPEN);
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-04T09:00"));
    }

    @Test
    void anAnswerThatComesBackLeavesThePromiseAsItWasAndTheJournalSaysSo() {
        String address = anyAddress();
        Enquiry enquiry = promisedTo(address);
        clock.set("2026-03-09T15:00");
        answers("handlaggare", enquiry, "Ja.");
        postGoesButRefuses(enquiry, address);

        assertThat(states(enquiry)).containsExactly(Promise.State.OPEN);
        assertThat(deeds(enquiry))
                .containsSubsequence(
                        Deed.What.PROMISED,
                        Deed.What.PROMISE_KEPT,
                        Deed.What.PROMISE_RESUMED,
                        Deed.What.CLOCK_NEVER_STOPPED);
        assertThat(entry(enquiry, Deed.What.PROMISE_RESUMED).detail()).containsEntry("day", TUESDAY);
        clock.set("2026-03-10T10:00");
        does("handlaggare", enquiry, Outcome.REACHED, Map.of("how", "PHONE", "text", "Läste upp svaret."));
        assertThat(states(enquiry)).containsExactly(Promise.State.KEPT);
    }

    @Test
    void aPromiseWhoseAnswerComesBackAfterItsDayIsBrokenAndTheJournalSaysSo() {
        String address = anyAddress();
        Enquiry enquiry = promisedTo(address);
        clock.set("2026-03-10T23:00");
        answers("handlaggare", enquiry, "Ja.");
        timerGoesOff(enquiry, "Boundary_PromiseBrokenAt", MORNING_AFTER);
        assertThat(states(enquiry)).containsExactly(Promise.State.KEPT);
        postGoesButRefuses(enquiry, address);

        assertThat(states(enquiry)).containsExactly(Promise.State.BROKEN);
        assertThat(deeds(enquiry))
                .containsSubsequence(Deed.What.PROMISE_KEPT, Deed.What.PROMISE_RESUMED, Deed.What.PROMISE_BROKEN);
        assertThat(now(enquiry).isLate(clock.instant())).isTrue();
    }

    @Test
    void aNewDayThatIsNeverToldLeavesTheOldOneAndTheJournalSaysSo() {
        String address = anyAddress();
        Enquiry enquiry = promisedTo(address);
        clock.set("2026-03-09T15:00");
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word("2026-03-13", "notice.reason", "Det tar tid."));
        postGoesButRefuses(enquiry, address);

        assertThat(states(enquiry)).containsExactly(Promise.State.OPEN, Promise.State.UNTOLD);
        assertThat(now(enquiry).promiseDueOn()).isEqualTo(TUESDAY);
        assertThat(deeds(enquiry)).contains(Deed.What.PROMISE_NOT_TOLD);
        assertThat(entry(enquiry, Deed.What.PROMISE_RESUMED).detail()).containsEntry("day", TUESDAY);
    }

    private Enquiry promisedTo(String address) {
        Enquiry enquiry = asked(byMail(address));
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(TUESDAY));
        postGoes(enquiry);
        return now(enquiry);
    }

    @Test
    void whoeverTellsOfAPromiseLateIsNotRemindedOfItAtOnce() {
        Enquiry enquiry = asked(byPhone());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(TUESDAY));
        clock.set("2026-03-09T10:00");
        does("handlaggare", enquiry, Outcome.CALLED, Map.of());

        assertThat(letters(enquiry)).doesNotContain(LetterKind.PROMISE_REMINDER);
        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-03-10T08:00");
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.PROMISE_REMINDED);
    }

    @Test
    void whoeverWantsACallIsPromisedNothingUntilSomebodyHasCalled() {
        Enquiry enquiry = asked(byPhone());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(TUESDAY));
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(openForms(enquiry)).containsExactly("call-back");

        clock.set("2026-03-03T09:00");
        does("handlaggare", enquiry, Outcome.CALLED, Map.of());

        assertThat(now(enquiry).status()).isEqualTo(Status.PROMISED);
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-03T09:00"));
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    @Test
    void aNoticeWithAQuestionCountsAndSaysByWhenToReply() {
        Enquiry enquiry = promised(TUESDAY, "notice.question", "Hur stor är den?", "notice.replyOn", "2026-03-06");

        assertThat(enquiry.firstResponseAt()).isEqualTo(at("2026-03-02T10:15"));
        assertThat(letter(enquiry, LetterKind.NOTICE).letter().text())
                .contains("Hur stor är den?")
                .contains("Svarar du senast fredag 6 mars 2026 får du svar senast tisdag 10 mars 2026.");
        assertThat(said(enquiry, Message.Type.NOTICE))
                .singleElement()
                .asString()
                .contains("Hur stor är den?");
    }

    @Test
    void whatTheAskerWritesAndAnAnswerFromElsewhereReachThePromiseToo() {
        Enquiry enquiry = promised(TUESDAY);
        enquiries.enquirerAdded(enquiry.id(), "Det är bråttom.");
        process.enquirerWrote(now(enquiry));
        assertThat(deeds(enquiry)).contains(Deed.What.HANDLER_TOLD);

        deliveries.answeredOtherwise(enquiry.id(), "PHONE", clock.instant(), "Ja.", actor("handlaggare"));
        process.firstResponseGiven(now(enquiry));

        assertThat(states(enquiry)).containsExactly(Promise.State.KEPT);
        assertThat(instance(enquiry, "holding-notice")).isNull();
        assertThat(openForms(enquiry)).doesNotContain("assess");
    }

    @Test
    void aQuestionThatIsWithdrawnEndsThePromise() {
        Enquiry enquiry = promised(TUESDAY);

        transaction.executeWithoutResult(status -> {
            endings.close(enquiry.id(), CloseReason.WITHDRAWN, "", null, Actor.ENQUIRER);
            process.withdrawn(now(enquiry));
        });

        assertThat(openForms(enquiry)).doesNotContain("assess");
        assertThat(instance(enquiry, "holding-notice")).isNull();
        assertThat(states(enquiry)).containsExactly(Promise.State.KEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice.unit", "notice.contact", "notice.on"})
    void withoutWhoHowAndWhenThereIsNoNoticeByAnyRoute(String missing) {
        Enquiry enquiry = asked(byStatusPage());
        String task = task(enquiry, "assess").id();
        process.claim(task, staff("handlaggare"));
        Map<String, String> fields = word(TUESDAY);
        fields.remove(missing);

        assertThatThrownBy(() -> process.complete(task, Outcome.HOLDING_NOTICE, fields, staff("handlaggare")))
                .isInstanceOfSatisfying(
                        IncompleteDraftException.class,
                        e -> assertThat(e.field()).isEqualTo(missing));
        drafts.replace(enquiry.id(), "assess", fields, actor("handlaggare"));
        engine.getIdentityService().setAuthentication("handlaggare", List.of("stadsbyggnad", "roll-handlaggare"));
        try {
            assertThatThrownBy(() -> tasks.complete(task, Map.of("outcome", "HOLDING_NOTICE")))
                    .hasStackTraceContaining(missing);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }

        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(promises.of(enquiry.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02", "2026-03-08", "2026-04-06", "2027-06-01", "i morgon"})
    void noOtherDayThanAWorkingDayToComeIsTaken(String day) {
        Enquiry enquiry = asked(byStatusPage());

        assertThatThrownBy(() -> does(
                        "handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(day, "notice.reason", "Det tar tid.")))
                .isInstanceOfSatisfying(
                        IncompleteDraftException.class,
                        e -> assertThat(e.field()).isEqualTo("notice.on"));
        assertThat(now(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void aSensitiveNoticeSaysOnlyThatThereIsWord() {
        Enquiry enquiry = registered(submission("bostadsanpassning", "Min mor behöver hjälp.", byMail()));
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(TUESDAY));

        assertThat(letter(enquiry, LetterKind.NOTICE).letter().subject())
                .isEqualTo("Det finns ett besked i ditt ärende [%s]".formatted(enquiry.number()));
        assertThat(letter(enquiry, LetterKind.NOTICE).letter().text())
                .doesNotContain("10 mars")
                .doesNotContain("hjälp");
    }
}
