package se.vaxholm.svara.process.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.vaxholm.svara.process.Contract;

/** Finds expressions that ask for a variable where no way has given it a value yet: a case would stop there for ever. */
final class Availability {

    private static final Set<String> ASKING = Set.of("bpmn:userTask", "bpmn:callActivity", "bpmn:businessRuleTask");

    private final Flow flow;
    private final Words words;
    private final Objections objections;

    Availability(Flow flow, Words words, Objections objections) {
        this.flow = flow;
        this.words = words;
        this.objections = objections;
    }

    void judge(Node process) {
        Set<String> given = Contract.of(process.id())
                .map(contract -> Set.copyOf(contract.inputs()))
                .orElse(Set.of());
        flow.nodes().forEach(node -> {
            Set<String> asked = asked(node);
            asked.removeIf(name -> given.contains(name) || !words.variables().containsKey(name));
            if (!asked.isEmpty()) {
                flow.everBefore(node).stream().flatMap(this::sets).forEach(asked::remove);
                asked.forEach(name ->
                        objections.add(Rule.VARIABEL, node, "variabeln ”%s” har inget värde än här".formatted(name)));
            }
        });
    }

    private Set<String> asked(Node node) {
        Stream<String> here = ASKING.contains(node.name())
                ? node.all().flatMap(part -> part.attributes().values().stream())
                : Stream.empty();
        Stream<String> times = node.children().stream()
                .filter(child -> child.is("bpmn:timerEventDefinition"))
                .flatMap(Node::all)
                .map(Node::text);
        Stream<String> sources = node.is("bpmn:callActivity")
                ? node.all("camunda:in").map(input -> input.get("source")).filter(source -> !source.isEmpty())
                : Stream.empty();
        Stream<String> conditions = flow.outgoing(node).stream()
                .flatMap(way -> way.children("bpmn:conditionExpression"))
                .map(Node::text);
        Stream<String> read = Stream.of(here, times, conditions)
                .flatMap(texts -> texts)
                .map(String::strip)
                .flatMap(text -> names(text).stream());
        return Stream.concat(read, sources).collect(Collectors.toCollection(HashSet::new));
    }

    /** None when it is no expression that can be read, which has been objected to where it stands. */
    private static List<String> names(String text) {
        if (!ExpressionParser.looksLikeOne(text)) {
            return List.of();
        }
        return Choices.read(text).stream()
                .flatMap(Expression::parts)
                .flatMap(part -> part instanceof Expression.Name name ? Stream.of(name.name()) : Stream.empty())
                .toList();
    }

    private Stream<String> sets(Node node) {
        if (node.is("bpmn:userTask")) {
            return Stream.of(Choices.OUTCOME);
        }
        if (node.is("bpmn:businessRuleTask")) {
            return Stream.of(node.get("camunda:resultVariable"));
        }
        Optional<String> step = Optional.of(node.get("camunda:delegateExpression"));
        return words.vocabulary().steps().stream()
                .filter(known -> step.filter(known.expression()::equals).isPresent())
                .flatMap(known -> known.sets().stream());
    }
}
