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
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Vocabulary;

/**
 * The shipped models are drawn with the care that others may take after. What every owner's model has to keep is the
 * guard's to say, see {@code ModelRules}.
 */
class ModelRulesTests {

    private static final Path MODELS = Path.of("bpmn");
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMN_DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    static Stream<Path> processes() {
        return models(".bpmn");
    }

    static Stream<Path> decisions() {
        return models(".dmn");
    }

    @Test
    void thereIsAModelForEveryProcessAndEveryDecision() {
        assertThat(processes().map(model -> model.getFileName().toString()))
                .allSatisfy(name ->
                        assertThat(Contract.of(name.replace(".bpmn", ""))).isPresent())
                .contains("receipt.bpmn", "handling.bpmn", "direct-answer.bpmn", "escalation.bpmn");
        assertThat(decisions().map(model -> model.getFileName().toString()))
                .containsExactlyInAnyOrder("routing.dmn", "escalation.dmn");
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyProcessIsValidNumberedAndExplainedInASentence(Path model) {
        Bpmn.validateModel(Bpmn.readModelFromFile(model.toFile()));
        assertThat(elements(model, BPMN, "process")).singleElement().satisfies(process -> {
            assertThat(process.getAttributeNS(CAMUNDA, "versionTag")).isNotBlank();
            assertThat(children(process, BPMN, "documentation"))
                    .singleElement()
                    .satisfies(it -> assertThat(it.getTextContent()).hasSizeGreaterThan(40));
        });
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void everyDecisionIsValidAndEveryRowIsExplained(Path model) {
        Dmn.validateModel(Dmn.readModelFromFile(model.toFile()));
        assertThat(elements(model, DMN, "rule"))
                .isNotEmpty()
                .allSatisfy(
                        rule -> assertThat(children(rule, DMN, "description")).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyGatewayThatChoosesSaysInWordsWhenEachWayIsTaken(Path model) {
        List<Element> flows = elements(model, BPMN, "sequenceFlow");
        assertThat(elements(model, BPMN, "exclusiveGateway")).allSatisfy(gateway -> {
            List<Element> ways = flows.stream()
                    .filter(flow -> flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
                    .toList();
            if (ways.size() > 1) {
                assertThat(gateway.getAttribute("name")).isNotBlank();
                assertThat(ways)
                        .allSatisfy(way -> assertThat(way.getAttribute("name")).isNotBlank());
            }
        });
    }

    @Test
    void someModelWaitsForEveryMessageThatCodeSends() {
        Set<String> messages = new HashSet<>();
        processes()
                .forEach(model -> elements(model, BPMN, "message")
                        .forEach(message -> messages.add(message.getAttribute("name"))));
        assertThat(new Vocabulary().messages())
                .extracting(Vocabulary.Message::name)
                .containsExactlyInAnyOrderElementsOf(messages);
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

    private static Stream<Path> models(String ending) {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
