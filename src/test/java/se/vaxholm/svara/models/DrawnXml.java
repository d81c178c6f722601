package se.vaxholm.svara.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts things out of place in a model's drawing, to see that it is noticed. */
final class DrawnXml {

    private static final Pattern POSITION = Pattern.compile("x=\"(-?[\\d.]+)\" y=\"(-?[\\d.]+)\"");

    private DrawnXml() {}

    /** Moves a shape's box, an edge's first point, or the text that belongs to either. */
    static String shift(String model, String element, boolean label, int right, int down) {
        int start = model.indexOf("id=\"" + element + "\"");
        assertThat(start).as(element).isPositive();
        int from = label ? model.indexOf("<bpmndi:BPMNLabel>", start) : start;
        Matcher position = POSITION.matcher(model);
        assertThat(position.find(from)).isTrue();
        MatchResult found = position.toMatchResult();
        return model.substring(0, found.start())
                + "x=\"%s\" y=\"%s\"".formatted(moved(found.group(1), right), moved(found.group(2), down))
                + model.substring(found.end());
    }

    private static String moved(String coordinate, int by) {
        return String.valueOf(Double.parseDouble(coordinate) + by);
    }
}
