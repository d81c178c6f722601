package se.vaxholm.svara.process.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element of a model's XML, by names with the prefixes of {@link Names}, whatever prefixes the file has. */
final class Node {

    private final String name;
    private final Map<String, String> attributes;
    private final @Nullable Node parent;
    private final int line;
    private final List<Node> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Node(String name, Map<String, String> attributes, @Nullable Node parent, int line) {
        this.name = name;
        this.attributes = Collections.unmodifiableMap(attributes);
        this.parent = parent;
        this.line = line;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    void append(char[] letters, int start, int length) {
        text.append(letters, start, length);
    }

    String name() {
        return name;
    }

    boolean is(String other) {
        return name.equals(other);
    }

    @Nullable
    Node parent() {
        return parent;
    }

    int line() {
        return line;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** The attribute, empty when it is missing. */
    String get(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    String id() {
        return get("id");
    }

    /** The letters directly inside, also those around comments and children, as the engine puts them together. */
    String text() {
        return text.toString();
    }

    int textLength() {
        return text.length();
    }

    List<Node> children() {
        return Collections.unmodifiableList(children);
    }

    Stream<Node> children(String child) {
        return children.stream().filter(node -> node.is(child));
    }

    Optional<Node> child(String child) {
        return children(child).findFirst();
    }

    /** This element and everything inside it, in the order of the file. */
    Stream<Node> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
    }

    Stream<Node> all(String descendant) {
        return all().filter(node -> node.is(descendant));
    }

    @Override
    public String toString() {
        return name + " " + id() + " on line " + line;
    }
}
