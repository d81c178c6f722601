package se.vaxholm.svara.process.guard;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which elements a kind of file may hold, where, with which attributes: what is not listed is refused. */
final class Grammar {

    private final Map<String, Element> elements;
    private final Map<String, String> explanations;

    private Grammar(Map<String, Element> elements, Map<String, String> explanations) {
        this.elements = elements;
        this.explanations = explanations;
    }

    /** What one element may hold. */
    private static final class Element {
        private final Map<String, Value> attributes = new LinkedHashMap<>();
        private final Map<String, Fault> needed = new LinkedHashMap<>();
        private final Set<String> children = new HashSet<>();
        private Value text = Value.NOTHING;
    }

    /** Holds every element, with all that is in it, against the list. */
    void judge(Node root, Words words, Objections objections) {
        Element known = elements.get(root.name());
        if (known == null) {
            objections.add(Rule.ELEMENT, root, refused("elementet", root.name()));
            return;
        }
        judge(root, known, words, objections);
    }

    private void judge(Node node, Element known, Words words, Objections objections) {
        known.needed.forEach((attribute, fault) -> {
            if (node.get(attribute).isBlank()) {
                objections.add(fault, node);
            }
        });
        node.attributes().forEach((attribute, text) -> {
            Value value = known.attributes.get(attribute);
            if (value == null) {
                objections.add(Rule.ATTRIBUT, node, refused("attributet", attribute));
            } else if (!(text.isBlank() && known.needed.containsKey(attribute))) {
                value.fault(text, words).ifPresent(fault -> objections.add(fault, node));
            }
        });
        known.text.fault(node.text(), words).ifPresent(fault -> objections.add(fault, node));
        for (Node child : node.children()) {
            if (objections.isFull()) {
                return;
            }
            Element kind = elements.get(child.name());
            if (kind == null || !known.children.contains(child.name())) {
                objections.add(
                        Rule.ELEMENT,
                        child,
                        kind == null
                                ? refused("elementet", child.name())
                                : "elementet %s hör inte hemma i %s".formatted(child.name(), node.name()));
            } else {
                judge(child, kind, words, objections);
            }
        }
    }

    private String refused(String what, String name) {
        String explanation = explanations.get(name);
        return what + " " + Wording.shown(name) + " används inte i Svara"
                + (explanation == null ? "" : ": " + explanation);
    }

    /** Writes a grammar down, element by element. */
    static final class Builder {

        private final Map<String, Element> elements = new LinkedHashMap<>();
        private final Map<String, String> explanations = new LinkedHashMap<>();
        private @Nullable Element current;

        /** What follows is said of this element. */
        Builder element(String name) {
            current = new Element();
            elements.put(name, current);
            return this;
        }

        /** As another element, so far as that one has been described. */
        Builder element(String name, String like) {
            Element other = Objects.requireNonNull(elements.get(like), like);
            element(name);
            current().attributes.putAll(other.attributes);
            current().needed.putAll(other.needed);
            current().children.addAll(other.children);
            return this;
        }

        Builder may(String attribute, Value value) {
            current().attributes.put(attribute, value);
            return this;
        }

        Builder must(String attribute, Value value, Rule rule, String otherwise) {
            current().needed.put(attribute, new Fault(rule, otherwise));
            return may(attribute, value);
        }

        Builder holds(String... children) {
            current().children.addAll(Set.of(children));
            return this;
        }

        Builder text(Value value) {
            current().text = value;
            return this;
        }

        /** What Camunda Modeler writes about itself at the top of a file. */
        Builder writtenByCamundaModeler() {
            return may("id", Value.ID)
                    .may("name", Value.NAME)
                    .may("exporter", Value.NAME)
                    .may("exporterVersion", Value.NAME)
                    .may("modeler:executionPlatform", Value.exactly(Rule.VARDE, "Camunda Platform"))
                    .may(
                            "modeler:executionPlatformVersion",
                            Value.pattern("7\\.\\d{1,2}\\.\\d{1,2}", "en version av Camunda 7"));
        }

        /** What the engine remembers of it is kept for as long as the law wants, said by this attribute. */
        Builder keptForTenYears(String attribute) {
            return must(
                    attribute,
                    Value.TEN_YEARS,
                    Rule.BEVARANDE,
                    "det står inte hur länge historiken bevaras: minst tio år, till exempel P36500D");
        }

        /** Where something stands in the picture, and the points that a line goes through. */
        void places(String bounds, String waypoint) {
            element(bounds)
                    .may("x", Value.COORDINATE)
                    .may("y", Value.COORDINATE)
                    .may("width", Value.COORDINATE)
                    .may("height", Value.COORDINATE);
            element(waypoint).may("x", Value.COORDINATE).may("y", Value.COORDINATE);
        }

        /** Why something that is not on the list is not, for whoever tries it. */
        Builder explain(String name, String why) {
            explanations.put(name, why);
            return this;
        }

        Grammar build() {
            return new Grammar(Map.copyOf(elements), Map.copyOf(explanations));
        }

        private Element current() {
            return Objects.requireNonNull(current);
        }
    }
}
