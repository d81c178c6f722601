package se.vaxholm.svara.modeling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Decision;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Vocabulary;

/**
 * The vocabulary as element templates: what Camunda Modeler offers process owners to pick, with everything filled in that must
 * be written in one way only. They lie in {@code bpmn/.camunda/element-templates}, where it finds them beside the models.
 */
public final class ElementTemplates {

    private static final String BUSINESS_KEY = "#{execution.processBusinessKey}";

    /**
     * What whoever calls a process must say itself: where the ladder begins, and whether an answer has been promised, is no
     * variable of the caller's.
     */
    private static final Map<String, String> SAID_BY_THE_CALLER = Map.of("level", "${1}", "promised", "${false}");

    private final Vocabulary vocabulary;

    public ElementTemplates(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** One element template. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Template(
            String name,
            String id,
            String description,
            Category category,
            List<String> appliesTo,
            @Nullable ElementType elementType,
            List<Property> properties) {

        /** For tasks of one kind, and for those that have no kind yet and get it thus. */
        static Template ofTask(
                String kind, String name, String id, String description, Category category, List<Property> properties) {
            return new Template(
                    name, id, description, category, List.of("bpmn:Task", kind), new ElementType(kind), properties);
        }
    }

    /** What an element becomes. */
    record ElementType(String value) {}

    /** The heading under which Camunda Modeler lists a template. */
    record Category(String id, String name) {}

    /** What a template writes into an element. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Property(
            @Nullable String label,
            @Nullable String description,
            String type,
            String value,
            @Nullable List<Choice> choices,
            Binding binding,
            @Nullable Map<String, Boolean> constraints) {}

    /** One of several values that a property may have. */
    record Choice(String name, String value) {}

    /** Where in the element a value is written. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Binding(
            String type,
            @Nullable String name,
            @Nullable String target,
            @Nullable Boolean expression) {}

    /** The files by their names, each with all templates of one kind. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("steps.json", json(steps()));
        files.put("forms.json", json(forms()));
        files.put("outcomes.json", json(outcomes()));
        files.put("decisions.json", json(decisions()));
        files.put("processes.json", json(processes()));
        return files;
    }

    /** All templates in one file, for those who work without the project's folder. */
    public String together() {
        return json(Stream.of(steps(), forms(), outcomes(), decisions(), processes())
                .flatMap(List::stream)
                .toList());
    }

    /** The id by which a model's element says that it was made from a step's template. */
    public static String id(Vocabulary.Step step) {
        return "svara.step." + step.name();
    }

    public static String id(Vocabulary.Form form) {
        return "svara.form." + form.name();
    }

    public static String id(Decision decision) {
        return "svara.decision." + decision.id();
    }

    public static String id(Contract process) {
        return "svara.process." + process.id();
    }

    private List<Template> steps() {
        return vocabulary.steps().stream()
                .map(step -> Template.ofTask(
                        "bpmn:ServiceTask",
                        step.title(),
                        id(step),
                        step.description() + list(" Läser: ", step.reads()) + list(" Sätter: ", step.sets()),
                        new Category("svara-steps", "Svara: steg"),
                        List.of(
                                named(step.title()),
                                hidden(step.expression(), attribute("camunda:delegateExpression")))))
                .toList();
    }

    private List<Template> forms() {
        return vocabulary.forms().stream()
                .map(form -> Template.ofTask(
                        "bpmn:UserTask",
                        form.title(),
                        id(form),
                        "En uppgift för människor. Kan sluta med: "
                                + String.join(
                                        ", ",
                                        form.outcomes().stream()
                                                .map(Outcome::name)
                                                .toList())
                                + ". Vägvalet efter uppgiften ska ta hand om alla, eller ha en standardväg.",
                        new Category("svara-forms", "Svara: uppgifter"),
                        List.of(
                                named(form.title()),
                                hidden(form.key(), attribute("camunda:formKey")),
                                text(
                                        "Grupp som får uppgiften",
                                        "En enhets id, eller ett uttryck som ger en grupp, till exempel ${unit}.",
                                        form.group(),
                                        attribute("camunda:candidateGroups")),
                                text(
                                        "Sista tid",
                                        "Ett uttryck som ger en tidpunkt, till exempel ${answerDueAt}.",
                                        form.dueDate(),
                                        attribute("camunda:dueDate")))))
                .toList();
    }

    /** On the arrows behind a gateway, because that is where an outcome leads. */
    private List<Template> outcomes() {
        return vocabulary.forms().stream()
                .filter(form -> form.outcomes().size() > 1)
                .map(form -> new Template(
                        "Utfall av: " + form.title(),
                        "svara.outcome." + form.name(),
                        "Pilen följs när uppgiften slutade så.",
                        new Category("svara-outcomes", "Svara: utfall"),
                        List.of("bpmn:SequenceFlow"),
                        null,
                        List.of(new Property(
                                "Utfall",
                                null,
                                "Dropdown",
                                condition(form.outcomes().get(0)),
                                form.outcomes().stream()
                                        .map(outcome -> new Choice(outcome.meaning(), condition(outcome)))
                                        .toList(),
                                attribute("conditionExpression"),
                                null))))
                .toList();
    }

    private List<Template> decisions() {
        return vocabulary.decisions().stream()
                .map(decision -> Template.ofTask(
                        "bpmn:BusinessRuleTask",
                        "Beslut: " + decision.id(),
                        id(decision),
                        decision.meaning() + " Ser: " + String.join(", ", decision.inputs()) + ". Sätter: "
                                + decision.sets() + ".",
                        new Category("svara-decisions", "Svara: beslut"),
                        List.of(
                                hidden(decision.id(), attribute("camunda:decisionRef")),
                                hidden("latest", attribute("camunda:decisionRefBinding")),
                                hidden("singleEntry", attribute("camunda:mapDecisionResult")),
                                hidden(decision.sets(), attribute("camunda:resultVariable")))))
                .toList();
    }

    private List<Template> processes() {
        return vocabulary.processes().stream()
                .filter(process -> vocabulary.processes().stream().anyMatch(other -> other.mayCall(process)))
                .map(process -> Template.ofTask(
                        "bpmn:CallActivity",
                        "Process: " + process.id(),
                        id(process),
                        process.meaning() + " Får med sig: " + String.join(", ", process.inputs()) + ".",
                        new Category("svara-processes", "Svara: processer"),
                        called(process)))
                .toList();
    }

    private List<Property> called(Contract process) {
        List<Property> properties = new ArrayList<>(List.of(
                hidden(process.id(), attribute("calledElement")),
                hidden("latest", attribute("camunda:calledElementBinding")),
                hidden(BUSINESS_KEY, new Binding("camunda:in:businessKey", null, null, null))));
        for (String input : process.inputs()) {
            String said = SAID_BY_THE_CALLER.get(input);
            properties.add(hidden(
                    said == null ? input : said,
                    new Binding("camunda:in", null, input, said == null ? null : Boolean.TRUE)));
        }
        return properties;
    }

    private static String condition(Outcome outcome) {
        return "${outcome == '" + outcome + "'}";
    }

    /** A name to begin with, which the owner may change. */
    private static Property named(String title) {
        return hidden(title, attribute("name"));
    }

    private static Property hidden(String value, Binding binding) {
        return new Property(null, null, "Hidden", value, null, binding, null);
    }

    private static Property text(String label, String description, String value, Binding binding) {
        return new Property(label, description, "String", value, null, binding, Map.of("notEmpty", true));
    }

    private static Binding attribute(String name) {
        return new Binding("property", name, null, null);
    }

    private static String list(String before, List<String> names) {
        return names.isEmpty() ? "" : before + String.join(", ", names) + ".";
    }

    private static String json(List<Template> templates) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return JsonMapper.builder().build().writer(printer).writeValueAsString(templates) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
