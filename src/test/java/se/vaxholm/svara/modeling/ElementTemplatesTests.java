package se.vaxholm.svara.modeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.vaxholm.svara.NodePackages;
import se.vaxholm.svara.process.Vocabulary;

/**
 * The element templates beside the models say what the vocabulary says, and Camunda Modeler can read them. After a change of the
 * vocabulary {@code -Dsvara.vocabulary.keep=true} writes them anew.
 */
class ElementTemplatesTests {

    private static final Path FOLDER = Path.of("bpmn", ".camunda", "element-templates");

    private final Vocabulary vocabulary = new Vocabulary();
    private final Map<String, String> files = new ElementTemplates(vocabulary).files();

    @Test
    void theTemplatesBesideTheModelsAreThoseOfTheVocabulary() throws IOException {
        if (Boolean.getBoolean("svara.vocabulary.keep")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        try (Stream<Path> kept = Files.list(FOLDER)) {
            assertThat(kept.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(FOLDER.resolve(file.getKey()))
                    .as("stale; write it anew: ./mvnw test -Dtest=ElementTemplatesTests -Dsvara.vocabulary.keep=true")
                    .hasContent(file.getValue());
        }
    }

    @Test
    void theSchemaOfCamundaModelerFindsNoFault() throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "validate.mjs"));
        files.keySet()
                .forEach(file ->
                        command.add(FOLDER.resolve(file).toAbsolutePath().toString()));

        NodePackages.run(NodePackages.install("templates"), command.toArray(String[]::new));
    }

    @Test
    void theSchemaWouldFindOne(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.json"), files.get("steps.json").replace("\"Hidden\"", "\"Hiden\""));

        assertThatThrownBy(() ->
                        NodePackages.run(NodePackages.install("templates"), "node", "validate.mjs", broken.toString()))
                .hasMessageContaining("svara.step.sendAnswer");
    }

    @Test
    void everyWordThatATaskMayNameHasATemplate() throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode template : new ObjectMapper().readTree(new ElementTemplates(vocabulary).together())) {
            assertThat(ids.add(template.get("id").asText()))
                    .as(template.toString())
                    .isTrue();
            assertThat(template.get("description").asText())
                    .as(template.toString())
                    .endsWith(".");
        }
        assertThat(ids)
                .containsAll(
                        vocabulary.steps().stream().map(ElementTemplates::id).toList())
                .containsAll(
                        vocabulary.forms().stream().map(ElementTemplates::id).toList())
                .containsAll(vocabulary.decisions().stream()
                        .map(ElementTemplates::id)
                        .toList())
                .contains("svara.process.direct-answer", "svara.process.escalation", "svara.outcome.assess")
                .doesNotContain("svara.process.receipt");
    }
}
