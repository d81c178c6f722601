package se.vaxholm.svara.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The shipped models keep the rules that every model of an owner has to keep, read from the files as they are. */
class ModelRulesTests {

    private static final Path MODELS = Path.of("bpmn");
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMN_DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

    /** The elements of BPMN that the models are made of; a new one is a decision, not an accident. */
    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "startEvent",
            "endEvent",
            "boundaryEvent",
            "intermediateCatchEvent",
            "timerEventDefinition",
            "timeDate",
            "messageEventDefinition",
            "terminateEventDefinition",
            "message",
            "exclusiveGateway",
            "eventBasedGateway",
            "businessRuleTask",
            "serviceTask",
            "userTask",
            "callActivity",
            "subProcess",
            "sequenceFlow",
            "conditionExpression",
            "incoming",
            "outgoing");

    private static final Set<String> CAMUNDA_ATTRIBUTES = Set.of(
            "delegateExpression",
            "formKey",
            "candidateGroups",
            "dueDate",
            "decisionRef",
            "decisionRefBinding",
            "mapDecisionResult",
            "resultVariable",
            "calledElementBinding",
            "historyTimeToLive",
            "versionTag");

    private static final Set<String> STEPS = Set.of(
            "assignUnit",
            "acknowledge",
            "notifyUnit",
            "recordAnsweredOtherwise",
            "recordNoAnswerExpected",
            "remind",
            "tellHandler",
            "recordReachedOtherwise",
            "closeEnquiry",
            "sendAnswer",
            "recordCall",
            "countAsLate",
            "notifyManager",
            "nextLevel",
            "recordActedOn");

    private static final Set<String> FORMS = Set.of("choose-unit", "assess", "reach-otherwise", "call-back", "late");

    private static final Set<String> MESSAGES =
            Set.of("EnquirerWrote", "AcknowledgementRefused", "FirstResponseGiven", "LetterSent", "LetterRefused");

    private static final Set<String> VARIABLES = Set.of(
            "unit",
            "unitMissing",
            "answerDueAt",
            "remindAt",
            "answeredOnTheSpot",
            "outcome",
            "reply",
            "escalationGroup",
            "escalationHours");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern FORM_KEY = Pattern.compile("embedded:/tasklist-forms/([a-z-]+)\\.html");
    private static final Pattern COMPARISON = Pattern.compile("([A-Za-z]+) == '[A-Za-z_-]+'|([A-Za-z]+) != null");
    private static final Pattern CALENDAR = Pattern.compile("calendar\\.workingHoursFromNow\\(([A-Za-z]+)\\)");
    private static final Pattern DAYS = Pattern.compile("P(\\d+)D");
    private static final Pattern LITERAL_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    static Stream<Path> processes() {
        return models(".bpmn");
    }

    static Stream<Path> decisions() {
        return models(".dmn");
    }

    @Test
    void thereIsNothingButModelsInTheFolder() {
        assertThat(models(""))
                .hasSize(5)
                .allSatisfy(model -> assertThat(model.toString()).endsWithIgnoringCase("mn"));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyProcessIsValidNamedExplainedAndKeptUntilItIsDisposedOf(Path model) {
        Bpmn.validateModel(Bpmn.readModelFromFile(model.toFile()));
        List<Element> processes = elements(model, BPMN, "process");
        assertThat(processes).hasSize(1);
        Element process = processes.get(0);
        assertThat(process.getAttribute("id") + ".bpmn")
                .isEqualTo(model.getFileName().toString());
        assertThat(process.getAttribute("isExecutable")).isEqualTo("true");
        assertThat(process.getAttribute("name")).isNotBlank();
        assertThat(process.getAttributeNS(CAMUNDA, "versionTag")).isNotBlank();
        assertThat(children(process, BPMN, "documentation"))
                .singleElement()
                .satisfies(it -> assertThat(it.getTextContent()).hasSizeGreaterThan(40));
        assertKeptTenYears(process.getAttributeNS(CAMUNDA, "historyTimeToLive"));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void everyDecisionIsValidNamedExplainedAndKeptUntilItIsDisposedOf(Path model) {
        Dmn.validateModel(Dmn.readModelFromFile(model.toFile()));
        assertThat(elements(model, DMN, "decision")).isNotEmpty().allSatisfy(decision -> {
            assertThat(decision.getAttribute("name")).isNotBlank();
            assertThat(children(decision, DMN, "description")).hasSize(1);
            assertKeptTenYears(decision.getAttributeNS(CAMUNDA_DMN, "historyTimeToLive"));
        });
        assertThat(elements(model, DMN, "rule"))
                .isNotEmpty()
                .allSatisfy(
                        rule -> assertThat(children(rule, DMN, "description")).hasSize(1));
        for (String tag : List.of("inputExpression", "inputEntry", "outputEntry")) {
            assertThat(elements(model, DMN, tag)).noneMatch(it -> it.hasAttribute("expressionLanguage"));
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyUserTaskGoesToAGroupWithADueDateAndAFormOfOurs(Path model) {
        assertThat(elements(model, BPMN, "userTask")).allSatisfy(task -> {
            assertThat(task.getAttribute("name")).isNotBlank();
            assertThat(task.getAttributeNS(CAMUNDA, "candidateGroups")).isNotBlank();
            assertThat(task.getAttributeNS(CAMUNDA, "dueDate")).startsWith("${");
            Matcher form = FORM_KEY.matcher(task.getAttributeNS(CAMUNDA, "formKey"));
            assertThat(form.matches()).isTrue();
            assertThat(FORMS).contains(form.group(1));
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void onlyKnownElementsAndAttributesAreUsed(Path model) {
        assertThat(all(model)).allSatisfy(element -> {
            if (BPMN.equals(element.getNamespaceURI())) {
                assertThat(ELEMENTS).contains(element.getLocalName());
            }
            if (CAMUNDA.equals(element.getNamespaceURI())) {
                assertThat(element.getLocalName()).isEqualTo("in");
            }
            attributes(element).forEach(attribute -> {
                if (CAMUNDA.equals(attribute.getNamespaceURI())) {
                    assertThat(CAMUNDA_ATTRIBUTES).contains(attribute.getLocalName());
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyServiceTaskIsANamedStepAndNothingElse(Path model) {
        assertThat(elements(model, BPMN, "serviceTask")).allSatisfy(task -> {
            Matcher step = EXPRESSION.matcher(task.getAttributeNS(CAMUNDA, "delegateExpression"));
            assertThat(step.matches()).isTrue();
            assertThat(STEPS).contains(step.group(1));
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyExpressionIsAVariableAComparisonOrTheCalendar(Path model) {
        Set<String> allowed = new HashSet<>(Set.of("execution.processBusinessKey", "1"));
        allowed.addAll(STEPS);
        allowed.addAll(VARIABLES);
        assertThat(texts(model)).allSatisfy(text -> {
            assertThat(text).doesNotContainPattern(LITERAL_DATE);
            Matcher expression = EXPRESSION.matcher(text);
            while (expression.find()) {
                String inner = expression.group(1);
                Matcher comparison = COMPARISON.matcher(inner);
                Matcher calendar = CALENDAR.matcher(inner);
                if (comparison.matches()) {
                    assertThat(VARIABLES)
                            .contains(comparison.group(1) == null ? comparison.group(2) : comparison.group(1));
                } else if (calendar.matches()) {
                    assertThat(VARIABLES).contains(calendar.group(1));
                } else {
                    assertThat(allowed).contains(inner);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyGatewayThatChoosesSaysWhenEachWayIsTaken(Path model) {
        List<Element> flows = elements(model, BPMN, "sequenceFlow");
        assertThat(elements(model, BPMN, "exclusiveGateway")).allSatisfy(gateway -> {
            List<Element> ways = flows.stream()
                    .filter(flow -> flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
                    .toList();
            if (ways.size() > 1) {
                assertThat(gateway.getAttribute("name")).isNotBlank();
                assertThat(ways).allSatisfy(way -> {
                    assertThat(way.getAttribute("name")).isNotBlank();
                    boolean isDefault = way.getAttribute("id").equals(gateway.getAttribute("default"));
                    assertThat(children(way, BPMN, "conditionExpression")).hasSize(isDefault ? 0 : 1);
                });
            }
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyCallTakesTheLatestVersionAndOnlyWhatItNamesGoesAlong(Path model) {
        Set<String> known = new HashSet<>();
        processes().forEach(it -> known.add(it.getFileName().toString().replace(".bpmn", "")));
        assertThat(elements(model, BPMN, "callActivity")).allSatisfy(call -> {
            assertThat(known).contains(call.getAttribute("calledElement"));
            assertThat(call.getAttributeNS(CAMUNDA, "calledElementBinding")).isEqualTo("latest");
            List<Element> inputs =
                    children(children(call, BPMN, "extensionElements").get(0), CAMUNDA, "in");
            assertThat(inputs).noneMatch(input -> input.hasAttribute("variables"));
            assertThat(inputs.get(0).getAttribute("businessKey")).isEqualTo("#{execution.processBusinessKey}");
            assertThat(inputs.stream()
                            .map(input -> input.getAttribute("target"))
                            .filter(it -> !it.isEmpty()))
                    .contains("enquiryId", "unit", "answerDueAt");
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyDecisionAskedForIsOneOfOursAndTheLatest(Path model) {
        Set<String> known = new HashSet<>();
        decisions().forEach(file -> elements(file, DMN, "decision").forEach(it -> known.add(it.getAttribute("id"))));
        assertThat(elements(model, BPMN, "businessRuleTask")).allSatisfy(task -> {
            assertThat(known).contains(task.getAttributeNS(CAMUNDA, "decisionRef"));
            assertThat(task.getAttributeNS(CAMUNDA, "decisionRefBinding")).isEqualTo("latest");
            assertThat(task.getAttributeNS(CAMUNDA, "mapDecisionResult")).isEqualTo("singleEntry");
        });
    }

    @Test
    void theMessagesAreTheOnesThatTheCodeSends() {
        Set<String> messages = new HashSet<>();
        processes()
                .forEach(model -> elements(model, BPMN, "message")
                        .forEach(message -> messages.add(message.getAttribute("name"))));
        assertThat(messages).isEqualTo(MESSAGES);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyElementIsDrawn(Path model) {
        Set<String> drawn = new HashSet<>();
        for (String kind : List.of("BPMNShape", "BPMNEdge")) {
            elements(model, BPMN_DIAGRAM, kind).forEach(it -> drawn.add(it.getAttribute("bpmnElement")));
        }
        Set<String> undrawn = Set.of("process", "message", "documentation", "timeDate", "conditionExpression");
        assertThat(all(model))
                .filteredOn(it -> BPMN.equals(it.getNamespaceURI()) && it.hasAttribute("id"))
                .filteredOn(it -> !undrawn.contains(it.getLocalName())
                        && !it.getLocalName().endsWith("EventDefinition")
                        && !it.getLocalName().equals("definitions"))
                .allSatisfy(it -> assertThat(drawn).contains(it.getAttribute("id")));
    }

    private static void assertKeptTenYears(String timeToLive) {
        Matcher days = DAYS.matcher(timeToLive);
        assertThat(days.matches()).isTrue();
        assertThat(Integer.parseInt(days.group(1))).isGreaterThanOrEqualTo(3653);
    }

    private static Stream<Path> models(String ending) {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> texts(Path model) {
        List<String> texts = new ArrayList<>();
        for (Element element : all(model)) {
            attributes(element).forEach(attribute -> texts.add(attribute.getValue()));
            if (!element.hasChildNodes() || element.getElementsByTagName("*").getLength() == 0) {
                texts.add(element.getTextContent());
            }
        }
        return texts;
    }

    private static List<Element> all(Path model) {
        return elements(model, "*", "*");
    }

    private static List<Element> elements(Path model, String namespace, String name) {
        return list(read(model).getElementsByTagNameNS(namespace, name));
    }

    private static List<Element> children(Element parent, String namespace, String name) {
        return list(parent.getChildNodes()).stream()
                .filter(child -> namespace.equals(child.getNamespaceURI()) && name.equals(child.getLocalName()))
                .toList();
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<Attr> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .<Node>mapToObj(element.getAttributes()::item)
                .map(Attr.class::cast)
                .toList();
    }

    private static Document read(Path model) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(model.toFile());
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw new AssertionError(model + " is no readable XML", unreadable);
        }
    }
}
