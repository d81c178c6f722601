package se.vaxholm.svara.process.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import se.vaxholm.svara.process.ModelView;
import se.vaxholm.svara.process.ModelView.Border;
import se.vaxholm.svara.process.ModelView.Item;
import se.vaxholm.svara.process.ModelView.Kind;
import se.vaxholm.svara.process.ModelView.Way;

/** Tells in order what a drawn process does: each thing after what leads to it, borders beside what they stand on. */
public final class Outline {

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("bpmn:startEvent", Kind.START),
            Map.entry("bpmn:endEvent", Kind.END),
            Map.entry("bpmn:userTask", Kind.USER_TASK),
            Map.entry("bpmn:serviceTask", Kind.STEP),
            Map.entry("bpmn:businessRuleTask", Kind.DECISION),
            Map.entry("bpmn:callActivity", Kind.CALL),
            Map.entry("bpmn:subProcess", Kind.SUB_PROCESS),
            Map.entry("bpmn:exclusiveGateway", Kind.CHOICE),
            Map.entry("bpmn:inclusiveGateway", Kind.CHOICE),
            Map.entry("bpmn:parallelGateway", Kind.PARALLEL),
            Map.entry("bpmn:eventBasedGateway", Kind.FIRST_OF),
            Map.entry("bpmn:intermediateThrowEvent", Kind.STEP));

    private final Flow flow;
    private final Map<Node, List<Node>> ordered = new LinkedHashMap<>();
    private final Set<Node> placed = new HashSet<>();

    private Outline(Node process) {
        flow = new Flow(process);
    }

    /** @throws IllegalStateException when it is no process, which nothing that has been let through is */
    public static ModelView read(byte[] content, String svg) {
        try {
            Node process = ModelReader.read(content)
                    .children("bpmn:process")
                    .findFirst()
                    .orElseThrow();
            return new ModelView(
                    process.get("name"), explanation(process), svg, new Outline(process).scope(process), List.of());
        } catch (UnreadableModelException e) {
            throw new IllegalStateException("A model in use can't be read: " + e.what(), e);
        }
    }

    private List<Item> scope(Node scope) {
        List<Node> inside = scope.children().stream()
                .filter(node -> flow.node(node.id()) != null)
                .toList();
        List<Node> first =
                inside.stream().filter(node -> node.is("bpmn:startEvent")).toList();
        List<Node> main = new ArrayList<>(inOrder(first));
        // What stands on a border comes with its host, and may itself carry borders.
        List<Node> hosts = new ArrayList<>(main);
        for (int i = 0; i < hosts.size(); i++) {
            for (Node border : bordersOf(hosts.get(i), inside)) {
                List<Node> chain = inOrder(targets(border).toList());
                ordered.put(border, chain);
                hosts.addAll(chain);
            }
        }
        main.addAll(inOrder(inside.stream()
                .filter(node -> !node.is("bpmn:boundaryEvent"))
                .filter(node -> flow.isReached(node))
                .toList()));
        return items(main, inside);
    }

    private static List<Node> bordersOf(Node host, List<Node> inside) {
        return inside.stream()
                .filter(node -> node.get("attachedToRef").equals(host.id())
                        && !host.id().isEmpty())
                .toList();
    }

    /** Everything that can be reached and has no place yet, each after what leads to it, as far as there is no way back. */
    private List<Node> inOrder(List<Node> starts) {
        List<Node> last = new ArrayList<>();
        List<Node> reversed = new ArrayList<>(starts);
        Collections.reverse(reversed);
        reversed.forEach(start -> visit(start, last));
        Collections.reverse(last);
        return last.stream().filter(node -> !isPassedOver(node)).toList();
    }

    private void visit(Node node, List<Node> last) {
        if (!placed.add(node)) {
            return;
        }
        List<Node> next = new ArrayList<>(targets(node).toList());
        Collections.reverse(next);
        next.forEach(after -> visit(after, last));
        last.add(node);
    }

    private Stream<Node> targets(Node node) {
        return flow.outgoing(node).stream()
                .map(way -> flow.node(way.get("targetRef")))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    /** Where ways only come together, or a start that says nothing: words need no item for that. */
    private boolean isPassedOver(Node node) {
        boolean silent = node.get("name").isBlank() && flow.outgoing(node).size() == 1;
        return silent && (node.is("bpmn:startEvent") || KINDS.get(node.name()) == Kind.CHOICE);
    }

    private List<Item> items(List<Node> nodes, List<Node> inside) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node following = i + 1 < nodes.size() ? nodes.get(i + 1) : node;
            items.add(new Item(
                    node.id(),
                    kind(node),
                    Wording.shown(node.get("name")),
                    explanation(node),
                    node.get("calledElement"),
                    ways(node, following),
                    node.is("bpmn:subProcess") ? scope(node) : List.of(),
                    bordersOf(node, inside).stream()
                            .map(border -> border(border, inside))
                            .toList()));
        }
        return List.copyOf(items);
    }

    private Border border(Node border, List<Node> inside) {
        List<Node> chain = ordered.getOrDefault(border, List.of());
        return new Border(
                border.id(),
                kind(border),
                Wording.shown(border.get("name")),
                !border.get("cancelActivity").equals("false"),
                ways(border, chain.isEmpty() ? border : chain.get(0)),
                items(chain, inside));
    }

    /** None when the case just goes on to what is told next. */
    private List<Way> ways(Node node, Node following) {
        List<Way> ways = new ArrayList<>();
        for (Node arrow : flow.outgoing(node)) {
            Node target = flow.node(arrow.get("targetRef"));
            Set<Node> passed = new LinkedHashSet<>();
            while (target != null && isPassedOver(target) && passed.add(target)) {
                target = targets(target).findFirst().orElse(null);
            }
            if (target != null) {
                ways.add(new Way(
                        Wording.shown(arrow.get("name")),
                        target.id(),
                        kind(target),
                        Wording.shown(target.get("name"))));
            }
        }
        boolean justOn = ways.size() == 1
                && ways.get(0).name().isEmpty()
                && ways.get(0).target().equals(following.id());
        return justOn ? List.of() : List.copyOf(ways);
    }

    static Kind kind(Node node) {
        if (node.child("bpmn:timerEventDefinition").isPresent()) {
            return Kind.TIME;
        }
        if (node.child("bpmn:messageEventDefinition").isPresent()) {
            return Kind.MESSAGE;
        }
        if (node.child("bpmn:terminateEventDefinition").isPresent()) {
            return Kind.TERMINATE;
        }
        return KINDS.getOrDefault(node.name(), Kind.STEP);
    }

    static String explanation(Node node) {
        return node.child("bpmn:documentation")
                .map(text -> text.text().strip().replaceAll("\\s+", " "))
                .orElse("");
    }
}
