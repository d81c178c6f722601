package se.vaxholm.svara.process.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.guard.Ensured.Word;

/**
 * The guideline as a rule for models (G3): whichever way a case goes, the asker gets word before the process ends, and as long
 * as word has not come, somebody is told when the time is out. Follows every way with what is known on it; what a called
 * process does is taken from its contract, since its model may change.
 */
final class WordInTime {

    private static final int LONGEST_WAY = 6;

    private final Flow flow;
    private final Node process;
    private final Ensured ensured;
    private final Words words;
    private final Objections objections;
    private final Map<String, String> messages = new HashMap<>();
    private final Map<State, State> cameFrom = new HashMap<>();
    private final Deque<State> open = new ArrayDeque<>();
    private final Set<String> objected = new LinkedHashSet<>();

    /**
     * A case at a node.
     *
     * @param outcome what the last form decided, empty when not known
     * @param result what the case told of itself last, empty when not known
     * @param next the process or step that has to come before anything else is waited for, empty when nothing has to
     * @param beside whether this goes on beside the work, which it neither ends nor waits for
     */
    private record State(Node node, Word word, String outcome, String result, String next, boolean beside) {

        State at(Node other) {
            return new State(other, word, outcome, result, next, beside);
        }

        State with(Word other) {
            return new State(node, other, outcome, result, next, beside);
        }

        State decided(String other) {
            return new State(node, word, other, result, next, beside);
        }

        State told(String other, Word worth, String follows) {
            return new State(node, worth, outcome, other, follows, beside);
        }

        State beside(boolean other) {
            return new State(node, word, outcome, result, next, other);
        }

        State followed() {
            return new State(node, word, outcome, result, "", beside);
        }
    }

    WordInTime(Flow flow, Node root, Node process, Ensured ensured, Words words, Objections objections) {
        this.flow = flow;
        this.process = process;
        this.ensured = ensured;
        this.words = words;
        this.objections = objections;
        root.children("bpmn:message").forEach(message -> messages.put(message.id(), message.get("name")));
    }

    void judge() {
        if (!ensured.owesAnything()) {
            return;
        }
        starts(process).forEach(start -> add(new State(start, Word.NONE, "", "", "", false), null));
        while (!open.isEmpty()) {
            visit(open.removeLast());
        }
    }

    private void add(State state, @Nullable State from) {
        if (!cameFrom.containsKey(state)) {
            cameFrom.put(state, from == null ? state : from);
            open.add(state);
        }
    }

    private Stream<Node> starts(Node scope) {
        return scope.children().stream().filter(node -> node.is("bpmn:startEvent"));
    }

    private void visit(State at) {
        State state = followed(at);
        Node node = state.node();
        if (!state.beside() && state.word() == Word.NONE && ensured.standsStill(node)) {
            watched(state);
        }
        if (Ensured.isStep(node, Ensured.CLOSE) && state.word().compareTo(Word.DONE) < 0) {
            object(node, "här avslutas ett ärende utan att det har sagt att det är klart%s".formatted(way(state)));
        }
        borders(state);
        if (node.is("bpmn:subProcess") && starts(node).findAny().isPresent()) {
            starts(node).forEach(start -> add(state.at(start), state));
        } else if (node.is("bpmn:endEvent")) {
            end(state);
        } else {
            done(state).forEach(after -> next(after, state));
        }
    }

    /** What the case has told of itself has to be followed before it can stand still, end or be asked again. */
    private State followed(State state) {
        Node node = state.node();
        if (state.next().isEmpty()) {
            return state;
        }
        if (Ensured.isStepOrCallOf(node, state.next())) {
            return state.followed();
        }
        if (node.is("bpmn:callActivity")
                || node.is("bpmn:subProcess")
                || node.is("bpmn:endEvent")
                || Flow.isWaiting(node)
                || Ensured.isStep(node, Ensured.SEE_RESULT)
                || Ensured.isStep(node, Ensured.CLOSE)) {
            object(
                    node,
                    "hit kommer ett ärende som har sagt %s, utan att ”%s” har tagit hand om det%s"
                            .formatted(state.result(), state.next(), way(state)));
            return state.followed();
        }
        return state;
    }

