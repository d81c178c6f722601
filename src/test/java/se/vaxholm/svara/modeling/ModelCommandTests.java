package se.vaxholm.svara.modeling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.vaxholm.svara.process.Migration;

/** What a process owner reads after a command; that it puts a model in use beside running nodes is for the packed jar to show. */
class ModelCommandTests {

    private static final Path MODELS = Path.of("bpmn");

    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(answer, true, UTF_8);

    @Test
    void theShippedModelsFollowTheRules() {
        assertThat(ModelCommand.check(List.of("bpmn"), out)).isZero();
        assertThat(answer())
                .contains("receipt.bpmn: inga fel", "routing.dmn: inga fel", "Reglerna är följda.")
                .doesNotContain("README");
        assertThat(ModelCommand.check(List.of(), out)).isZero();
    }

    @Test
    void aFileIsCheckedBesideThoseItRefersTo() {
        assertThat(ModelCommand.check(List.of("bpmn/receipt.bpmn"), out)).isZero();
        assertThat(answer()).contains("receipt.bpmn: inga fel").doesNotContain("escalation");
    }

    @Test
    void whatIsWrongIsToldWithTheElementsName(@TempDir Path folder) throws IOException {
        Path broken = changed(folder, "escalation.bpmn", "${notifyManager}", "${java.lang.System}");

        assertThat(ModelCommand.check(List.of(broken.toString()), out)).isEqualTo(1);
        assertThat(answer()).contains("escalation.bpmn:", "chefens lista", "(regel: ", "fel. Reglerna");
    }

    @Test
    void whatIsNoModelIsNotUnderstood(@TempDir Path folder) {
        assertThat(ModelCommand.check(List.of("finns-inte.bpmn"), out)).isEqualTo(2);
        assertThat(ModelCommand.check(List.of(folder.toString()), out)).isEqualTo(2);
        assertThat(answer()).contains("Filen finns inte: finns-inte.bpmn", "Där finns inga modeller");
    }

    @Test
    void nothingIsPutInUseWithoutANameAndAReason() {
        String model = "bpmn/receipt.bpmn";

        for (List<String> arguments : List.of(
                List.of(model),
                List.of(model, "--by", "Oskar Flödén"),
                List.of(model, "--comment", "Nytt."),
                List.of(model, "--by", "Oskar Flödén", "--comment", " "),
                List.of(model, "--by", "Osk\nar", "--comment", "Nytt."),
                List.of("--by", "Oskar Flödén", "--comment", "Nytt."))) {
            assertThat(PublishCommand.run(ModelCommandTests.class, arguments, out))
                    .as(arguments.toString())
                    .isEqualTo(2);
        }
        assertThat(answer()).contains("java -jar svara.jar publish");
    }

    @Test
    void lettersThatTheTerminalLostAreNotWrittenInTheJournal() {
        List<String> arguments = List.of("bpmn/receipt.bpmn", "--by", "Oskar Fl\uFFFDd\uFFFDn", "--comment", "Nytt.");

        assertThat(PublishCommand.run(ModelCommandTests.class, arguments, out)).isEqualTo(2);
        assertThat(answer()).contains("UTF-8");
    }

    @Test
    void whatBreaksARuleIsRefusedBeforeAnythingStarts(@TempDir Path folder) throws IOException {
        Path broken = changed(folder, "escalation.bpmn", "P36500D", "P30D");

        assertThat(PublishCommand.run(
                        ModelCommandTests.class,
                        List.of(broken.toString(), "--by", "Oskar Flödén", "--comment", "Kortare."),
                        out))
                .isEqualTo(1);
        assertThat(answer()).contains("(regel: bevarande)");
    }

    @Test
    void casesAreMovedOnlyWithBothANameAndAReasonAndOnlyOfProcessesThatExist() {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("bpmn/receipt.bpmn", "--by", "Oskar Flödén"),
                List.of("receipt.bpmn", "--comment", "Nytt."),
                List.of("receipt.bpmn", "--by", "Oskar Fl\uFFFDd\uFFFDn", "--comment", "Nytt."))) {
            assertThat(MoveCommand.run(ModelCommandTests.class, arguments, out))
                    .as(arguments.toString())
                    .isEqualTo(2);
        }
        assertThat(answer()).contains("java -jar svara.jar move receipt.bpmn");
        assertThat(MoveCommand.run(ModelCommandTests.class, List.of("routing.dmn"), out))
                .isEqualTo(2);
        assertThat(answer()).contains("Det finns ingen process som heter så: routing.dmn");
    }

    @Test
    void whatAMoveMeansAndWhatCameOfItIsToldInPlainWords() {
        MoveCommand.tell(
                new Migration.Outlook(
                        "receipt", 1, 2, 12, Map.of("Bedöm och besvara", 12L), List.of("En halv arbetsdag kvar")),
                out);
        MoveCommand.tell(
                new Migration.Outcome(
                        "receipt", 1, 2, 11, List.of(new Migration.Stayed("VS-2026-00001", "väntar på en tid"))),
                out);

        assertThat(answer())
                .contains(
                        "receipt.bpmn: 12 pågår i version 1 och kan flyttas till version 2.",
                        "12  Bedöm och besvara",
                        "Version 2 saknar: En halv arbetsdag kvar. Ärenden som står eller väntar där stannar i version 1.",
                        "receipt.bpmn: 11 flyttade från version 1 till version 2, 1 stannade.",
                        "  - VS-2026-00001: väntar på en tid");
    }

    private String answer() {
        return answer.toString(UTF_8);
    }

    private static Path changed(Path folder, String file, String from, String to) throws IOException {
        String model = Files.readString(MODELS.resolve(file));
        assertThat(model).contains(from);
        return Files.writeString(folder.resolve(file), model.replace(from, to));
    }
}
