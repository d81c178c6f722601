package se.vaxholm.svara.process.guard;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.vaxholm.svara.process.Drawing;

/**
 * Draws a process as its file says it is drawn, as SVG that a page can hold: no script, no style, nothing fetched. Each part
 * is known by its element, so that a page can mark where a case has been.
 */
public final class Picture {

    private static final double MARGIN = 16;
    private static final double LETTER = 6.1;

    /** The least width at which the Modeler breaks the name of an event, a gateway or a flow. */
    private static final double LABEL_WIDTH = 90;

    private static final double LINE = 14;
    private static final String INK = "#1d2b36";

    /** What a case can be at: not an arrow, a lane or a remark. */
    private static final Predicate<String> IS_STEP = Pattern.compile(
                    "bpmn:(\\w*Task|\\w*Event|\\w*Gateway|callActivity|subProcess)")
            .asMatchPredicate();

    private static final Map<String, String> SIGNS = Map.of(
            "bpmn:userTask",
            "<circle cx=\"9\" cy=\"6\" r=\"3\"/><path d=\"M3 15c0-8 12-8 12 0z\"/>",
            "bpmn:serviceTask",
            "<circle cx=\"9\" cy=\"9\" r=\"4\"/><path d=\"M9 2v3M9 13v3M2 9h3M13 9h3M4 4l2 2M12 12l2 2M14 4l-2 2M6 12l-2 2\"/>",
            "bpmn:businessRuleTask",
            "<path d=\"M2 3h14v12H2zM2 7h14M2 11h14M7 7v8\"/>");

    private final Map<String, Node> elements = new HashMap<>();
    private final List<Drawing.Part> parts = new ArrayList<>();
    private final String arrow;
    private StringBuilder svg = new StringBuilder();

    private Picture(Node root, String arrow) {
        this.arrow = arrow;
        root.all()
                .filter(node -> node.has("id") && node.name().startsWith("bpmn:"))
                .forEach(node -> elements.put(node.id(), node));
    }

    /** A rectangle as the file gives it. */
    private record Box(double x, double y, double width, double height) {

        double midX() {
            return x + width / 2;
        }

        double midY() {
            return y + height / 2;
        }
    }

    /** Empty when nothing is drawn. */
    public static String draw(byte[] content) {
        return draw(content, "pil").plain();
    }

    /** @param arrow the id of the drawing's arrowhead, which no other drawing on the page has */
    public static Drawing draw(byte[] content, String arrow) {
        try {
            Node root = ModelReader.read(content);
            return root.all("bpmndi:BPMNPlane")
                    .findFirst()
                    .map(plane -> new Picture(root, arrow).draw(plane))
                    .orElse(new Drawing("", List.of()));
        } catch (UnreadableModelException e) {
            throw new IllegalStateException("A model in use can't be read: " + e.what(), e);
        }
    }

