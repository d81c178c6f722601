package se.vaxholm.svara.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.security.Actor;

/** Owners put models of their own in use; what runs goes on as it began. */
class ModelsTests extends Story {

    private static final Actor OSKAR = new Actor("operator", "Oskar Flödén", Actor.Role.STAFF);
    private static final String FILE = "escalation.bpmn";
    private static final String ANSWER = "direct-answer.bpmn";

    @Autowired
    private Models models;

    @Autowired
    private Baseline baseline;

    @Autowired
    private RepositoryService repository;

    @AfterEach
    void takeTheVersionsOfTheTestAway() {
        models.versions().stream()
                .filter(version -> version.file().equals(FILE) && version.number() > 1)
                .forEach(version -> repository.deleteDeployment(version.id(), true, true, true));
    }

    @Test
    void anOwnersVersionTakesOverAndTheShippedOneIsLeftAside() throws Exception {
        List<Models.Published> published =
                models.publish(Map.of(FILE, changed()), OSKAR, "Tydligare namn på eskaleringen.");
        baseline.run(null);

        assertThat(published)
                .containsExactly(
                        new Models.Published(FILE, 2, false, published.get(0).running()));
        assertThat(versions()).extracting(ModelVersion::number).containsExactly(2, 1);
        assertThat(versions()).extracting(ModelVersion::inUse).containsExactly(true, false);
        assertThat(versions()).extracting(ModelVersion::shipped).containsExactly(false, true);
        assertThat(versions().get(0).title()).isEqualTo("Eskalering i steg");
        assertThat(models.content(versions().get(0).id(), FILE)).contains(changed());
    }

    @Test
    void theJournalTellsWhoPutItInUseAndWhy() throws IOException {
        models.publish(Map.of(FILE, changed()), OSKAR, "Tydligare namn på eskaleringen.");

        Entry entry = journal.ofModels().get(0);
        assertThat(entry.what()).isEqualTo(Deed.What.MODEL_DEPLOYED);
        assertThat(entry.actorName()).isEqualTo("Oskar Flödén");
        assertThat(entry.detail())
                .containsEntry("model", FILE)
                .containsEntry("version", "2")
                .containsEntry("deployment", versions().get(0).id())
                .containsEntry("comment", "Tydligare namn på eskaleringen.");
    }

    @Test
    void casesGoOnInTheVersionThatTheyBeganIn() throws IOException {
        Enquiry late = asked(byStatusPage());
        clock.set(WEDNESDAY_CLOSING);
        fires(late, "Boundary_AnswerDueAt");
        String began = definition(late);
        List<Models.Published> published = models.publish(Map.of(FILE, changed()), OSKAR, "Nytt namn.");

        assertThat(published.get(0).running()).isPositive();
        assertThat(definition(late)).isEqualTo(began).startsWith("escalation:1:");
        clock.set("2026-03-02T10:15");
        Enquiry next = asked(byStatusPage());
        clock.set(WEDNESDAY_CLOSING);
        fires(next, "Boundary_AnswerDueAt");
        assertThat(definition(next)).startsWith("escalation:2:");
        runtime.deleteProcessInstances(
                runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(next.number().value())
                        .processDefinitionKey("receipt")
                        .list()
                        .stream()
                        .map(instance -> instance.getId())
                        .toList(),
                "the test takes its version away",
                true,
                true,
                true);
    }

    @Test
    void whoeverGoesBackToTheShippedModelGetsItsLaterVersionsAgain() throws IOException {
        models.publish(Map.of(FILE, changed()), OSKAR, "Nytt namn.");
        List<Models.Published> back = models.publish(Map.of(FILE, shipped(FILE)), OSKAR, "Tillbaka.");

        assertThat(back.get(0).shipped()).isTrue();
        assertThat(versions()).extracting(ModelVersion::shipped).containsExactly(true, false, true);
        assertThat(versions().get(0).inUse()).isTrue();
    }

