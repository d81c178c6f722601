package se.vaxholm.svara.process.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Follows each thing that people can decide in a form, to see that the model carries it out before it waits for anything
 * else: an answer that is written has to be sent, whatever the owners draw around it.
 */
final class Deeds {

    private final Flow flow;
    private final Vocabulary vocabulary;
    private final Objections objections;

    Deeds(Flow flow, Vocabulary vocabulary, Objections objections) {
        this.flow = flow;
        this.vocabulary = vocabulary;
        this.objections = objections;
    }

    void judge() {
        flow.nodes()
                .filter(node -> node.is("bpmn:userTask"))
                .forEach(task -> vocabulary
                        .formByKey(task.get("camunda:formKey"))
                        .ifPresent(form -> form.outcomes().stream()
                                .filter(outcome -> !isCarriedOut(task, outcome, new HashMap<>()))
                                .forEach(outcome -> objections.add(
                                        Rule.UTFALL,
                                        task,
                                        "det som bestäms blir inte gjort när utfallet är %s: efter uppgiften ska komma %s"
                                                .formatted(outcome, String.join(" eller ", outcome.carriedOutBy()))))));
    }

    /** On every way that the case could take; of ways that are taken together, one is enough. */
    private boolean isCarriedOut(Node node, Outcome outcome, Map<Node, Boolean> known) {
        List<Node> next = ways(node, outcome).stream()
                .flatMap(way -> flow.ends(way).stream())
                .toList();
        if (next.isEmpty()) {
            return false;
        }
        return node.is("bpmn:parallelGateway")
                ? next.stream().anyMatch(after -> carriesOut(after, outcome, known))
                : next.stream().allMatch(after -> carriesOut(after, outcome, known));
    }

    private boolean carriesOut(Node node, Outcome outcome, Map<Node, Boolean> known) {
        if (does(node, outcome)) {
            return true;
        }
        if (Flow.isWaiting(node) || node.is("bpmn:callActivity")) {
            return false;
        }
        Boolean before = known.putIfAbsent(node, false);
        if (before != null) {
            return before;
        }
        boolean carried = isCarriedOut(node, outcome, known);
        known.put(node, carried);
        return carried;
    }

    private boolean does(Node node, Outcome outcome) {
        return node.is("bpmn:callActivity")
                ? outcome.carriedOutBy().contains(node.get("calledElement"))
                : vocabulary.steps().stream()
                        .filter(step -> step.expression().equals(node.get("camunda:delegateExpression")))
                        .anyMatch(step -> outcome.carriedOutBy().contains(step.name()));
    }

    /** The arrows that the case may follow from here; only the one that is certain, when there is one. */
    private List<Node> ways(Node node, Outcome outcome) {
        Node scope = node.parent();
        if (scope != null && scope.is("bpmn:subProcess") && terminates(node)) {
            return flow.outgoing(scope);
        }
        List<Node> all = flow.outgoing(node);
        if (!node.is("bpmn:exclusiveGateway") || all.size() < 2) {
            return all;
        }
        Truth truth = new Truth(Map.of(Choices.OUTCOME, outcome.name()));
        Optional<Node> certain = all.stream()
                .filter(way -> Choices.condition(way).filter(truth::holds).isPresent())
                .findFirst();
        return certain.map(List::of)
                .orElseGet(() -> all.stream()
                        .filter(way ->
                                Choices.condition(way).filter(truth::fails).isEmpty())
                        .toList());
    }

    /** Whether everything in its sub-process ends here, so that what stands after that comes next. */
    private static boolean terminates(Node node) {
        return node.is("bpmn:endEvent")
                && node.children("bpmn:terminateEventDefinition").findAny().isPresent();
    }
}
