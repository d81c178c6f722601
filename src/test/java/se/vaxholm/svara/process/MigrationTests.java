package se.vaxholm.svara.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.security.Actor;

/**
 * Owners change a process while cases stand everywhere in it: each case goes on, in the new version when it is moved there, and
 * nothing that it waits for comes earlier, later or twice. All is undone afterwards, with the cases of other tests unharmed.
 */
@Order(1) // before others have filled the database: it goes through every case that is there
class MigrationTests extends Story {

    private static final Actor OSKAR = new Actor("operator", "Oskar Flödén", Actor.Role.STAFF);

    @Autowired
    private Models models;

    @Autowired
    private Migration migration;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Vocabulary vocabulary;

    @Autowired
    private Recipients recipients;

    @Autowired
    private Forwardings forwardings;

    static List<Contract> processes() {
        return Arrays.stream(Contract.values())
                .filter(process -> Files.exists(file(process)))
                .toList();
    }

    private static Path file(Contract process) {
        return Path.of("bpmn", process.id() + ".bpmn");
    }

    private static String shipped(Contract process) {
        try {
            return Files.readString(file(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each edit comes on top of the one before; one place per case serves for all of them, because placing takes its time. */
    @ParameterizedTest
    @MethodSource("processes")
    void aCaseGoesOnWhereverItStandsAndMovesToEachNewVersionWithWhatItWaitsForAsItWas(Contract process) {
        undone(() -> {
            Map<String, ProcessInstance> standing = standEverywhere(process);
            Map<String, String> before = waitsFor(standing);
            String model = shipped(process);
            int version = 1;
            for (OrdinaryEdit edit : OrdinaryEdit.values()) {
                model = edit.of(model);
                publish(process, model);
                assertThat(standing.values()).as("not moved yet").allSatisfy(begins(process, version));
                assertThat(waitsFor(standing)).isEqualTo(before);

                assertThat(migration.outlook(process))
                        .as(edit.name())
                        .isNotEmpty()
                        .allSatisfy(outlook -> assertThat(outlook.unmapped()).isEmpty());
                List<Migration.Outcome> moved = migration.carryOut(process, OSKAR, "Tydligare ord.");

                assertThat(moved)
                        .as(edit.name())
                        .allSatisfy(outcome -> assertThat(outcome.stayed()).isEmpty());
                assertThat(moved.stream().mapToInt(Migration.Outcome::moved).sum())
                        .isGreaterThanOrEqualTo(standing.size());
                assertThat(standing.values()).allSatisfy(begins(process, ++version));
                assertThat(waitsFor(standing)).as(edit.name()).isEqualTo(before);
            }
        });
    }

    private Consumer<ProcessInstance> begins(Contract process, int version) {
        return instance -> assertThat(definition(instance)).startsWith(process.id() + ":" + version + ":");
    }

    @Test
    void aMovedCaseIsAnsweredInTheNewVersionAndTheJournalHoldsEveryVersionItWentBy() {
        undone(() -> {
            Enquiry enquiry = asked(byStatusPage());
            for (Contract process : processes()) {
                publish(process, OrdinaryEdit.PUT_A_STEP_BEFORE_EACH_TASK.of(shipped(process)));
                migration.carryOut(process, OSKAR, "Ett steg till.");
            }
            answers("handlaggare", enquiry, "Ja, det får du.");

            assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
            Entry began = entry(enquiry, Deed.What.PROCESS_STARTED);
            assertThat(began.detail()).containsEntry("process", "receipt").containsEntry("version", "1");
            assertThat(began.detail().get("definition")).startsWith("receipt:1:");
            assertThat(journal.of(enquiry.id()))
                    .filteredOn(entry -> entry.what() == Deed.What.PROCESS_MIGRATED)
                    .anySatisfy(entry -> {
                        assertThat(entry.actorName()).isEqualTo("Oskar Flödén");
                        assertThat(entry.detail())
                                .containsEntry("process", "receipt")
                                .containsEntry("from", "1")
                                .containsEntry("version", "2")
                                .containsEntry("comment", "Ett steg till.");
                        assertThat(entry.detail().get("definition")).startsWith("receipt:2:");
                    });
        });
    }

    @Test
    void theJournalTellsOfEachLaterVersionThatACaseIsCalledInto() {
        undone(() -> {
            Enquiry enquiry = asked(byStatusPage());
            publish(Contract.DIRECT_ANSWER, OrdinaryEdit.RENAME_THE_TASKS.of(shipped(Contract.DIRECT_ANSWER)));
            Enquiry later = asked(byStatusPage());
            answers("handlaggare", enquiry, "Ja, det får du.");

            assertThat(entry(enquiry, Deed.What.PROCESS_STARTED).detail().get("inUse"))
                    .contains("direct-answer 1", "handling 1", "holding-notice 1", "watch 1")
                    .doesNotContain("receipt");
            assertThat(entry(later, Deed.What.PROCESS_STARTED).detail().get("inUse"))
                    .contains("direct-answer 2", "handling 1");
            Entry called = entry(enquiry, Deed.What.PROCESS_CALLED);
            assertThat(called.detail())
                    .containsEntry("process", "direct-answer")
                    .containsEntry("version", "2");
            assertThat(called.detail().get("definition")).startsWith("direct-answer:2:");
        });
    }

    @Test
    void aCaseThatIsCalledIntoWhatItHasBeenToldOfNeedsNoFurtherEntry() {
        Enquiry enquiry = asked(byStatusPage());
        answers("handlaggare", enquiry, "Ja, det får du.");

        assertThat(deeds(enquiry)).contains(Deed.What.ANSWERED).doesNotContain(Deed.What.PROCESS_CALLED);
    }

    @Test
    void aReminderThatHasGoneOffIsNotSetAgain() {
        undone(() -> {
            Enquiry enquiry = asked(byStatusPage());
            timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
            publish(Contract.RECEIPT, OrdinaryEdit.RENAME_THE_TASKS.of(shipped(Contract.RECEIPT)));
            migration.carryOut(Contract.RECEIPT, OSKAR, "Nya namn.");

            assertThat(timer(enquiry, "Boundary_RemindAt")).isEmpty();
            assertThat(timer(enquiry, "Boundary_AnswerDueAt"))
                    .hasValueSatisfying(
                            timer -> assertThat(timer.getDuedate().toInstant()).isEqualTo(at(WEDNESDAY_CLOSING)));
            assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.REMINDED);
        });
    }

    @Test
    void whoeverStandsWhereTheNewVersionHasNothingStaysAndIsNamed() {
        undone(() -> {
            Contract process = Contract.ESCALATION;
            Map<String, ProcessInstance> standing = standEverywhere(process);
            String task = "Task_TakeCareOfLate";
            String model = shipped(process);
            String id = model.replaceAll("(?s).*<bpmn:userTask id=\"([^\"]+)\".*", "$1");
            publish(
                    process,
                    model.replace("\"" + id + "\"", "\"" + task + "\"").replace(">" + id + "<", ">" + task + "<"));

            assertThat(migration.outlook(process)).singleElement().satisfies(outlook -> {
                assertThat(outlook.unmapped()).contains("Ta hand om försenat ärende");
                assertThat(outlook.standing()).containsKey("Ta hand om försenat ärende");
            });
            List<Migration.Outcome> moved = migration.carryOut(process, OSKAR, "Bytt id.");

            ProcessInstance late = standing.get(id);
            assertThat(definition(late)).startsWith("escalation:1:");
            assertThat(moved)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.stayed())
                            .extracting(Migration.Stayed::number)
                            .contains(late.getBusinessKey()));
        });
    }

    @Test
    void aTimerThatTheNewVersionDoesNotHaveKeepsItsCaseWhereItIs() {
        undone(() -> {
            Enquiry enquiry = asked(byStatusPage());
            String model = shipped(Contract.RECEIPT);
            publish(
                    Contract.RECEIPT,
                    model.replace("\"Boundary_RemindAt\"", "\"Boundary_Other\"")
                            .replace(">Boundary_RemindAt<", ">Boundary_Other<"));
            List<Migration.Outcome> moved = migration.carryOut(Contract.RECEIPT, OSKAR, "Bytt id.");

            assertThat(moved)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.stayed())
                            .filteredOn(stayed ->
                                    stayed.number().equals(enquiry.number().value()))
                            .singleElement()
                            .satisfies(stayed -> assertThat(stayed.why()).contains("En halv arbetsdag kvar")));
            assertThat(timer(enquiry, "Boundary_RemindAt")).isPresent();
            assertThat(deeds(enquiry)).doesNotContain(Deed.What.PROCESS_MIGRATED);
        });
    }

    private void undone(Runnable story) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            story.run();
        });
    }

    /** Puts a case of its own at every task, every event that is waited for, and everything with a timer on its border. */
    private Map<String, ProcessInstance> standEverywhere(Contract process) {
        BpmnModelInstance model = repository.getBpmnModelInstance(latest(process));
        List<FlowNode> places = new ArrayList<>(model.getModelElementsByType(UserTask.class));
        places.addAll(model.getModelElementsByType(EventBasedGateway.class));
        model.getModelElementsByType(IntermediateCatchEvent.class).stream()
                .filter(event ->
                        event.getPreviousNodes().list().stream().noneMatch(EventBasedGateway.class::isInstance))
                .forEach(places::add);
        model.getModelElementsByType(BoundaryEvent.class).stream()
                .map(BoundaryEvent::getAttachedTo)
                .filter(host -> !(host instanceof UserTask) && !(host instanceof SubProcess))
                .distinct()
                .forEach(places::add);
        assertThat(places).isNotEmpty();
        Map<String, ProcessInstance> standing = new LinkedHashMap<>();
        for (FlowNode place : places) {
            Enquiry enquiry = asked(byStatusPage());
            if (place instanceof CallActivity call && call.getCalledElement().equals(Contract.WATCH.id())) {
                Recipient recipient = recipients.find("trafikverket").orElseThrow();
                forwardings.begin(
                        enquiry.id(),
                        recipient,
                        recipient.email(),
                        Set.of(Part.QUESTION),
                        "",
                        null,
                        actor("handlaggare"));
            }
            standing.put(
                    place.getId(),
                    runtime.createProcessInstanceByKey(process.id())
                            .businessKey(enquiry.number().value())
                            .setVariables(variables(enquiry))
                            .startBeforeActivity(place.getId())
                            .execute());
        }
        return standing;
    }

    private String latest(Contract process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process.id())
                .latestVersion()
                .singleResult()
                .getId();
    }

    private Map<String, Object> variables(Enquiry enquiry) {
        Map<String, Object> variables = new HashMap<>();
        Date later = Date.from(clock.instant().plus(Duration.ofDays(40)));
        vocabulary
                .variables()
                .forEach(variable -> variables.put(
                        variable.name(),
                        switch (variable.type()) {
                            case YES_NO -> false;
                            case NUMBER -> 1;
                            case MOMENT -> later;
                            case TEXT ->
                                variable.values().isEmpty()
                                        ? "stadsbyggnad"
                                        : variable.values().get(0);
                        }));
        variables.put(Variables.ENQUIRY_ID, enquiry.id().toString());
        return variables;
    }

    /** The tasks, timers and messages of these cases, each with its due time, by ids that stay the same. */
    private Map<String, String> waitsFor(Map<String, ProcessInstance> standing) {
        Map<String, String> waits = new TreeMap<>();
        standing.values().forEach(instance -> {
            String id = instance.getId();
            engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(id)
                    .list()
                    .forEach(task -> waits.put(task.getId(), task.getTaskDefinitionKey() + " " + task.getDueDate()));
            management
                    .createJobQuery()
                    .processInstanceId(id)
                    .list()
                    .forEach(job ->
                            waits.put(job.getId(), "timer " + job.getDuedate().toInstant()));
            runtime.createEventSubscriptionQuery()
                    .processInstanceId(id)
                    .list()
                    .forEach(event -> waits.put(event.getId(), event.getActivityId() + " " + event.getEventName()));
        });
        assertThat(waits).hasSizeGreaterThanOrEqualTo(standing.size());
        return waits;
    }

    private String definition(ProcessInstance instance) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getProcessDefinitionId();
    }

    private void publish(Contract process, String model) {
        models.publish(Map.of(process.id() + ".bpmn", model.getBytes(UTF_8)), OSKAR, "Ändrad.");
    }
}
