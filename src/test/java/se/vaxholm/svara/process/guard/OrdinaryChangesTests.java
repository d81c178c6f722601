package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.process.guard.ShippedFiles.ANSWER;
import static se.vaxholm.svara.process.guard.ShippedFiles.LADDER;
import static se.vaxholm.svara.process.guard.ShippedFiles.RECEIPT;
import static se.vaxholm.svara.process.guard.ShippedFiles.ROUTING;
import static se.vaxholm.svara.process.guard.ShippedFiles.file;
import static se.vaxholm.svara.process.guard.ShippedFiles.text;
import static se.vaxholm.svara.process.guard.ShippedFiles.with;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;

/** What process owners do in Camunda Modeler on an ordinary day is let through, and the engine can read it. */
@SvaraTest
class OrdinaryChangesTests {

    @Autowired
    private RepositoryService repository;

    @Autowired
    private TransactionTemplate transaction;

    /** Something that an owner does, and the files that come of it. */
    record Change(String what, List<ModelFile> files) {

        Change(String what, ModelFile... files) {
            this(what, List.of(files));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(drawing(), tasks(), tables()).flatMap(changes -> changes);
    }

    private static Stream<Change> drawing() {
        String shape = "<bpmndi:BPMNShape id=\"Task_Remind_di\"";
        return Stream.of(
                new Change(
                        "give another name",
                        with(RECEIPT, "name=\"Påminn\"", "name=\"Påminn handläggaren &#38; enheten\"")),
                new Change(
                        "move a shape",
                        with(RECEIPT, "<dc:Bounds x=\"160\" y=\"152\"", "<dc:Bounds x=\"-40.5\" y=\"1e-7\"")),
                new Change("count up the version", with(RECEIPT, "versionTag=\"1\"", "versionTag=\"2026-02 räv\"")),
                new Change(
                        "colour a shape",
                        with(
                                RECEIPT,
                                shape,
                                shape + " xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\""
                                        + " xmlns:color=\"http://www.omg.org/spec/BPMN/non-normative/color/1.0\""
                                        + " bioc:stroke=\"#0d4372\" bioc:fill=\"#bbdefb\""
                                        + " color:background-color=\"#bbdefb\" color:border-color=\"#0d4372\"")),
                new Change(
                        "write a remark",
                        with(
                                RECEIPT,
                                "</bpmn:process>",
                                "<bpmn:textAnnotation id=\"TextAnnotation_1\"><bpmn:text>Se riktlinjen</bpmn:text></bpmn:textAnnotation>"
                                        + "<bpmn:association id=\"Association_1\" sourceRef=\"Task_CloseEnquiry\" targetRef=\"TextAnnotation_1\" />"
                                        + "<bpmn:group id=\"Group_1\" categoryValueRef=\"CategoryValue_1\" /></bpmn:process>"
                                        + "<bpmn:category id=\"Category_1\"><bpmn:categoryValue id=\"CategoryValue_1\" value=\"Bevakning\" /></bpmn:category>")),
                new Change(
                        "draw the municipality and the asker as pools, with a lane",
                        with(
                                ANSWER,
                                "<bpmn:process ",
                                "<bpmn:collaboration id=\"Collaboration_1\"><bpmn:participant id=\"Participant_1\" name=\"Kommunen\" processRef=\"direct-answer\" />"
                                        + "<bpmn:participant id=\"Participant_2\" name=\"Frågeställaren\" />"
                                        + "<bpmn:messageFlow id=\"MessageFlow_1\" sourceRef=\"Task_SendAnswer\" targetRef=\"Participant_2\" /></bpmn:collaboration>"
                                        + "<bpmn:process "),
                        with(
                                RECEIPT,
                                "<bpmn:startEvent id=\"Start_EnquiryReceived\"",
                                "<bpmn:laneSet id=\"LaneSet_1\"><bpmn:lane id=\"Lane_1\" name=\"Enheten\"><bpmn:flowNodeRef>Task_DecideUnit</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
                                        + "<bpmn:startEvent id=\"Start_EnquiryReceived\"")),
                new Change(
                        "save from Camunda Modeler, which leaves out what goes without saying",
                        file(
                                RECEIPT,
                                text(RECEIPT)
                                        .replace(" camunda:calledElementBinding=\"latest\"", "")
                                        .replace(" camunda:decisionRefBinding=\"latest\"", "")
                                        .replace(
                                                " id=\"Definitions_receipt\"",
                                                " id=\"Definitions_receipt\" exporter=\"Camunda Modeler\" exporterVersion=\"5.38.1\""))),
                new Change("save with a byte order mark", file(RECEIPT, "\uFEFF" + text(RECEIPT))),
                new Change(
                        "use other prefixes",
                        file(ANSWER, text(ANSWER).replace("bpmn:", "b:").replace("xmlns:bpmn=", "xmlns:b="))),
                new Change(
                        "keep it out of Tasklist's list",
                        with(RECEIPT, "isExecutable=", "camunda:isStartableInTasklist=\"false\" isExecutable=")));
    }

