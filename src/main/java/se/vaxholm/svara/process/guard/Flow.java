package se.vaxholm.svara.process.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Contract;

/** The ways through one process: what can come after what, in and out of sub-processes and by what happens at their border. */
final class Flow {

    private static final String LEVELS_TIME = "${escalationUntil}";
    private static final Set<String> SET_LEVELS_TIME = Set.of("${notifyManager}", "${recordActedOn}");

    private static final Set<String> NODES = Set.of(
            "bpmn:startEvent",
            "bpmn:endEvent",
            "bpmn:boundaryEvent",
            "bpmn:intermediateCatchEvent",
            "bpmn:intermediateThrowEvent",
            "bpmn:exclusiveGateway",
            "bpmn:inclusiveGateway",
            "bpmn:parallelGateway",
            "bpmn:eventBasedGateway",
            "bpmn:userTask",
            "bpmn:serviceTask",
            "bpmn:businessRuleTask",
            "bpmn:callActivity",
            "bpmn:subProcess");

    /** Where a case stands still until a person, the clock or a message moves it. */
    private static final Set<String> WAITING =
            Set.of("bpmn:userTask", "bpmn:intermediateCatchEvent", "bpmn:boundaryEvent", "bpmn:eventBasedGateway");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<Node>> outgoing = new HashMap<>();
    private final Map<Node, Set<Node>> next = new LinkedHashMap<>();
    private final Map<Node, Set<Node>> previous = new HashMap<>();

    private final Set<Node> reached = new HashSet<>();

    Flow(Node process) {
        process.all().filter(node -> NODES.contains(node.name())).forEach(node -> nodes.put(node.id(), node));
        process.all("bpmn:sequenceFlow")
                .forEach(flow -> outgoing.computeIfAbsent(flow.get("sourceRef"), id -> new ArrayList<>())
                        .add(flow));
        nodes.values().forEach(this::connect);
        List<Node> open = new ArrayList<>(inner(process).stream()
                .filter(node -> node.is("bpmn:startEvent") || isOfEvent(node))
                .toList());
        while (!open.isEmpty()) {
            Node at = open.remove(open.size() - 1);
            if (reached.add(at)) {
                open.addAll(next.getOrDefault(at, Set.of()));
            }
        }
    }

    private void connect(Node node) {
        if (node.is("bpmn:subProcess") && !inner(node).isEmpty()) {
            inner(node).stream()
                    .filter(child -> child.is("bpmn:startEvent") || isOfEvent(child))
                    .forEach(start -> connect(node, start));
            inner(node).stream()
                    .filter(child -> outgoing(child).isEmpty() && !child.is("bpmn:boundaryEvent"))
                    .forEach(end -> targets(node).forEach(after -> connect(end, after)));
        } else {
            targets(node).forEach(after -> connect(node, after));
        }
        Node host = nodes.get(node.get("attachedToRef"));
        if (node.is("bpmn:boundaryEvent") && host != null) {
            connect(host, node);
        }
    }

    private void connect(Node from, Node to) {
        next.computeIfAbsent(from, node -> new LinkedHashSet<>()).add(to);
        previous.computeIfAbsent(to, node -> new LinkedHashSet<>()).add(from);
    }

    private static boolean isOfEvent(Node node) {
        return node.is("bpmn:subProcess") && node.get("triggeredByEvent").equals("true");
    }

    private List<Node> inner(Node scope) {
        return scope.children().stream()
                .filter(child -> NODES.contains(child.name()))
                .toList();
    }

    private Stream<Node> targets(Node node) {
        return outgoing(node).stream()
                .map(flow -> nodes.get(flow.get("targetRef")))
                .flatMap(Stream::ofNullable);
    }

    /** Whether a case stands still at a node, or in the process that is called there, before it goes on. */
    private static boolean standsStill(Node node) {
        return isWaiting(node)
                || (node.is("bpmn:callActivity")
                        && Contract.of(node.get("calledElement"))
                                .filter(Contract::waits)
                                .isPresent());
    }

    /** Whether a case could go through the whole process without standing still anywhere. */
    boolean goesStraightThrough(Node process) {
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(inner(process).stream()
                .filter(node -> node.is("bpmn:startEvent"))
                .toList());
        while (!open.isEmpty()) {
            Node at = open.remove(open.size() - 1);
            if (standsStill(at) || !seen.add(at)) {
                continue;
            }
            if (at.is("bpmn:endEvent") && next.getOrDefault(at, Set.of()).isEmpty()) {
                return true;
            }
            open.addAll(next.getOrDefault(at, Set.of()));
        }
        return false;
    }

    static boolean isWaiting(Node node) {
        return WAITING.contains(node.name());
    }

    Stream<Node> nodes() {
        return nodes.values().stream();
    }

    @Nullable
    Node node(String id) {
        return nodes.get(id);
    }