    @Test
    void whatIsInUseAlreadyOrTakesNobodysPlaceIsRefused() {
        assertThatThrownBy(() -> models.publish(Map.of(FILE, shipped(FILE)), OSKAR, "Samma."))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("oförändrad");
        assertThatThrownBy(() -> models.publish(Map.of("eskalering.bpmn", changed()), OSKAR, "Annat namn."))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("eskalering.bpmn: ingen modell i bruk heter så");
        assertThat(versions()).hasSize(1);
    }

    @Test
    void ofSeveralModelsAllOrNoneArePutInUse() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(FILE, changed());
        files.put(
                "receipt.bpmn",
                new String(shipped("receipt.bpmn"), UTF_8)
                        .replace("</bpmn:definitions>", "")
                        .getBytes(UTF_8));
        int entries = journal.ofModels().size();

        assertThatThrownBy(() -> models.publish(files, OSKAR, "Två på en gång."))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("receipt.bpmn");
        assertThat(versions()).hasSize(1);
        assertThat(journal.ofModels()).hasSize(entries);
    }

    @Test
    void aProcessThatThoseWhoCallItCannotCountOnIsRefusedWithTheirNames() throws IOException {
        asked(byStatusPage());
        byte[] deaf = answerThatCannotBeStopped();

        assertThatThrownBy(() -> models.publish(Map.of(ANSWER, deaf), OSKAR, "Enklare."))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.problems())
                                .anySatisfy(problem -> assertThat(problem)
                                        .matches("direct-answer\\.bpmn: handling\\.bpmn version 1 har .*ärende.*"
                                                + "”LetterStopped” tas emot.*\\(regel: anrop\\)"))
                                .anySatisfy(problem -> assertThat(problem).contains("receipt.bpmn version 1")));
        assertThat(models.versions())
                .filteredOn(version -> version.file().equals(ANSWER))
                .hasSize(1);
    }

    @Test
    void aShippedModelThatRunningCasesCannotCountOnIsLeftAside() throws IOException {
        asked(byStatusPage());
        byte[] deaf = answerThatCannotBeStopped();

        transaction.executeWithoutResult(status -> models.deployShipped(ANSWER, deaf));

        assertThat(models.versions())
                .filteredOn(version -> version.file().equals(ANSWER))
                .hasSize(1);
    }

    private static byte[] answerThatCannotBeStopped() throws IOException {
        return new String(shipped(ANSWER), UTF_8)
                .replaceFirst(
                        "(?s)<bpmn:intermediateCatchEvent id=\"Event_LetterStopped\".*?</bpmn:intermediateCatchEvent>",
                        "")
                .replaceFirst("(?s)<bpmn:endEvent id=\"End_LetterStopped\".*?</bpmn:endEvent>", "")
                .replaceAll("<bpmn:sequenceFlow id=\"Flow_(Delivery|LetterStopped)_LetterStopped\"[^>]*/>", "")
                .replaceAll("<bpmn:outgoing>Flow_Delivery_LetterStopped</bpmn:outgoing>", "")
                .replaceAll("<bpmn:message id=\"Message_LetterStopped\"[^>]*/>", "")
                .replaceAll(
                        "(?s)<bpmndi:BPMNShape [^>]*bpmnElement=\"(Event|End)_LetterStopped\".*?</bpmndi:BPMNShape>",
                        "")
                .replaceAll(
                        "(?s)<bpmndi:BPMNEdge [^>]*bpmnElement=\"Flow_(Delivery|LetterStopped)_LetterStopped\".*?</bpmndi:BPMNEdge>",
                        "")
                .getBytes(UTF_8);
    }

    private void fires(Enquiry enquiry, String timer) {
        management.executeJob(timer(enquiry, timer).orElseThrow().getId());
    }

    private String definition(Enquiry enquiry) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .processDefinitionKey("escalation")
                .singleResult()
                .getProcessDefinitionId();
    }

    private List<ModelVersion> versions() {
        return models.versions().stream()
                .filter(version -> version.file().equals(FILE))
                .toList();
    }

    private static byte[] changed() throws IOException {
        return new String(shipped(FILE), UTF_8)
                .replace("name=\"Eskalering\"", "name=\"Eskalering i steg\"")
                .getBytes(UTF_8);
    }

    private static byte[] shipped(String file) throws IOException {
        return Files.readAllBytes(Path.of("bpmn", file));
    }
}
