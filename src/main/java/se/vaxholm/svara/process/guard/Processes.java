package se.vaxholm.svara.process.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Vocabulary;

/** Judges a drawn process: its parts against the grammar, then how they hang together. */
final class Processes {

    static final int MOST_NODES = 500;

    private static final Grammar GRAMMAR = BpmnGrammar.grammar();

    private static final Set<String> TIMES = Set.of("bpmn:timeDate", "bpmn:timeDuration", "bpmn:timeCycle");

    private final Vocabulary vocabulary;
    private final Predicate<String> decisionInUse;

    Processes(Vocabulary vocabulary, Predicate<String> decisionInUse) {
        this.vocabulary = vocabulary;
        this.decisionInUse = decisionInUse;
    }

    void judge(String file, Node root, Objections objections) {
        List<Node> processes = root.children("bpmn:process").toList();
        if (processes.size() != 1) {
            objections.add(Rule.PROCESS, "filen ska ha en enda process, inte %d".formatted(processes.size()));
            return;
        }
        Node process = processes.get(0);
        Words words = new Words(vocabulary, variables(process), decisionInUse);
        GRAMMAR.judge(root, words, objections);
        Optional<Contract> contract = Contract.of(process.id());
        if (contract.isEmpty()) {
            objections.add(
                    Rule.PROCESS,
                    process,
                    "processen ”%s” finns inte: %s"
                            .formatted(
                                    Wording.shown(process.id()),
                                    vocabulary.processes().stream()
                                            .map(Contract::id)
                                            .collect(Collectors.joining(", "))));
            return;
        }
        if (!file.equals(process.id() + ModelFile.PROCESS)) {
            objections.add(Rule.FIL, "filen ska heta som sin process: " + process.id() + ModelFile.PROCESS);
        }
        if (process.children("bpmn:documentation").allMatch(text -> text.text().isBlank())) {
            objections.add(Rule.PROCESS, process, "processen saknar beskrivning");
        }
        events(root, process, objections);
        new Calls(contract.get(), words, objections).judge(process);
        ways(process, words, objections);
        new WordInTime(new Flow(process), root, process, new Ensured(contract.get(), vocabulary), words, objections)
                .judge();
    }

    /** What is known somewhere in the process: what it is given, and what its own steps, decisions and forms leave. */
    private Map<String, Words.Kind> variables(Node process) {
        Map<String, Words.Kind> known = new HashMap<>();
        Contract.of(process.id()).ifPresent(contract -> contract.inputs().forEach(name -> known.put(name, kind(name))));
        process.all("bpmn:serviceTask")
                .flatMap(task -> vocabulary.steps().stream()
                        .filter(step -> step.expression().equals(task.get("camunda:delegateExpression"))))
                .flatMap(step -> step.sets().stream())
                .forEach(name -> known.put(name, kind(name)));
        process.all("bpmn:businessRuleTask")
                .map(task -> task.get("camunda:resultVariable"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> known.putIfAbsent(name, kind(name)));
        if (process.all("bpmn:userTask").findAny().isPresent()) {
            known.put(Choices.OUTCOME, kind(Choices.OUTCOME));
        }
        return known;
    }

    private Words.Kind kind(String variable) {
        return vocabulary
                .variable(variable)
                .map(known -> new Words.Kind(known.type()))
                .orElse(Words.Kind.UNKNOWN);
    }

    private static void events(Node root, Node process, Objections objections) {
        Set<String> messages = root.children("bpmn:message").map(Node::id).collect(Collectors.toSet());
        process.all("bpmn:messageEventDefinition")
                .filter(event -> !messages.contains(event.get("messageRef")))
                .forEach(event -> objections.add(Rule.MEDDELANDE, event, "meddelandet finns inte i filen"));
        process.all("bpmn:timerEventDefinition")
                .filter(timer -> timer.children().stream()
                                .filter(time -> TIMES.contains(time.name()))
                                .count()
                        != 1)
                .forEach(timer -> objections.add(Rule.TID, timer, "det står inte vad tiden väntar på"));
        process.all().forEach(node -> {
            long triggers = node.children().stream()
                    .filter(child -> child.name().endsWith("EventDefinition"))
                    .count();
            boolean waits = node.is("bpmn:boundaryEvent")
                    || node.is("bpmn:intermediateCatchEvent")
                    || (node.is("bpmn:startEvent") && isOfEvent(node.parent()));
            if (waits && triggers != 1) {
                objections.add(
                        Rule.MEDDELANDE, node, "händelsen ska vänta på en enda sak: en tid eller ett meddelande");
            } else if (node.is("bpmn:startEvent") && !waits && triggers > 0) {
                objections.add(
                        Rule.PROCESS, node, "processen startas av systemet eller av ett anrop, inte av en händelse");
            }
        });
        if (process.children("bpmn:startEvent").count() != 1) {
            objections.add(Rule.PROCESS, process, "processen ska ha en enda start");
        }
    }

    private static boolean isOfEvent(@org.jspecify.annotations.Nullable Node scope) {
        return scope != null && scope.get("triggeredByEvent").equals("true");
    }

    private static void ways(Node process, Words words, Objections objections) {
        Flow flow = new Flow(process);
        if (flow.nodes().count() > MOST_NODES) {
            objections.add(Rule.PROCESS, process, "processen har fler än %d delar".formatted(MOST_NODES));
            return;
        }
        process.all("bpmn:sequenceFlow")
                .filter(way -> flow.node(way.get("sourceRef")) == null || flow.node(way.get("targetRef")) == null)
                .forEach(way -> objections.add(Rule.VAGVAL, way, "pilen går till eller från något som inte finns"));
        flow.nodes()
                .filter(node -> !flow.isReached(node))
                .forEach(node -> objections.add(Rule.VAGVAL, node, "hit kommer inget ärende: ingen väg leder hit"));
        new Choices(flow, words, objections).judge();
        new Deeds(flow, words.vocabulary(), objections).judge();
        new Availability(flow, words, objections).judge(process);
        flow.nodes()
                .filter(flow::comesBackAtOnce)
                .forEach(event -> objections.add(
                        Rule.SLINGA, event, "när tiden är ute kommer vägen genast tillbaka, om och om igen"));
        if (Contract.of(process.id()).filter(Contract::waits).isPresent() && flow.goesStraightThrough(process)) {
            objections.add(
                    Rule.SLINGA,
                    process,
                    "varje väg ska vänta på en människa, på tiden eller på ett meddelande: den som anropar räknar med det");
        }
        List<Node> loop = flow.endlessLoop();
        if (!loop.isEmpty()) {
            objections.add(
                    Rule.SLINGA,
                    loop.get(0),
                    "vägen kommer tillbaka hit utan att någon gör något och utan att vänta: "
                            + loop.stream()
                                    .map(node -> node.get("name").isBlank() ? node.id() : node.get("name"))
                                    .map(Wording::shown)
                                    .limit(6)
                                    .collect(Collectors.joining(" → ")));
        }
    }
}