    private Drawing draw(Node plane) {
        List<Box> all = new ArrayList<>();
        plane.all("dc:Bounds").forEach(bounds -> all.add(box(bounds)));
        plane.all("di:waypoint").forEach(point -> all.add(new Box(number(point, "x"), number(point, "y"), 0, 0)));
        if (all.isEmpty()) {
            return new Drawing("", List.of());
        }
        double left = all.stream().mapToDouble(Box::x).min().orElse(0) - MARGIN;
        double top = all.stream().mapToDouble(Box::y).min().orElse(0) - MARGIN;
        double width =
                all.stream().mapToDouble(box -> box.x() + box.width()).max().orElse(0) + MARGIN - left;
        double height =
                all.stream().mapToDouble(box -> box.y() + box.height()).max().orElse(0) + MARGIN - top;
        String begin = ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%s %s %s %s\" width=\"%s\" height=\"%s\""
                        + " fill=\"white\" stroke=\"%s\" stroke-width=\"1.5\" font-family=\"Arial, sans-serif\""
                        + " font-size=\"12\" stroke-linejoin=\"round\"><defs><marker id=\"%s\" viewBox=\"0 0 10 10\""
                        + " refX=\"10\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\""
                        + " orient=\"auto\"><path d=\"M0 0 10 5 0 10z\" fill=\"%s\"/></marker></defs>")
                .formatted(say(left), say(top), say(width), say(height), say(width), say(height), INK, arrow, INK);
        List<Node> shapes = plane.children("bpmndi:BPMNShape").toList();
        shapes.stream().filter(this::isContainer).forEach(this::shape);
        plane.children("bpmndi:BPMNEdge").forEach(this::edge);
        shapes.stream().filter(shape -> !isContainer(shape)).forEach(this::shape);
        return new Drawing(begin, List.copyOf(parts));
    }

    private boolean isContainer(Node shape) {
        Node element = elements.get(shape.get("bpmnElement"));
        return element != null
                && (element.is("bpmn:participant")
                        || element.is("bpmn:lane")
                        || (element.is("bpmn:subProcess")
                                && !shape.get("isExpanded").equals("false")));
    }

    private void shape(Node shape) {
        Node element = elements.get(shape.get("bpmnElement"));
        Optional<Box> bounds = shape.child("dc:Bounds").map(Picture::box);
        if (element == null || bounds.isEmpty()) {
            return;
        }
        Box box = bounds.get();
        if (element.name().endsWith("Event")) {
            event(element, box);
            beside(shape, element, box);
        } else if (element.name().endsWith("Gateway")) {
            gateway(element, box);
            beside(shape, element, box);
        } else if (isContainer(shape)) {
            rectangle(box, 10, "");
            text(element.get("name"), box.midX(), box.y() + LINE + 2, box.width() - 20, false);
        } else if (element.is("bpmn:textAnnotation")) {
            path("M%s %sh-12v%sh12".formatted(say(box.x() + 12), say(box.y()), say(box.height())), " fill=\"none\"");
            String remark = element.child("bpmn:text").map(Node::text).orElse("");
            text(remark, box.midX(), box.midY(), box.width() - 10, true);
        } else if (element.is("bpmn:group")) {
            rectangle(box, 10, " fill=\"none\" stroke-dasharray=\"8 4\"");
        } else {
            rectangle(box, 10, element.is("bpmn:callActivity") ? " stroke-width=\"4\"" : "");
            sign(SIGNS.getOrDefault(element.name(), ""), box.x() + 4, box.y() + 4);
            text(element.get("name"), box.midX(), box.midY(), box.width() - 12, true);
        }
        part(IS_STEP.test(element.name()) ? element.id() : "", element, box);
    }

    /** Puts what has been painted since the last part under an element. */
    private void part(String id, Node element, Box box) {
        parts.add(new Drawing.Part(
                id,
                Outline.kind(element),
                Wording.shown(element.get("name")),
                svg.toString(),
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                element.is("bpmn:subProcess")));
        svg = new StringBuilder();
    }

    private void event(Node element, Box box) {
        double radius = box.width() / 2;
        boolean between = element.is("bpmn:boundaryEvent") || element.name().startsWith("bpmn:intermediate");
        String dashed = element.get("cancelActivity").equals("false") ? " stroke-dasharray=\"4 3\"" : "";
        circle(box, radius, dashed + (element.is("bpmn:endEvent") ? " stroke-width=\"4\"" : ""));
        if (between) {
            circle(box, radius - 3, dashed);
        }
        double x = box.midX();
        double y = box.midY();
        if (element.child("bpmn:timerEventDefinition").isPresent()) {
            circle(box, radius - 7, "");
            path("M%s %sv-7m0 7h5".formatted(say(x), say(y)), " fill=\"none\"");
        } else if (element.child("bpmn:messageEventDefinition").isPresent()) {
            path(
                    "M%s %sh16v11h-16zl8 6 8-6".formatted(say(x - 8), say(y - 5.5)),
                    element.is("bpmn:endEvent") ? " fill=\"" + INK + "\"" : "");
        } else if (element.child("bpmn:terminateEventDefinition").isPresent()) {
            circle(box, radius - 7, " fill=\"" + INK + "\"");
        }
    }

    private void gateway(Node element, Box box) {
        path(
                "M%s %sl%s %s %s %s %s %sz"
                        .formatted(
                                say(box.midX()),
                                say(box.y()),
                                say(box.width() / 2),
                                say(box.height() / 2),
                                say(-box.width() / 2),
                                say(box.height() / 2),
                                say(-box.width() / 2),
                                say(-box.height() / 2)),
                "");
        String x = say(box.midX());
        String y = say(box.midY());
        switch (element.name()) {
            case "bpmn:exclusiveGateway" ->
                path("M%s %sm-7-7l14 14m0-14l-14 14".formatted(x, y), " stroke-width=\"3\"");
            case "bpmn:parallelGateway" -> path("M%s %sm-10 0h20m-10-10v20".formatted(x, y), " stroke-width=\"3\"");
            case "bpmn:inclusiveGateway" -> circle(box, 10, " stroke-width=\"3\"");
            default -> {
                circle(box, 13, "");
                circle(box, 10, "");
                path("M%s %sm0-6l6 5-2 6h-8l-2-6z".formatted(x, y), "");
            }
        }
    }

    private void edge(Node edge) {
        Node element = elements.get(edge.get("bpmnElement"));
        List<Node> points = edge.children("di:waypoint").toList();
        if (element == null || points.size() < 2) {
            return;
        }
        String line = points.stream()
                .map(point -> say(number(point, "x")) + " " + say(number(point, "y")))
                .collect(Collectors.joining("L", "M", ""));
        path(
                line,
                " fill=\"none\""
                        + (element.is("bpmn:association")
                                ? " stroke-dasharray=\"2 4\""
                                : " marker-end=\"url(#" + arrow + ")\""));
        edge.child("bpmndi:BPMNLabel")
                .flatMap(label -> label.child("dc:Bounds"))
                .map(Picture::box)
                .ifPresent(box -> label(element.get("name"), box));
        part("", element, new Box(0, 0, 0, 0));
    }

    /** The name of an event or a gateway, where the file has put it, else below. */
    private void beside(Node shape, Node element, Box box) {
        Box place = shape.child("bpmndi:BPMNLabel")
                .flatMap(label -> label.child("dc:Bounds"))
                .map(Picture::box)
                .orElse(new Box(box.midX() - 45, box.y() + box.height() + 4, 90, LINE));
        label(element.get("name"), place);
    }

    private void label(String name, Box box) {
        // As small and as wide as the Modeler writes it, so that it fits where it has been put.
        double letters = (Math.max(box.width(), LABEL_WIDTH) + LETTER) * 12 / 11;
        lines(name, letters, box.midX(), box.y() + LINE - 3, " font-size=\"11\"");
    }

    private void text(String name, double x, double y, double width, boolean middle) {
        int count = wrapped(name, width).size();
        lines(name, width, x, y + 4 - (middle ? (count - 1) * LINE / 2 : 4), "");
    }

    private void lines(String name, double width, double x, double y, String more) {
        if (name.isBlank()) {
            return;
        }
        svg.append("<text text-anchor=\"middle\" stroke=\"none\" fill=\"%s\"%s>".formatted(INK, more));
        double at = y;
        for (String line : wrapped(name, width)) {
            svg.append("<tspan x=\"%s\" y=\"%s\">%s</tspan>".formatted(say(x), say(at), escaped(line)));
            at += LINE;
        }
        svg.append("</text>");
    }

    private static List<String> wrapped(String text, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : List.of(Wording.shown(text).split(" ", -1))) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && longer.length() * LETTER > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    private void rectangle(Box box, double round, String more) {
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"%s/>"
                .formatted(say(box.x()), say(box.y()), say(box.width()), say(box.height()), say(round), more));
    }

    private void circle(Box box, double radius, String more) {
        svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>"
                .formatted(say(box.midX()), say(box.midY()), say(radius), more));
    }

    private void path(String line, String more) {
        svg.append("<path d=\"%s\"%s/>".formatted(line, more));
    }

    private void sign(String sign, double x, double y) {
        if (!sign.isEmpty()) {
            svg.append("<g transform=\"translate(%s %s) scale(.85)\" stroke-width=\"1.2\">%s</g>"
                    .formatted(say(x), say(y), sign));
        }
    }

    private static Box box(Node bounds) {
        return new Box(number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height"));
    }

    /** The guard lets numbers alone through here. */
    private static double number(Node place, String name) {
        return place.has(name) ? Double.parseDouble(place.get(name)) : 0;
    }

    private static String say(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.format(ROOT, "%.1f", number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
