package se.vaxholm.svara.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.vaxholm.svara.Pictures;

/** Draws every model to {@code target/pictures} and refuses a drawing that a careful eye would object to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelPicturesTests {

    private static final Path MODELS = Path.of("bpmn");
    private static final Path PICTURES = Pictures.FOLDER;

    private ModelPainter painter;

    @BeforeAll
    void openThePainter() {
        painter = new ModelPainter(PICTURES);
    }

    @AfterAll
    void closeThePainter() {
        painter.close();
    }

    static Stream<String> processes() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.substring(0, name.length() - ".bpmn".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyProcessIsDrawnWithoutAnythingInTheWayOfAnythingElse(String name) throws IOException {
        assertThat(painter.paintProcess(name, read(name + ".bpmn")).objections())
                .isEmpty();
        assertThat(PICTURES.resolve(name + ".svg")).isNotEmptyFile();
        assertThat(PICTURES.resolve(name + ".png")).isNotEmptyFile();
        Pictures.made(name + ".svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"routing", "escalation"})
    void everyDecisionIsDrawnAndItsTablesShowWholeTexts(String name) throws IOException {
        String model = read(name + ".dmn");
        assertThat(painter.paintDecisions(name + "-decisions", model).objections())
                .isEmpty();
        assertThat(PICTURES.resolve(name + "-decisions.svg")).isNotEmptyFile();
        assertThat(painter.paintTable(name + "-table", model, name)).isEmpty();
        assertThat(painter.paintTable(name + "-time-table", model, name + "-time"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Task_SendAnswer_di | 60 | 0 | Task_SendAnswer overlaps Gateway_Page",
                "Task_SendAnswer_di | 60 | 0 | runs through Task_SendAnswer",
                "Task_RecordCall_di | 0 | 110 | runs through Task_RecordCall",
                "Flow_Reply_Delivery_di | 0 | 40 | runs aslant",
                "End_Published_di | 0 | 240 | runs through End_Published",
            })
    void aShapeOrAnEdgeOutOfPlaceIsObjectedTo(String element, int right, int down, String objection)
            throws IOException {
        String broken = shift(read("direct-answer.bpmn"), element, right, down);
        assertThat(objections(broken)).anyMatch(it -> it.contains(objection));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Event_LetterSent_di | 0 | -20 | The text “Brevet har gått” lies on Event_LetterSent",
                "Gateway_Reached_di | 0 | -32 | The text “Vad blev det?” lies on Flow_",
                "End_Published_di | 0 | -50 | The text “Svaret är lämnat” lies on",
            })
    void aTextInTheWayIsObjectedTo(String owner, int right, int down, String objection) throws IOException {
        String broken = shiftLabel(read("direct-answer.bpmn"), owner, right, down);
        assertThat(objections(broken)).anyMatch(it -> it.contains(objection));
    }

    @Test
    void edgesThatCrossAreObjectedTo() throws IOException {
        String broken = read("direct-answer.bpmn").replaceAll("y=\"720\"", "y=\"450\"");
        assertThat(objections(broken)).anyMatch(it -> it.matches("Flow_\\w+ meets Flow_\\w+"));
    }

    @Test
    void aNameTooLongForItsBoxIsObjectedTo() throws IOException {
        String broken = read("direct-answer.bpmn")
                .replace("name=\"Ring upp\"", "name=\"" + "Ring upp den som har frågat ".repeat(5) + "\"");
        assertThat(objections(broken)).anyMatch(it -> it.endsWith("does not fit into Task_CallBack"));
    }

    @Test
    void aNameOnTheSignOfItsTaskIsObjectedTo() throws IOException {
        String broken = read("direct-answer.bpmn")
                .replace("name=\"Ring upp\"", "name=\"Telefonsamtal med frågeställaren samma dag\"");
        assertThat(objections(broken)).anyMatch(it -> it.endsWith("lies on the sign of Task_CallBack"));
    }

    @Test
    void whatDoesNotFitOneScreenIsObjectedTo() throws IOException {
        String broken = shift(read("direct-answer.bpmn"), "End_Called_di", 600, 0);
        assertThat(objections(broken)).anyMatch(it -> it.startsWith("The drawing is larger than one screen"));
    }

    private List<String> objections(String model) {
        return painter.measureProcess(model).objections();
    }

    private static String read(String file) throws IOException {
        return Files.readString(MODELS.resolve(file));
    }

    private static String shift(String model, String element, int right, int down) {
        return DrawnXml.shift(model, element, false, right, down);
    }

    private static String shiftLabel(String model, String element, int right, int down) {
        return DrawnXml.shift(model, element, true, right, down);
    }
}
