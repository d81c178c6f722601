package se.vaxholm.svara.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where everything on a drawn model came to lie, and what a careful eye would object to. */
record Drawing(List<Shape> shapes, List<Label> labels, List<Mark> marks, List<Edge> edges) {

    /** The most that fits on one ordinary screen at full size. */
    private static final double WIDTH = 1650;

    private static final double HEIGHT = 850;

    /** A rectangle; y grows downwards. */
    record Box(double x, double y, double width, double height) {

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }

        boolean overlaps(Box other) {
            return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
        }

        boolean holds(Box other) {
            return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
        }

        Box shrunkBy(double margin) {
            return new Box(x + margin, y + margin, width - 2 * margin, height - 2 * margin);
        }
    }

    /** A box with a meaning; a container is an expanded sub-process, a host the shape whose border carries it. */
    record Shape(String id, String parent, String host, boolean container, Box box) {}

    /** A line of letters, inside its owner (a task's name) or beside it (a gateway's). */
    record Label(String owner, String text, boolean inside, Box box) {}

    /** A sign inside a shape that says of what kind it is. */
    record Mark(String owner, Box box) {}

    /** A flow from one shape to another, as the straight pieces between its points. */
    record Edge(String id, String parent, String source, String target, List<Segment> segments) {}

    /** A straight piece of an edge. */
    record Segment(double x1, double y1, double x2, double y2) {

        boolean slanted() {
            return x1 != x2 && y1 != y2;
        }

        /** The piece as a box of no width; right, because edges run straight across or down. */
        Box box() {
            return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
        }

        boolean touches(Box other) {
            Box own = box();
            return own.x() < other.right()
                    && other.x() < own.right()
                    && own.y() < other.bottom()
                    && other.y() < own.bottom();
        }

        boolean meets(Segment other) {
            Box own = box();
            Box its = other.box();
            return own.x() <= its.right()
                    && its.x() <= own.right()
                    && own.y() <= its.bottom()
                    && its.y() <= own.bottom();
        }
    }

    /** What is wrong with the drawing, a sentence each; none for a good one. */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        Map<String, Shape> byId = new TreeMap<>();
        shapes.forEach(shape -> byId.put(shape.id(), shape));
        objectToShapes(byId, objections);
        objectToEdges(byId, objections);
        objectToLabels(objections);
        objectToSize(objections);
        return objections;
    }

    private void objectToShapes(Map<String, Shape> byId, List<String> objections) {
        for (int i = 0; i < shapes.size(); i++) {
            Shape one = shapes.get(i);
            Shape parent = byId.get(one.parent());
            if (parent != null && !parent.box().shrunkBy(8).holds(one.box())) {
                objections.add(one.id() + " does not lie well inside " + parent.id());
            }
            for (Shape other : shapes.subList(i + 1, shapes.size())) {
                boolean related = inside(one, other.id(), byId)
                        || inside(other, one.id(), byId)
                        || one.host().equals(other.id())
                        || other.host().equals(one.id());
                if (!related && one.box().overlaps(other.box())) {
                    objections.add(one.id() + " overlaps " + other.id());
                }
            }
        }
    }

    private void objectToEdges(Map<String, Shape> byId, List<String> objections) {
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            if (edge.segments().stream().anyMatch(Segment::slanted)) {
                objections.add(edge.id() + " runs aslant");
            }
            for (Shape shape : shapes) {
                Shape parent = byId.get(edge.parent());
                boolean around = parent != null && (parent.equals(shape) || inside(parent, shape.id(), byId));
                boolean own = edge.source().equals(shape.id()) || edge.target().equals(shape.id());
                Box box = own ? shape.box().shrunkBy(1) : shape.box();
                if (!around && edge.segments().stream().anyMatch(segment -> segment.touches(box))) {
                    objections.add(edge.id() + " runs through " + shape.id());
                }
            }
            for (Edge other : edges.subList(i + 1, edges.size())) {
                if (edge.segments().stream()
                        .anyMatch(one -> other.segments().stream().anyMatch(one::meets))) {
                    objections.add(edge.id() + " meets " + other.id());
                }
            }
        }
    }

    private void objectToLabels(List<String> objections) {
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            String name = "The text “" + label.text() + "”";
            for (Edge edge : edges) {
                if (edge.segments().stream().anyMatch(segment -> segment.touches(label.box()))) {
                    objections.add(name + " lies on " + edge.id());
                }
            }
            for (Shape shape : shapes) {
                boolean holds = shape.box().shrunkBy(2).holds(label.box());
                boolean own = shape.id().equals(label.owner()) && label.inside();
                boolean background = shape.container() && holds;
                if (own && !holds) {
                    objections.add(name + " does not fit into " + shape.id());
                } else if (!own && !background && shape.box().overlaps(label.box())) {
                    objections.add(name + " lies on " + shape.id());
                }
            }
            boolean onOwnMark = marks.stream()
                    .anyMatch(mark -> label.inside()
                            && mark.owner().equals(label.owner())
                            && mark.box().overlaps(label.box()));
            if (onOwnMark) {
                objections.add(name + " lies on the sign of " + label.owner());
            }
            for (Label other : labels.subList(i + 1, labels.size())) {
                if (!label.owner().equals(other.owner()) && label.box().overlaps(other.box())) {
                    objections.add(name + " lies on the text “" + other.text() + "”");
                }
            }
        }
    }

    private void objectToSize(List<String> objections) {
        double left = shapes.stream().mapToDouble(it -> it.box().x()).min().orElse(0);
        double right = shapes.stream().mapToDouble(it -> it.box().right()).max().orElse(0);
        double top = shapes.stream().mapToDouble(it -> it.box().y()).min().orElse(0);
        double bottom =
                shapes.stream().mapToDouble(it -> it.box().bottom()).max().orElse(0);
        if (right - left > WIDTH || bottom - top > HEIGHT) {
            objections.add("The drawing is larger than one screen: %.0f by %.0f".formatted(right - left, bottom - top));
        }
    }

    private static boolean inside(Shape shape, String ancestor, Map<String, Shape> byId) {
        Shape parent = byId.get(shape.parent());
        return parent != null && (parent.id().equals(ancestor) || inside(parent, ancestor, byId));
    }
}
