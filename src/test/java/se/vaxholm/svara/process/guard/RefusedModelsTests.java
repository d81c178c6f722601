package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.process.guard.ShippedFiles.ANSWER;
import static se.vaxholm.svara.process.guard.ShippedFiles.HANDLING;
import static se.vaxholm.svara.process.guard.ShippedFiles.LADDER;
import static se.vaxholm.svara.process.guard.ShippedFiles.RECEIPT;
import static se.vaxholm.svara.process.guard.ShippedFiles.ROUTING;
import static se.vaxholm.svara.process.guard.ShippedFiles.VAXHOLM;
import static se.vaxholm.svara.process.guard.ShippedFiles.file;
import static se.vaxholm.svara.process.guard.ShippedFiles.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.vaxholm.svara.process.Vocabulary;

/** One thing wrong at a time: the rule that it breaks says so, where it is, and in Swedish. */
class RefusedModelsTests {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private static final String LAUGHS = "<!DOCTYPE x [<!ENTITY a \"ha\">"
            + IntStream.range(0, 9)
                    .mapToObj(i -> "<!ENTITY %c \"%s\">".formatted('b' + i, ("&" + (char) ('a' + i) + ";").repeat(10)))
                    .collect(Collectors.joining())
            + "]>";

    static Stream<WrongModel> wrong() {
        return Stream.of(WrongModel.changed(), files(), xml()).flatMap(models -> models);
    }

    private static Stream<WrongModel> files() {
        return Stream.of(
                new WrongModel(Rule.FIL, "an HTML form", file("form.html", "<form></form>")),
                new WrongModel(Rule.FIL, "a script", file("form.js", "alert(1)")),
                new WrongModel(Rule.FIL, "a case model", file("case.cmmn", "<definitions/>")),
                new WrongModel(Rule.FIL, "a Camunda form", file("form.form", "{}")),
                new WrongModel(Rule.FIL, "a picture", file("receipt.png", "PNG")),
                new WrongModel(Rule.FIL, "an ending that only the engine knows", file("receiptbpmn", text(RECEIPT))),
                new WrongModel(Rule.FIL, "another such ending", file("receipt.bpmn20.xml", text(RECEIPT))),
                new WrongModel(Rule.FIL, "a way out of the folder", file("../receipt.bpmn", text(RECEIPT))),
                new WrongModel(Rule.FIL, "a process that says it is a decision", file(ROUTING, text(RECEIPT))),
                new WrongModel(Rule.FIL, "a decision that says it is a process", file(RECEIPT, text(ROUTING))),
                new WrongModel(
                        Rule.FIL, "an older DMN", file(ROUTING, text(ROUTING).replace("20191111", "20151101"))),
                new WrongModel(Rule.FIL, "another process's file name", file(ANSWER, text(RECEIPT))),
                new WrongModel(Rule.FIL, "another table's file name", file("other.dmn", text(ROUTING))),
                new WrongModel(
                        Rule.FIL, "a file twice", file(RECEIPT, text(RECEIPT)), file("Receipt.bpmn", text(RECEIPT))),
                new WrongModel(
                        Rule.FIL,
                        "too many files",
                        IntStream.range(0, 21)
                                .mapToObj(i -> file("decision" + i + ".dmn", text(LADDER)))
                                .toList()),
                new WrongModel(
                        Rule.PROCESS,
                        "an unknown process",
                        file("new.bpmn", text(ANSWER).replace("\"direct-answer\"", "\"new\""))));
    }

    private static Stream<WrongModel> xml() {
        String model = text(RECEIPT);
        return Stream.of(
                        "Hej!",
                        "",
                        model + " ".repeat(20 * 1024 * 1024),
                        model.replace(DECLARATION, DECLARATION + LAUGHS).replace("name=\"Påminn\"", "name=\"&j;\""),
                        model.replace(
                                        DECLARATION,
                                        DECLARATION + "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                                .replace("name=\"Påminn\"", "name=\"&x;\""),
                        model.replace(DECLARATION, DECLARATION + "<!DOCTYPE x SYSTEM \"http://example.org/x.dtd\">"),
                        model.replace(DECLARATION, DECLARATION + "<?xml-stylesheet href=\"http://example.org/x\"?>"),
                        model.replace("UTF-8", "UTF-7"),
                        model.replace("UTF-8", "UTF-16"),
                        model.replace("</bpmn:definitions>", ""),
                        model.replace("<bpmn:incoming>", "<unbound:incoming>"),
                        model.replace("name=\"Påminn\"", "name=\"Påminn\" name=\"Två\""),
                        model.replace("name=\"Påminn\"", "name=\"" + "x".repeat(10_001) + "\""),
                        model.replace(
                                "name=\"Påminn\"",
                                IntStream.range(0, 40)
                                        .mapToObj(i -> "a" + i + "=\"\"")
                                        .collect(Collectors.joining(" "))),
                        model.replace(
                                "<bpmn:serviceTask id=\"Task_Remind\"",
                                "<bpmn:subProcess>".repeat(5_000)
                                        + "</bpmn:subProcess>".repeat(5_000)
                                        + "<bpmn:serviceTask id=\"Task_Remind\""),
                        model.replace(
                                "<bpmn:serviceTask id=\"Task_Remind\"",
                                "<bpmn:task/>".repeat(20_000) + "<bpmn:serviceTask id=\"Task_Remind\""))
                .map(text -> new WrongModel(Rule.XML, shown(text), file(RECEIPT, text)))
                .flatMap(wrong -> Stream.of(wrong, inUtf16(wrong)));
    }

