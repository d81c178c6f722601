package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.LateList;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.journal.Entry;

/** "Eskalering": what is late reaches the manager, then the level above, and goes away when the asker has word (G10). */
class EscalationTests extends Story {

    @Autowired
    private Drafts drafts;

    @Autowired
    private LateList lates;

    @Test
    void atClosingTimeOfTheLastDayTheUnitsManagerGetsTheCase() {
        Enquiry enquiry = late();
        assertThat(instance(enquiry, "escalation")).isWaitingAt("Task_DealWithLate");
        OpenTask task = task(enquiry, "late");
        assertThat(task.candidateGroups()).containsExactly("stadsbyggnad-chef");
        assertThat(task.dueAt()).as("eight working hours later").isEqualTo(at("2026-03-05T16:00"));
        assertThat(openForms(enquiry)).as("the work goes on").containsExactly("assess", "late");
        assertThat(letters(enquiry))
                .as("no mail a case: the summary of the morning tells of it")
                .containsExactly(LetterKind.ACKNOWLEDGEMENT, LetterKind.UNIT_NOTICE);
        assertThat(list("stadsbyggnad")).as("at once in the list").contains(enquiry.number());
        assertThat(entry(enquiry, Deed.What.ESCALATED).detail())
                .containsEntry("level", "1")
                .containsEntry("group", "stadsbyggnad-chef");
        assertThat(now(enquiry).isLate(clock.instant().plusSeconds(1))).isTrue();
        assertThat(timer(enquiry, "Boundary_AnswerDueAt"))
                .as("a second escalation")
                .isEmpty();
    }

    @Test
    void theManagersTaskGoesAwayByItselfWhenTheAnswerHasGone() {
        Enquiry enquiry = late();
        String escalation = instance(enquiry, "escalation").getProcessInstanceId();
        clock.set("2026-03-05T08:20");
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);

