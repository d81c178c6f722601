package se.vaxholm.svara.modeling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.process.Vocabulary;

/** What the process owners' guide speaks of is there. */
class OwnersGuideTests {

    private static final Path FOLDER = Path.of("bpmn");

    private String guide;

    @BeforeEach
    void readTheGuide() throws IOException {
        guide = Files.readString(FOLDER.resolve("README.md"));
    }

    @Test
    void itsLinksLeadToFiles() {
        assertThat(found("]\\(([^):]+)\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(FOLDER.resolve(link)).exists());
    }

    @Test
    void itSpeaksOfEveryModelByItsName() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(bpmn|dmn)"))
                    .toList()) {
                assertThat(guide).contains("(" + file.getFileName() + ")");
                Pattern.compile("<(?:bpmn:process|decision) id=\"[^\"]*\" name=\"([^\"]*)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(name -> assertThat(guide).contains(name.group(1)));
            }
        }
    }

    @Test
    void itsCommandsExist() throws IOException {
        String project = Files.readString(Path.of("pom.xml"));

        assertThat(found("\\./mvnw [^`\n]*-P(\\w+)"))
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(project).contains("<id>" + profile + "</id>"));
        assertThat(project).contains("<spring-boot.run.arguments>check bpmn</spring-boot.run.arguments>");
        assertThat(found("svara\\.jar (\\w+) "))
                .contains("check", "publish")
                .allSatisfy(command ->
                        assertThat(ModelCommand.isAskedFor(command)).as(command).isTrue());
        assertThat(ModelCommand.isAskedFor("--server.port=8080")).isFalse();
        assertThat(ModelCommand.isAskedFor()).isFalse();
    }

    @Test
    void itsAddressesAndExpressionsAreThoseOfSvara() {
        Vocabulary vocabulary = new Vocabulary();

        assertThat(found("`(/[^`]*)`")).containsOnly("/processer", "/processer/ordlista");
        assertThat(found("`\\$\\{(\\w+)}`"))
                .isNotEmpty()
                .allSatisfy(
                        variable -> assertThat(vocabulary.variable(variable)).isPresent());
        assertThat(guide).contains(vocabulary.calendarMethods().get(0).example());
        assertThat(vocabulary.steps()).anyMatch(step -> guide.contains("*" + step.title() + "*"));
    }

    /** Or the Modeler would show an element that owners picked as one that they have to write. */
    @Test
    void theShippedModelsNameTheTemplateOfEveryWordTheyUse() throws IOException {
        Vocabulary vocabulary = new Vocabulary();
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".bpmn")).toList();
        }
        assertThat(files).hasSizeGreaterThan(3);
        for (Path file : files) {
            String model = Files.readString(file);
            vocabulary
                    .steps()
                    .forEach(step -> named(
                            model, "camunda:delegateExpression=\"" + step.expression(), ElementTemplates.id(step)));
            vocabulary
                    .forms()
                    .forEach(form -> named(model, "camunda:formKey=\"" + form.key(), ElementTemplates.id(form)));
            vocabulary
                    .decisions()
                    .forEach(it -> named(model, "camunda:decisionRef=\"" + it.id() + "\"", ElementTemplates.id(it)));
            vocabulary
                    .processes()
                    .forEach(it -> named(model, "calledElement=\"" + it.id() + "\"", ElementTemplates.id(it)));
        }
    }

    private static void named(String model, String attribute, String template) {
        assertThat(model.lines().filter(line -> line.contains(attribute)))
                .allSatisfy(line -> assertThat(line).contains("camunda:modelerTemplate=\"" + template + "\""));
    }

    private List<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(guide)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