    /** The arrows that lead away from a node. */
    List<Node> outgoing(Node node) {
        return outgoing.getOrDefault(node.id(), List.of());
    }

    /** The user tasks that people may have done last before a case comes here. */
    Set<Node> lastTasksBefore(Node node) {
        Set<Node> tasks = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(before(node));
        while (!open.isEmpty()) {
            Node at = open.remove(open.size() - 1);
            if (!seen.add(at)) {
                continue;
            }
            if (at.is("bpmn:userTask")) {
                tasks.add(at);
            } else {
                open.addAll(before(at));
            }
        }
        return tasks;
    }

    /** What comes before a node; where something may break in at any time, also all that it may break into. */
    private Set<Node> before(Node node) {
        Set<Node> before = new LinkedHashSet<>(previous.getOrDefault(node, Set.of()));
        Node host = nodes.get(node.get("attachedToRef"));
        if (node.is("bpmn:boundaryEvent") && host != null) {
            before.remove(host);
            before.addAll(previous.getOrDefault(host, Set.of()));
            inside(host).forEach(before::add);
        } else if (isOfEvent(node)) {
            inside(node).forEach(before::add);
        }
        return before;
    }

    private Stream<Node> inside(Node scope) {
        return scope.all()
                .filter(node -> NODES.contains(node.name()) && !node.id().equals(scope.id()));
    }

    /** Whether any case ever comes here. */
    boolean isReached(Node node) {
        return reached.contains(node);
    }

    /** Everything that may have happened before a case comes to a node. */
    Set<Node> everBefore(Node node) {
        Set<Node> seen = new LinkedHashSet<>();
        List<Node> open = new ArrayList<>(before(node));
        while (!open.isEmpty()) {
            Node at = open.remove(open.size() - 1);
            if (isReached(at) && seen.add(at)) {
                open.addAll(before(at));
            }
        }
        return seen;
    }

    /** Where an arrow ends: inside, when that is a sub-process. */
    List<Node> ends(Node arrow) {
        Node target = nodes.get(arrow.get("targetRef"));
        if (target == null) {
            return List.of();
        }
        return target.is("bpmn:subProcess") && !inner(target).isEmpty()
                ? inner(target).stream()
                        .filter(child -> child.is("bpmn:startEvent"))
                        .toList()
                : List.of(target);
    }

    /** Whether time alone, once a moment has passed, would bring a case back to the work that it was taken from, for ever. */
    boolean comesBackAtOnce(Node boundary) {
        Node host = nodes.get(boundary.get("attachedToRef"));
        if (host == null || !waitsForAFixedMoment(boundary)) {
            return false;
        }
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(next.getOrDefault(boundary, Set.of()));
        while (!open.isEmpty()) {
            Node at = open.remove(open.size() - 1);
            if (at.id().equals(host.id())) {
                return true;
            }
            if (seen.add(at) && !standsStill(at) && !endsBeside(boundary, at) && !setsAnew(at, boundary)) {
                open.addAll(next.getOrDefault(at, Set.of()));
            }
        }
        return false;
    }

    /** What goes on beside the work ends alone; the work goes on. */
    private static boolean endsBeside(Node boundary, Node end) {
        return boundary.get("cancelActivity").equals("false")
                && end.is("bpmn:endEvent")
                && Objects.equals(boundary.parent(), end.parent())
                && end.children("bpmn:terminateEventDefinition").findAny().isEmpty();
    }

    /** The time of a late case's level is set by the very steps that begin it, and is always one to come. */
    private static boolean setsAnew(Node step, Node boundary) {
        return SET_LEVELS_TIME.contains(step.get("camunda:delegateExpression"))
                && boundary.all("bpmn:timeDate").allMatch(time -> time.text().equals(LEVELS_TIME));
    }

    private static boolean waitsForAFixedMoment(Node event) {
        return event.all("bpmn:timeDate").anyMatch(time -> !time.text().contains("("));
    }

    /** A way that comes back to where it began without a person, the clock or a message in between; empty for none. */
    List<Node> endlessLoop() {
        Set<Node> done = new HashSet<>();
        for (Node start : next.keySet()) {
            List<Node> loop = loop(start, new ArrayList<>(), done);
            if (!loop.isEmpty()) {
                return loop;
            }
        }
        return List.of();
    }

    private List<Node> loop(Node node, List<Node> path, Set<Node> done) {
        if (standsStill(node) || done.contains(node)) {
            return List.of();
        }
        int seen = path.indexOf(node);
        if (seen >= 0) {
            return List.copyOf(path.subList(seen, path.size()));
        }
        path.add(node);
        for (Node after : next.getOrDefault(node, Set.of())) {
            List<Node> loop = loop(after, path, done);
            if (!loop.isEmpty()) {
                return loop;
            }
        }
        path.remove(path.size() - 1);
        done.add(node);
        return List.of();
    }
}
