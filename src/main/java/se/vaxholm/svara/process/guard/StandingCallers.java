package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Holds a process to what those count on that call it already: a call takes the latest version, also from cases that began
 * long ago, in models that were drawn when something else was agreed.
 */
final class StandingCallers {

    /** What a form can decide and the case then tells of itself, to whoever has called. */
    private static final Map<Outcome, String> RESULTS = Map.of(
            Outcome.HOLDING_NOTICE, "PROMISED",
            Outcome.HANDLED_ELSEWHERE, "PROMISED",
            Outcome.FORWARD_EXTERNAL, "FORWARDED",
            Outcome.REOPEN, "REOPENED");

    private final Vocabulary vocabulary;
    private final Contract process;
    private final Node model;
    private final Set<String> dropped;
    private final Objections objections;

    /**
     * A version of a process that calls the one to be put in use, or may do so.
     *
     * @param cases how many go by it; none when it is only what new cases will begin in
     */
    record Caller(Contract process, int version, long cases, Node model) {}

    /** @param inUse the version whose place the model takes, if there is one */
    StandingCallers(Vocabulary vocabulary, Contract process, Node model, Optional<Node> inUse, Objections objections) {
        this.vocabulary = vocabulary;
        this.process = process;
        this.model = model;
        this.objections = objections;
        dropped = new TreeSet<>(inUse.map(StandingCallers::messages).orElse(Set.of()));
        dropped.removeAll(messages(model));
    }

    void judge(List<Caller> callers) {
        Set<String> read = read();
        callers.forEach(caller -> {
            List<Node> calls = caller.model()
                    .all("bpmn:callActivity")
                    .filter(call -> call.get("calledElement").equals(process.id()))
                    .toList();
            calls.forEach(call -> inputs(caller, call, read));
            if (!calls.isEmpty()) {
                messages(caller);
                results(caller);
            }
        });
    }

    private void inputs(Caller caller, Node call, Set<String> read) {
        Set<String> given =
                call.all("camunda:in").map(input -> input.get("target")).collect(Collectors.toSet());
        process.inputs().stream()
                .filter(read::contains)
                .filter(input -> !given.contains(input))
                .forEach(input -> object(caller, "lämnar inte över ”%s”, som den här modellen läser".formatted(input)));
    }

    private void messages(Caller caller) {
        Set<String> own = messages(caller.model());
        dropped.stream()
                .filter(message -> !own.contains(message))
                .forEach(message -> object(
                        caller, "räknar med att meddelandet ”%s” tas emot här, som hittills".formatted(message)));
    }

    /** Whoever closes the case has to know what to do with everything that the case can tell of itself. */
    private void results(Caller caller) {
        if (new Ensured(caller.process(), vocabulary).owed() != Ensured.Word.DONE) {
            return;
        }
        Set<String> known = compared(caller.model());
        compared(model).stream()
                .flatMap(decided -> RESULTS.entrySet().stream()
                        .filter(result -> result.getKey().name().equals(decided))
                        .map(Map.Entry::getValue))
                .distinct()
                .filter(result -> !known.contains(result))
                .forEach(result -> object(
                        caller,
                        "vet inte vad som händer när ärendet är %s, som den här modellen kan leda till"
                                .formatted(result)));
    }

    private void object(Caller caller, String what) {
        String from = caller.cases() == 0
                ? "är i bruk och"
                : caller.cases() == 1 ? "har ett ärende och" : "har %d ärenden och".formatted(caller.cases());
        objections.add(
                Rule.ANROP,
                "%s.bpmn version %d %s %s; ta en ändrad %s.bpmn i bruk samtidigt, och flytta först de ärenden som pågår"
                        .formatted(
                                caller.process().id(),
                                caller.version(),
                                from,
                                what,
                                caller.process().id()));
    }

    /** All that the model's expressions name, and what its steps read. */
    private Set<String> read() {
        // Whatever a process does, it does to its case.
        Set<String> read = new TreeSet<>(Set.of("enquiryId"));
        model.all()
                .flatMap(StandingCallers::texts)
                .forEach(text -> expression(text).forEach(part -> {
                    if (part instanceof Expression.Name name) {
                        read.add(name.name());
                    }
                }));
        model.all("camunda:in").map(input -> input.get("source")).forEach(read::add);
        vocabulary.steps().stream()
                .filter(step -> model.all("bpmn:serviceTask").anyMatch(task -> Ensured.isStep(task, step.name())))
                .flatMap(step -> step.reads().stream())
                .forEach(read::add);
        return read;
    }

    private static Stream<String> texts(Node node) {
        return Stream.concat(node.attributes().values().stream(), Stream.of(node.text()));
    }

    private static List<Expression> expression(String text) {
        String stripped = text.strip();
        return stripped.startsWith("${")
                ? Choices.read(stripped)
                        .map(expression -> expression.parts().toList())
                        .orElse(List.of())
                : List.of();
    }

    private static Set<String> messages(Node model) {
        Set<String> waitedFor = model.all("bpmn:messageEventDefinition")
                .map(event -> event.get("messageRef"))
                .collect(Collectors.toSet());
        return model.all("bpmn:message")
                .filter(message -> waitedFor.contains(message.id()))
                .map(message -> message.get("name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The words that the model's conditions compare with. */
    private static Set<String> compared(Node model) {
        return model.all("bpmn:conditionExpression")
                .flatMap(condition -> expression(condition.text()).stream())
                .flatMap(part -> part instanceof Expression.Literal literal && literal.value() instanceof String word
                        ? Stream.of(word)
                        : Stream.empty())
                .collect(Collectors.toSet());
    }
}
