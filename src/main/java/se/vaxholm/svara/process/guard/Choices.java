package se.vaxholm.svara.process.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Where the way parts: every case must find one, and what people can decide in a form must lead somewhere. A gateway
 * without a default is worked out for everything that its variables can be.
 */
final class Choices {

    static final String OUTCOME = "outcome";
    private static final int MOST_COMBINATIONS = 200;

    private final Flow flow;
    private final Words words;
    private final Objections objections;

    Choices(Flow flow, Words words, Objections objections) {
        this.flow = flow;
        this.words = words;
        this.objections = objections;
    }

    void judge() {
        flow.nodes().forEach(node -> {
            List<Node> ways = flow.outgoing(node);
            if (node.is("bpmn:exclusiveGateway") || node.is("bpmn:inclusiveGateway")) {
                if (ways.size() > 1) {
                    gateway(node, ways);
                } else {
                    unconditional(ways);
                }
            } else {
                unconditional(ways);
                if (ways.size() > 1 && !node.is("bpmn:parallelGateway") && !node.is("bpmn:eventBasedGateway")) {
                    objections.add(Rule.VAGVAL, node, "flera pilar går härifrån: rita en gateway som säger hur");
                }
            }
        });
    }

    private void unconditional(List<Node> ways) {
        ways.stream()
                .filter(way -> way.child("bpmn:conditionExpression").isPresent())
                .forEach(way -> objections.add(
                        Rule.VAGVAL,
                        way,
                        "villkoret har ingen verkan: villkor står på pilar från ett vägval med flera pilar"));
    }

    private void gateway(Node gateway, List<Node> ways) {
        String byDefault = gateway.get("default");
        boolean hasDefault =
                !byDefault.isEmpty() && ways.stream().anyMatch(way -> way.id().equals(byDefault));
        if (!byDefault.isEmpty() && !hasDefault) {
            objections.add(Rule.VAGVAL, gateway, "den förvalda pilen går inte härifrån");
        }
        List<Expression> conditions = new ArrayList<>();
        for (Node way : ways) {
            Optional<Node> condition = way.child("bpmn:conditionExpression");
            if (way.id().equals(byDefault)) {
                condition.ifPresent(
                        it -> objections.add(Rule.VAGVAL, way, "den förvalda pilen kan inte också ha ett villkor"));
            } else if (condition.isEmpty()) {
                objections.add(Rule.VAGVAL, way, "pilen saknar villkor och är inte förvald");
                return;
            } else {
                Optional<Expression> read = condition(way);
                if (read.isEmpty()) {
                    return;
                }
                conditions.add(read.get());
            }
        }
        Set<String> outcomes = outcomesBefore(gateway);
        conditions.forEach(condition -> onlyPossibleOutcomes(gateway, condition, outcomes));
        if (!hasDefault) {
            everyCaseFindsAWay(gateway, conditions, outcomes);
        }
    }

    /** The condition of an arrow, when it has one that can be read. */
    static Optional<Expression> condition(Node way) {
        return way.child("bpmn:conditionExpression")
                .flatMap(condition -> read(condition.text().strip()));
    }

    /** Empty when it can't be read, which has been objected to where it stands. */
    static Optional<Expression> read(String text) {
        try {
            return Optional.of(ExpressionParser.parse(text));
        } catch (BadExpressionException e) {
            return Optional.empty();
        }
    }

    private Set<String> outcomesBefore(Node gateway) {
        return flow.lastTasksBefore(gateway).stream()
                .flatMap(task -> words.vocabulary().formByKey(task.get("camunda:formKey")).stream())
                .flatMap(form -> form.outcomes().stream())
                .map(Outcome::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void onlyPossibleOutcomes(Node gateway, Expression condition, Set<String> outcomes) {
        condition.parts().forEach(part -> {
            if (part instanceof Expression.Binary binary && binary.operator().compares()) {
                for (String value : comparedWithOutcome(binary)) {
                    if (!outcomes.contains(value)) {
                        objections.add(
                                Rule.VAGVAL,
                                gateway,
                                "formuläret före ger aldrig ”%s”, bara %s".formatted(value, list(outcomes)));
                    }
                }
            }
        });
    }

    private static List<String> comparedWithOutcome(Expression.Binary binary) {
        List<String> values = new ArrayList<>();
        boolean aboutOutcome = false;
        for (Expression side : List.of(binary.left(), binary.right())) {
            aboutOutcome |= side instanceof Expression.Name name && name.name().equals(OUTCOME);
            if (side instanceof Expression.Literal literal && literal.value() instanceof String text) {
                values.add(text);
            }
        }
        return aboutOutcome ? values : List.of();
    }

    private void everyCaseFindsAWay(Node gateway, List<Expression> conditions, Set<String> outcomes) {
        Map<String, List<Object>> possible = new LinkedHashMap<>();
        for (Expression condition : conditions) {
            condition.parts().forEach(part -> {
                if (part instanceof Expression.Name name) {
                    possible.put(name.name(), values(name.name(), outcomes));
                }
            });
        }
        possible.values().removeIf(List::isEmpty);
        List<Map<String, Object>> cases = List.of(Map.of());
        for (Map.Entry<String, List<Object>> variable : possible.entrySet()) {
            cases = combined(cases, variable.getKey(), variable.getValue());
            if (cases.size() > MOST_COMBINATIONS) {
                objections.add(Rule.VAGVAL, gateway, "villkoren är för många att följa: gör en av pilarna förvald");
                return;
            }
        }
        for (Map<String, Object> known : cases) {
            if (conditions.stream().noneMatch(new Truth(known)::holds)) {
                objections.add(
                        Rule.VAGVAL,
                        gateway,
                        known.isEmpty()
                                ? "ingen pil är förvald, och det är inte säkert att något villkor stämmer"
                                : "ingen pil är förvald, och ingen går säkert när %s".formatted(told(known)));
                return;
            }
        }
    }

    private List<Object> values(String variable, Set<String> outcomes) {
        if (variable.equals(OUTCOME)) {
            return List.copyOf(outcomes);
        }
        Words.Kind kind = words.variables().get(variable);
        if (kind != null && kind.type() == Vocabulary.Type.YES_NO) {
            return List.of(true, false);
        }
        return List.copyOf(words.values(variable).orElse(List.of()));
    }

    private static List<Map<String, Object>> combined(
            List<Map<String, Object>> cases, String variable, List<Object> values) {
        return cases.stream()
                .flatMap(known -> values.stream().map(value -> {
                    Map<String, Object> more = new LinkedHashMap<>(known);
                    more.put(variable, value);
                    return more;
                }))
                .toList();
    }

    private static String told(Map<String, Object> known) {
        return known.entrySet().stream()
                .map(entry -> entry.getKey() + " är " + entry.getValue())
                .collect(Collectors.joining(" och "));
    }

    private static String list(Set<String> outcomes) {
        return outcomes.isEmpty() ? "inget, för ingen uppgift ligger före" : String.join(", ", outcomes);
    }
}