    /** What may break into a node, or go on beside it, from the moment that a case is there. */
    private void borders(State state) {
        flow.nodes()
                .filter(border ->
                        border.get("attachedToRef").equals(state.node().id()))
                .forEach(border -> {
                    boolean beside = state.beside() || isBeside(border);
                    boolean told = border.children("bpmn:messageEventDefinition")
                            .anyMatch(event -> Ensured.givesWord(messages.getOrDefault(event.get("messageRef"), "")));
                    Word word = told && !beside && state.word() == Word.NONE ? Word.GIVEN : state.word();
                    add(state.at(border).with(word).beside(beside), state);
                });
    }

    private static boolean isBeside(Node border) {
        return border.get("cancelActivity").equals("false");
    }

    private void end(State state) {
        Node end = state.node();
        boolean all = end.children("bpmn:terminateEventDefinition").findAny().isPresent();
        if (state.beside() && !all) {
            return;
        }
        Node scope = end.parent();
        if (scope != null && scope.is("bpmn:subProcess")) {
            leave(state.at(scope).beside(false), state);
        } else if (state.word().compareTo(ensured.owed()) < 0) {
            object(
                    end,
                    "hit kommer ett ärende utan att frågeställaren har fått svar, besked eller veta vem som tagit över%s"
                            .formatted(way(state)));
        }
    }

    private void leave(State done, State from) {
        flow.outgoing(done.node()).stream()
                .map(arrow -> flow.node(arrow.get("targetRef")))
                .flatMap(Stream::ofNullable)
                .forEach(target -> add(done.at(target), from));
        if (flow.outgoing(done.node()).isEmpty() && !isOfEvent(done.node())) {
            end(done, from);
        }
    }

    /** A sub-process without a way on ends what is around it. */
    private void end(State done, State from) {
        Node scope = done.node().parent();
        if (scope != null && scope.is("bpmn:subProcess")) {
            leave(done.at(scope), from);
        } else if (done.word().compareTo(ensured.owed()) < 0) {
            object(done.node(), "vägen slutar här utan att frågeställaren har fått besked%s".formatted(way(from)));
        }
    }

    private static boolean isOfEvent(Node scope) {
        return scope.get("triggeredByEvent").equals("true");
    }

    /** The case when the node is done, once for everything that may have come of it. */
    private List<State> done(State state) {
        Node node = state.node();
        State done = state.with(ensured.after(node, state.word()));
        if (node.is("bpmn:userTask")) {
            List<String> outcomes = words.vocabulary().formByKey(node.get("camunda:formKey")).stream()
                    .flatMap(form -> form.outcomes().stream())
                    .map(Outcome::name)
                    .toList();
            return outcomes.isEmpty()
                    ? List.of(done)
                    : outcomes.stream().map(done::decided).toList();
        }
        if (Ensured.isStep(node, Ensured.SEE_RESULT)) {
            return ensured.results().stream()
                    .map(result -> done.told(
                            result, ensured.told(result, done.word()), ensured.followedBy(result, done.word())))
                    .toList();
        }
        return List.of(done);
    }

    private void next(State done, State from) {
        List<Node> ways = ways(done);
        ways.forEach(arrow -> {
            Node target = flow.node(arrow.get("targetRef"));
            if (target != null) {
                boolean onTheSpot = Choices.condition(arrow)
                        .filter(new Expression.Name(Ensured.ON_THE_SPOT)::equals)
                        .isPresent();
                add((onTheSpot ? done.with(Word.GIVEN) : done).at(target), from);
            }
        });
        if (flow.outgoing(done.node()).isEmpty() && !done.beside()) {
            end(done, from);
        }
    }

    /** The arrows that the case may follow; only the one that is certain, when there is one. */
    private List<Node> ways(State state) {
        List<Node> all = flow.outgoing(state.node());
        if (!state.node().is("bpmn:exclusiveGateway") || all.size() < 2) {
            return all;
        }
        Map<String, Object> known = new HashMap<>();
        if (!state.outcome().isEmpty()) {
            known.put(Choices.OUTCOME, state.outcome());
        }
        if (!state.result().isEmpty()) {
            known.put(Ensured.RESULT, state.result());
        }
        Truth truth = new Truth(known);
        Optional<Node> certain = all.stream()
                .filter(way -> Choices.condition(way).filter(truth::holds).isPresent())
                .findFirst();
        return certain.map(List::of)
                .orElseGet(() -> all.stream()
                        .filter(way ->
                                Choices.condition(way).filter(truth::fails).isEmpty())
                        .toList());
    }