    private static WrongModel inUtf16(WrongModel wrong) {
        Charset utf16 = StandardCharsets.UTF_16;
        String text = new String(wrong.files().get(0).content(), StandardCharsets.UTF_8);
        return new WrongModel(Rule.XML, wrong.what() + " in UTF-16", new ModelFile(RECEIPT, text.getBytes(utf16)));
    }

    private static String shown(String text) {
        return text.length() + " characters, " + Integer.toHexString(text.hashCode());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void theRuleThatIsBrokenSaysSo(WrongModel wrong) {
        List<Objection> objections = new ModelRules(VAXHOLM).judge(wrong.files(), id -> false);

        assertThat(objections).extracting(Objection::rule).as("%s", objections).contains(wrong.rule());
        assertThat(objections).hasSizeLessThanOrEqualTo(20).allSatisfy(objection -> {
            assertThat(objection.what()).isNotBlank().doesNotContain("%s", "%d", "null");
            assertThat(objection.toString())
                    .contains(objection.file(), objection.rule().id())
                    .hasSizeLessThan(500);
        });
    }

    @Test
    void everyRuleIsBrokenByAtLeastOneOfTheseModels() {
        assertThat(wrong().map(WrongModel::rule).collect(Collectors.toSet())).isEqualTo(EnumSet.allOf(Rule.class));
    }

    @Test
    void theShippedFilesBreakNoRule() {
        assertThat(new ModelRules(VAXHOLM).judge(ShippedFiles.all(), id -> false))
                .isEmpty();
        assertThat(new ModelRules(new Vocabulary()).judge(ShippedFiles.all(), id -> false))
                .isEmpty();
    }

    @Test
    void anObjectionNamesTheElementAsItsOwnerKnowsIt() {
        List<Objection> objections = new ModelRules(VAXHOLM)
                .judge(
                        List.of(ShippedFiles.with(
                                HANDLING, "candidateGroups=\"registrator\"", "candidateGroups=\"registator\"")),
                        id -> false);

        assertThat(objections)
                .singleElement()
                .asString()
                .matches(
                        "handling\\.bpmn, användaruppgiften ”Välj enhet” \\(rad \\d+\\): gruppen ”registator” finns inte"
                                + " \\(regel: grupp\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:assignee=\"handlaggare\"",
                "camunda:candidateUsers=\"handlaggare\"",
                "camunda:candidateGroups=\"handlaggare\"",
                "camunda:candidateGroups=\"${enquiryId}\"",
                "camunda:candidateGroups=\"\"",
                "camunda:candidateGroups=\"${unit}\" camunda:assignee=\"handlaggare\"",
                "camunda:candidateGroups=\"${unit}\" camunda:candidateUsers=\"handlaggare\""
            })
    void noTaskCanBeMadeToDependOnOnePerson(String candidate) {
        List<Objection> objections = new ModelRules(VAXHOLM)
                .judge(
                        List.of(ShippedFiles.with(HANDLING, "camunda:candidateGroups=\"${unit}\"", candidate)),
                        id -> false);

        assertThat(objections).isNotEmpty();
        assertThat(objections).anyMatch(objection -> objection.toString().contains("användaruppgiften"));
    }

    @Test
    void aModelWithManyFaultsTellsOfTwentyAtMost() {
        String model = text(RECEIPT)
                .replace("camunda:delegateExpression", "camunda:class")
                .replace("camunda:decisionRef", "camunda:class");

        assertThat(new ModelRules(VAXHOLM).judge(List.of(file(RECEIPT, model)), id -> false))
                .hasSize(20);
    }
}