    private static Stream<Change> tasks() {
        String remind = "<bpmn:serviceTask id=\"Task_Remind\"";
        String away = "<bpmn:endEvent id=\"End_Reminded\"";
        String flow = "targetRef=\"End_Reminded\"";
        return Stream.of(
                new Change(
                        "take a step from a template",
                        with(RECEIPT, remind, remind + " camunda:modelerTemplateVersion=\"1\"")),
                new Change(
                        "add a task for the registrar and for a unit",
                        file(
                                RECEIPT,
                                text(RECEIPT)
                                        .replace(
                                                flow,
                                                "targetRef=\"Activity_1\" /><bpmn:sequenceFlow id=\"Flow_1\" sourceRef=\"Activity_1\" targetRef=\"Activity_2\" /><bpmn:sequenceFlow id=\"Flow_2\" sourceRef=\"Activity_2\" "
                                                        + flow)
                                        .replace(
                                                away,
                                                "<bpmn:userTask id=\"Activity_1\" name=\"Posta ett vykort\" camunda:formKey=\"embedded:/tasklist-forms/print-and-post.html\""
                                                        + " camunda:candidateGroups=\"registrator,teknik-chef\" camunda:dueDate=\"${calendar.workingHoursFromNow(4)}\" /><bpmn:serviceTask id=\"Activity_2\" name=\"Anteckna att det är postat\" camunda:delegateExpression=\"${recordPosted}\" />"
                                                        + away)
                                        .replace(
                                                "<bpmn:incoming>Flow_Remind_Reminded</bpmn:incoming>",
                                                "<bpmn:incoming>Flow_2</bpmn:incoming>"))),
                new Change(
                        "wait in other ways",
                        file(
                                RECEIPT,
                                text(RECEIPT)
                                        .replace(
                                                "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${remindAt}</bpmn:timeDate>",
                                                "<bpmn:timeCycle xsi:type=\"bpmn:tFormalExpression\">R3/PT4H</bpmn:timeCycle>"))),
                new Change(
                        "let one of several ways be the usual one, by more than the outcome",
                        file(
                                RECEIPT,
                                text(RECEIPT)
                                        .replace(
                                                "<bpmn:exclusiveGateway id=\"Gateway_Outcome\"",
                                                "<bpmn:exclusiveGateway id=\"Gateway_Outcome\" default=\"Flow_Outcome_Answer\"")
                                        .replaceFirst(
                                                "<bpmn:conditionExpression[^>]*>\\$\\{outcome == 'ANSWER'}</bpmn:conditionExpression>",
                                                "")
                                        .replace(
                                                "${outcome == 'NO_ANSWER_EXPECTED'}",
                                                "<![CDATA[${outcome == 'NO_ANSWER_EXPECTED' or (not (outcome ne \"NO_ANSWER_EXPECTED\") && !empty topics)}]]>"))));
    }

    private static Stream<Change> tables() {
        String row = "<rule id=\"Routing_Appeal\">";
        return Stream.of(
                new Change("send a category elsewhere", with(ROUTING, "\"socialtjanst\"", "\"registrator\"")),
                new Change(
                        "several at once, or none of them",
                        with(ROUTING, "<text>\"public-document\"</text>", "<text>not(\"appeal\", \"\")</text>")),
                new Change(
                        "look at a part of a text",
                        with(ROUTING, "<text>\"public-document\"</text>", "<text>starts with(?, \"public\")</text>")),
                new Change("compare", with(LADDER, "<text>2</text>", "<text>[2..4]</text>")),
                new Change(
                        "calculate",
                        with(LADDER, "<text>16</text>", "<text>if level &gt;= 2 then 8 * level else 8</text>")),
                new Change("a dash for anything", with(ROUTING, "<text></text>", "<text>-</text>")),
                new Change(
                        "list what may be written, remark on a row",
                        file(
                                ROUTING,
                                text(ROUTING)
                                        .replace(
                                                "<output id=\"Routing_unit\" label=\"Enhet\" name=\"unit\" typeRef=\"string\" biodi:width=\"150\" />",
                                                "<output id=\"Routing_unit\" label=\"Enhet\" name=\"unit\" typeRef=\"string\" biodi:width=\"150\"><outputValues id=\"Values\"><text>\"registrator\",\"teknik\"</text></outputValues></output>")
                                        .replace(row, row + "<!-- bestämt 2026 -->"))),
                new Change(
                        "a new decision, and a task that asks it",
                        file(
                                "extra.dmn",
                                text(LADDER)
                                        .replace("id=\"escalation\"", "id=\"extra\"")
                                        .replace("id=\"escalation-time\"", "id=\"extra-time\"")
                                        .replace("dmnElementRef=\"escalation\"", "dmnElementRef=\"extra\"")
                                        .replace("dmnElementRef=\"escalation-time\"", "dmnElementRef=\"extra-time\"")
                                        .replace("Definitions_escalation", "Definitions_extra")),
                        with(ShippedFiles.LATE, "decisionRef=\"escalation-time\"", "decisionRef=\"extra-time\"")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anOrdinaryChangeIsLetThrough(Change change) {
        assertThat(new ModelRules(ShippedFiles.VAXHOLM).judge(change.files(), id -> false))
                .isEmpty();
        transaction.executeWithoutResult(status -> {
            DeploymentBuilder deployment = repository.createDeployment();
            change.files()
                    .forEach(file ->
                            deployment.addString(file.name(), new String(file.content(), StandardCharsets.UTF_8)));
            assertThat(deployment.deploy().getId()).isNotBlank();
            status.setRollbackOnly();
        });
    }
}