    /** Where a case stands still without word, a timer around it has to tell somebody when the time is out. */
    private void watched(State state) {
        String moment = ensured.watchedBy();
        if (moment.isEmpty()) {
            return;
        }
        List<Node> timers = timersAround(state.node());
        List<Node> inTime = timers.stream()
                .filter(timer -> waitsFor(timer).equals("${" + moment + "}"))
                .toList();
        if (inTime.isEmpty()) {
            object(
                    state.node(),
                    "här kan ett ärende bli stående utan att frågeställaren har fått besked, och ingen timer på ${%s} runt arbetet lyfter det i tid"
                            .formatted(moment));
            return;
        }
        inTime.stream()
                .filter(timer -> !isBeside(timer))
                .forEach(timer -> object(
                        timer, "timern avbryter arbetet: frågeställaren ska få sitt besked ändå, fast för sent"));
        if (inTime.stream().noneMatch(timer -> leadsTo(timer, node -> Ensured.isCallOf(node, Ensured.ESCALATION)))) {
            object(inTime.get(0), "när tiden är ute ska varje väg härifrån leda till anropet av escalation");
        }
        ensured.besides().forEach((step, moments) -> {
            boolean kept = timers.stream()
                    .filter(WordInTime::isBeside)
                    .filter(timer -> moments.isEmpty()
                            || moments.stream()
                                    .anyMatch(known -> waitsFor(timer).equals("${" + known + "}")))
                    .anyMatch(timer -> leadsTo(timer, node -> Ensured.isStep(node, step)));
            if (!kept) {
                object(
                        state.node(),
                        "ingen timer runt arbetet leder till steget %s, som löftet behöver".formatted(step));
            }
        });
    }

    /** On the border of the call itself, or of what encloses it; a task's own timer would go off again at each return. */
    private List<Node> timersAround(Node node) {
        List<Node> timers = new ArrayList<>();
        for (Node host = node; host != null; host = host.parent()) {
            String id = host.id();
            if (host.is("bpmn:callActivity") || host.is("bpmn:subProcess")) {
                flow.nodes()
                        .filter(border -> border.get("attachedToRef").equals(id))
                        .filter(border ->
                                border.child("bpmn:timerEventDefinition").isPresent())
                        .forEach(timers::add);
            }
        }
        return timers;
    }

    private static String waitsFor(Node timer) {
        return timer.all("bpmn:timeDate")
                .map(time -> time.text().strip())
                .findFirst()
                .orElse("");
    }

    /** On every way, before anything is waited for. */
    private boolean leadsTo(Node from, Predicate<Node> wanted) {
        return leadsTo(from, wanted, new LinkedHashSet<>());
    }

    private boolean leadsTo(Node from, Predicate<Node> wanted, Set<Node> seen) {
        List<Node> after = flow.outgoing(from).stream()
                .flatMap(arrow -> flow.ends(arrow).stream())
                .toList();
        return !after.isEmpty()
                && after.stream()
                        .allMatch(node -> wanted.test(node)
                                || (!Flow.isWaiting(node)
                                        && !node.is("bpmn:callActivity")
                                        && seen.add(node)
                                        && leadsTo(node, wanted, seen)));
    }

    private void object(Node node, String what) {
        if (objected.add(node.id() + what.replaceAll(" \\(vägen .*", ""))) {
            objections.add(Rule.BESKED, node, what + " (G3)");
        }
    }

    /** The last things on the way here, as their owner knows them. */
    private String way(State last) {
        List<String> names = new ArrayList<>();
        State at = last;
        for (State before = cameFrom.get(at); before != null && !before.equals(at); before = cameFrom.get(at)) {
            at = before;
            String name = Wording.shown(at.node().get("name"));
            if (!name.isEmpty() && names.size() < LONGEST_WAY) {
                names.add(0, name);
            }
        }
        return names.isEmpty() ? "" : names.stream().collect(Collectors.joining(" → ", " (vägen ", ")"));
    }
}
