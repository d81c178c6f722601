package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.security.Staff;

/** The engine itself, behind every page and address of ours: a task is done by whoever has it, with its outcome alone. */
class CompletionGuardTests extends Story {

    private static final Map<String, Object> ANSWER = Map.of("outcome", "ANSWER");

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private IdentityService identities;

    @Autowired
    private Drafts drafts;

    private Enquiry enquiry;
    private String task;
    private String instance;

    @BeforeEach
    void takeATask() {
        enquiry = asked(byStatusPage());
        task = task(enquiry, "assess").id();
        instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .list()
                .get(0)
                .getId();
        process.claim(task, staff("handlaggare"));
        drafts.replace(enquiry.id(), "assess", Map.of("text", "Ja."), actor("handlaggare"));
    }

    @Test
    void whoeverHasTheTaskCompletesItWithItsOutcome() {
        as("handlaggare", () -> tasks.complete(task, ANSWER));
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
    }

    @Test
    void aFormIsSubmittedUnderTheSameRules() {
        as("handlaggare", () -> forms.submitTaskForm(task, ANSWER));
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handlaggare2", "chef", "admin", "handlaggare3"})
    void nobodyElseCompletesIt(String other) {
        refused(() -> as(other, () -> tasks.complete(task, ANSWER)));
        refused(() -> as(other, () -> forms.submitTaskForm(task, ANSWER)));
    }

    @Test
    void theMachineDoesNobodysWork() {
        refused(() -> tasks.complete(task, ANSWER));
        refused(() -> forms.submitTaskForm(task, ANSWER));
    }

    @Test
    void workThatNobodyHasTakenIsNotCompleted() {
        process.release(task, staff("handlaggare"));
        refused(() -> as("handlaggare", () -> tasks.complete(task, ANSWER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit", "answerDueAt", "reply", "level", "note", "enquiryId"})
    void nothingComesWithTheOutcome(String variable) {
        Map<String, Object> more = new HashMap<>(ANSWER);
        more.put(variable, "teknik");
        for (Runnable deed : List.<Runnable>of(
                () -> tasks.complete(task, more),
                () -> tasks.completeWithVariablesInReturn(task, more, false),
                () -> forms.submitTaskForm(task, more),
                () -> forms.submitTaskFormWithVariablesInReturn(task, more, false))) {
            refused(() -> as("handlaggare", deed));
        }
    }

    @Test
    void withoutAnOutcomeNothingIsDone() {
        refused(() -> as("handlaggare", () -> tasks.complete(task)));
        refused(() -> as("handlaggare", () -> tasks.complete(task, Map.of("text", "Ja."))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CALLED", "ACTED", "UNIT_CHOSEN", "REACHED", "answer", "", "NONSENSE"})
    void onlyAnOutcomeThatTheFormOffersIsTaken(String outcome) {
        refused(() -> as("handlaggare", () -> tasks.complete(task, Map.of("outcome", outcome))));
    }

    @Test
    void anOutcomeWhoseFormIsNotFilledInIsNotTaken() {
        refused(() -> as("handlaggare", () -> tasks.complete(task, Map.of("outcome", "ANSWERED_OTHERWISE"))));
        drafts.replace(enquiry.id(), "assess", Map.of("text", "   "), actor("handlaggare"));
        refused(() -> as("handlaggare", () -> tasks.complete(task, ANSWER)));
        drafts.discard(enquiry.id(), "assess");
        refused(() -> as("handlaggare", () -> tasks.complete(task, ANSWER)));
        assertThatThrownBy(() -> process.complete(task, Outcome.ANSWER, staff("handlaggare")))
                .isInstanceOfSatisfying(IncompleteDraftException.class, e -> {
                    assertThat(e.field()).isEqualTo("text");
                    assertThat(e.problem()).isEqualTo("empty");
                });
    }

    @Test
    void thereIsNoWayRoundTheCompletion() {
        for (Runnable deed : List.<Runnable>of(
                () -> tasks.resolveTask(task),
                () -> tasks.resolveTask(task, ANSWER),
                () -> tasks.delegateTask(task, "handlaggare2"),
                () -> tasks.handleBpmnError(task, "error"),
                () -> tasks.handleBpmnError(task, "error", "message"),
                () -> tasks.handleBpmnError(task, "error", "message", ANSWER),
                () -> tasks.handleEscalation(task, "escalation"),
                () -> tasks.handleEscalation(task, "escalation", ANSWER),
                () -> tasks.setAssignee(task, "handlaggare2"),
                () -> tasks.setOwner(task, "handlaggare"),
                () -> tasks.addCandidateUser(task, "handlaggare3"),
                () -> tasks.addCandidateGroup(task, "teknik"),
                () -> tasks.setPriority(task, 1),
                () -> tasks.setDueDate(task, null),
                () -> tasks.setFollowUpDate(task, null),
                () -> tasks.setVariable(task, "unit", "teknik"),
                () -> tasks.setVariableLocal(task, "outcome", "ANSWER"),
                () -> tasks.removeVariable(task, "unit"),
                () -> tasks.deleteTask(task),
                () -> runtime.setVariable(instance, "unit", "teknik"),
                () -> runtime.deleteProcessInstance(instance, "no"),
                () -> runtime.createProcessInstanceModification(instance)
                        .cancelAllForActivity("Task_AssessEnquiry")
                        .execute(),
                () -> runtime.createMessageCorrelation("FirstResponseGiven")
                        .processInstanceBusinessKey(enquiry.number().value())
                        .correlateAll(),
                () -> runtime.startProcessInstanceByKey("receipt"))) {
            refused(() -> as("handlaggare", deed));
        }
    }

    @Test
    void nobodysWordsAreWrittenIntoTheEngine() {
        for (Runnable deed : List.<Runnable>of(
                () -> tasks.createComment(task, null, "Karin är arg"),
                () -> tasks.createComment(null, instance, "Karin är arg"),
                () -> tasks.createAttachment("text", task, null, "Brev", "Från Karin", "https://example.org"),
                () -> tasks.createAttachment(
                        "text", task, null, "Brev", "Från Karin", java.io.InputStream.nullInputStream()))) {
            refused(() -> as("handlaggare", deed));
            refused(deed);
        }
    }

    @Test
    void aColleaguesWorkIsNotGivenBackOrTakenInAnothersName() {
        refused(() -> as("handlaggare2", () -> tasks.claim(task, null)));
        refused(() -> as("handlaggare2", () -> tasks.claim(task, "handlaggare")));
        refused(() -> as("handlaggare2", () -> tasks.claim(task, "handlaggare2")));
        process.release(task, staff("handlaggare"));
        assertThatThrownBy(() -> as("handlaggare2", () -> tasks.claim(task, "handlaggare")))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> as("handlaggare3", () -> tasks.claim(task, "handlaggare3")))
                .isInstanceOf(AuthorizationException.class);
        as("handlaggare2", () -> tasks.claim(task, "handlaggare2"));
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare2");
    }

    private void refused(Runnable deed) {
        assertThatThrownBy(deed::run).isInstanceOf(ProcessEngineException.class);
        assertThat(task(enquiry, "assess").id()).isEqualTo(task);
        assertThat(said(enquiry, Message.Type.ANSWER)).isEmpty();
        assertThat(now(enquiry).unitId()).isEqualTo(enquiry.unitId());
        assertThat(now(enquiry).isOpen()).isTrue();
    }

    private void as(String who, Runnable deed) {
        Staff staff = staff(who);
        identities.setAuthentication(staff.id(), List.copyOf(staff.groups()));
        try {
            deed.run();
        } finally {
            identities.clearAuthentication();
        }
    }
}
