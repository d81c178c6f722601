package se.vaxholm.svara.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;
import se.vaxholm.svara.process.Drawing;

/** Marks a process's drawing: a frame and a word for each element, and what a script needs to change them. */
final class Paint {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Between an element and its frame. */
    private static final double AIR = 5;

    private Paint() {}

    /**
     * Badges come last, so that nothing is drawn over them.
     *
     * @param marks by the ids of the elements that the case was at
     */
    static String svg(Drawing drawing, Map<String, List<Mark>> marks, int moment) {
        StringBuilder painted = new StringBuilder();
        StringBuilder badges = new StringBuilder();
        for (Drawing.Part part : drawing.parts()) {
            List<Mark> own = marks.get(part.element());
            if (part.element().isEmpty()) {
                painted.append(part.svg());
            } else if (own == null) {
                painted.append("<g class=\"step %s\">%s</g>".formatted(Mark.Look.NEVER.style(), part.svg()));
            } else {
                painted.append(element(part, own, moment));
                badges.append(badge(part, own, moment));
            }
        }
        return drawing.begin().isEmpty()
                ? ""
                : drawing.with(painted.append(badges).toString());
    }

    private static String element(Drawing.Part part, List<Mark> marks, int moment) {
        return String.format(
                Locale.ROOT,
                "<g class=\"step %s\" data-step=\"%s\" data-marks=\"%s\">%s<rect class=\"step__frame\" x=\"%.1f\" y=\"%.1f\""
                        + " width=\"%.1f\" height=\"%.1f\" rx=\"%s\" fill=\"none\"/></g>",
                Marks.at(marks, moment).look().style(),
                HtmlUtils.htmlEscape(part.element()),
                HtmlUtils.htmlEscape(json(marks)),
                part.svg(),
                part.x() - AIR,
                part.y() - AIR,
                part.width() + 2 * AIR,
                part.height() + 2 * AIR,
                part.isBox() ? "13" : "10");
    }

    private static String badge(Drawing.Part part, List<Mark> marks, int moment) {
        Mark mark = Marks.at(marks, moment);
        return String.format(
                Locale.ROOT,
                "<text class=\"badge %s\" data-marks=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                mark.look().style(),
                HtmlUtils.htmlEscape(json(marks)),
                part.isBox() ? part.x() + 4 : part.x() + part.width() - 4,
                part.isBox() ? part.y() - 1 : part.y() + 2,
                HtmlUtils.htmlEscape(mark.badge()));
    }

    /** Each change as its moment, the name of its style, its badge and its words. */
    static String json(List<Mark> marks) {
        try {
            return JSON.writeValueAsString(marks.stream()
                    .map(mark -> List.of(mark.from(), mark.look().style(), mark.badge(), mark.words()))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