        assertThat(process.openTasks(enquiry)).isEmpty();
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(escalation)
                        .singleResult()
                        .getState())
                .isEqualTo("INTERNALLY_TERMINATED");
        assertThat(timer(enquiry, "Boundary_NobodyActed")).isEmpty();
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.LATE_CASE_ACTED_ON, Deed.What.COUNTED_AS_LATE);
    }

    @Test
    void whatNoManagerActsOnGoesToTheHeadOfDepartmentAndIsThenCounted() {
        Enquiry enquiry = late();
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        OpenTask task = task(enquiry, "late");
        assertThat(task.candidateGroups()).containsExactly("stadsbyggnad-forvaltningschef");
        assertThat(task.dueAt()).as("sixteen working hours later").isEqualTo(at("2026-03-09T15:00"));
        assertThat(list("", "stadsbyggnad-forvaltningschef")).contains(enquiry.number());
        assertThat(list("", "teknik-forvaltningschef"))
                .as("another department is another authority")
                .doesNotContain(enquiry.number());

        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-09T15:00");
        assertThat(instance(enquiry, "escalation")).isNull();
        assertThat(openForms(enquiry))
                .as("the question is still to be answered")
                .containsExactly("assess");
        assertThat(deeds(enquiry))
                .containsSubsequence(Deed.What.ESCALATED, Deed.What.ESCALATED, Deed.What.COUNTED_AS_LATE);
        assertThat(journal.of(enquiry.id()))
                .filteredOn(entry -> entry.what() == Deed.What.ESCALATED)
                .extracting(Entry::detail)
                .extracting(detail -> detail.get("group"))
                .containsExactly("stadsbyggnad-chef", "stadsbyggnad-forvaltningschef");

        ProcessInstance receipt = instance(enquiry, "receipt");
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(receipt).isWaitingAt("Call_FollowUp");
    }

    @Test
    void aManagerWhoActsHasTheSameTimeAgainBeforeTheCaseClimbs() {
        Enquiry enquiry = late();
        clock.set("2026-03-05T09:00");
        actsOn("chef", enquiry);
        assertThat(instance(enquiry, "escalation")).isWaitingAt("Event_TimeIsUp");
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(entry(enquiry, Deed.What.LATE_CASE_ACTED_ON).actorName())
                .isEqualTo(staff("chef").name());
        assertThat(entry(enquiry, Deed.What.LATE_CASE_ACTED_ON).detail()).containsEntry("level", "1");
        assertThat(now(enquiry).firstResponseAt())
                .as("an internal deed stops no clock")
                .isNull();

        timerGoesOff(enquiry, "Event_TimeIsUp", "2026-03-06T08:30");
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("stadsbyggnad-forvaltningschef");
        does(headOfDepartment(), enquiry, Outcome.ACTED, Map.of("text", "Har ringt chefen."));
        timerGoesOff(enquiry, "Event_TimeIsUp", "2026-03-09T16:00");
        assertThat(instance(enquiry, "escalation")).isNull();
        assertThat(deeds(enquiry)).contains(Deed.What.COUNTED_AS_LATE);
        assertThat(openForms(enquiry)).containsExactly("assess");
    }

    @Test
    void whatTheManagerWroteIsKeptAsANoteAndTheFormIsEmptyForTheNext() {
        Enquiry enquiry = late();
        for (Map<String, String> nothing : List.of(Map.<String, String>of(), Map.of("text", " \n "))) {
            assertThatThrownBy(() -> does("chef", enquiry, Outcome.ACTED, nothing))
                    .isInstanceOfSatisfying(
                            IncompleteDraftException.class,
                            e -> assertThat(e.field()).isEqualTo("text"));
        }
        assertThat(openForms(enquiry)).containsExactly("assess", "late");
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.LATE_CASE_ACTED_ON, Deed.What.NOTE_ADDED);
        does("chef", enquiry, Outcome.ACTED, Map.of("text", "Kalle svarar i dag."));
        assertThat(said(enquiry, Message.Type.NOTE)).containsExactly("Kalle svarar i dag.");
        assertThat(entry(enquiry, Deed.What.NOTE_ADDED).actorName())
                .isEqualTo(staff("chef").name());
        assertThat(drafts.find(enquiry.id(), "late")).isEmpty();
    }

    @Test
    void theAnswerEndsTheWaitAfterTheManagersDeedToo() {
        Enquiry enquiry = late();
        ProcessInstance receipt = instance(enquiry, "receipt");
        actsOn("chef", enquiry);
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(receipt).isWaitingAt("Call_FollowUp");
        assertThat(timer(enquiry, "Event_TimeIsUp")).isEmpty();
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.COUNTED_AS_LATE);
    }

    @Test
    void theHeadOfDepartmentMayActToo() {
        Enquiry enquiry = late();
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        assertThatThrownBy(() -> does(headOfDepartment("teknik"), enquiry, Outcome.ACTED, Map.of("text", "Hej.")))
                .as("another department is another authority")
                .isInstanceOf(AccessDeniedException.class);
        does(headOfDepartment(), enquiry, Outcome.ACTED, Map.of("text", "Svaret går i dag."));
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(entry(enquiry, Deed.What.LATE_CASE_ACTED_ON).detail()).containsEntry("level", "2");
    }

    @Test
    void aManagerCanTakeTheWorkOver() {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        process.takeOver(task(enquiry, "assess").id(), staff("chef"));
        assertThat(now(enquiry).handlerId()).isEqualTo("chef");
        answers("chef", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void aCallThatNobodyMakesIsLateToo() {
        Enquiry enquiry = asked(byPhone());
        answers("handlaggare", enquiry, "Ja.");
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("call-back", "late");
        does("handlaggare", enquiry, Outcome.CALLED, Map.of());
        assertThat(process.openTasks(enquiry)).isEmpty();
    }

    @Test
    void anAnswerThatCameBackIsLateToo() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        answers("handlaggare", enquiry, "Ja.");
        postGoesButRefuses(enquiry, address);
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(openForms(enquiry)).containsExactly("late", "reach-otherwise");
        assertThat(letters(enquiry)).contains(LetterKind.REMINDER);
    }

    @Test
    void theRegistrarsManagerHearsOfWhatTheRegistrarLeaves() {
        Enquiry enquiry = registered(submission("annat", "Vem kan hjälpa mig?", byMail()));
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("registrator-chef");
    }

    @Test
    void whatFindsItsUnitWhileItIsLateClimbsInThatUnit() {
        Enquiry enquiry = registered(submission("annat", "Vem kan hjälpa mig?", byMail()));
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        clock.set("2026-03-05T09:00");
        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "teknik"));
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("teknik-forvaltningschef");
    }

    @Test
    void whoeverHasActedOnOneLateCaseHasNotActedOnAnother() {
        Enquiry one = late();
        clock.set("2026-03-02T10:15");
        Enquiry other = late();
        actsOn("chef", one);
        assertThat(List.of(openForms(one), openForms(other)))
                .containsExactly(List.of("assess"), List.of("assess", "late"));
    }

    @Test
    void whatIsAnsweredLeavesTheListAtOnce() {
        Enquiry enquiry = late();
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        assertThat(list("stadsbyggnad", "stadsbyggnad-forvaltningschef")).contains(enquiry.number());
        answers("handlaggare", enquiry, "Ja.");
        assertThat(list("stadsbyggnad", "stadsbyggnad-forvaltningschef")).doesNotContain(enquiry.number());
    }

    @Test
    void theListTellsToWhomACaseHasClimbedAndWhenTheyActed() {
        Enquiry enquiry = late();
        LateList.Row row = row(enquiry);
        assertThat(row.group()).isEqualTo("stadsbyggnad-chef");
        assertThat(row.actedAt()).isNull();
        clock.set("2026-03-05T09:00");
        actsOn("chef", enquiry);
        assertThat(row(enquiry).actedAt()).isEqualTo(clock.instant());
        timerGoesOff(enquiry, "Event_TimeIsUp", "2026-03-06T08:30");
        assertThat(row(enquiry).group()).isEqualTo("stadsbyggnad-forvaltningschef");
        assertThat(row(enquiry).actedAt()).as("by the one who has it now").isNull();
    }

    private LateList.Row row(Enquiry enquiry) {
        return lates.late(new LateList.Reader(List.of("stadsbyggnad"), List.of()), 10_000).stream()
                .filter(row -> row.enquiry().id().equals(enquiry.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<EnquiryNumber> list(String unit, String... groups) {
        return lates.late(new LateList.Reader(List.of(unit), List.of(groups)), 10_000).stream()
                .map(row -> row.enquiry().number())
                .toList();
    }

    private Enquiry late() {
        Enquiry enquiry = asked(byMail());
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        return enquiry;
    }
}
