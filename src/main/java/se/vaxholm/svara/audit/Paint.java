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

    private Paint() {}

    /** @param marks by the ids of the elements that the case was at */
    static String svg(Drawing drawing, Map<String, List<Mark>> marks, int moment) {
        StringBuilder painted = new StringBuilder();
        for (Drawing.Part part : drawing.parts()) {
            if (part.element().isEmpty()) {
                painted.append(part.svg());
            } else if (marks.containsKey(part.element())) {
                element(part, marks.get(part.element()), moment, painted);
            } else {
                painted.append("<g class=\"step ")
                        .append(Mark.Look.NEVER.style())
                        .append("\">")
                        .append(part.svg())
                        .append("</g>");
            }
        }
        return drawing.begin().isEmpty() ? "" : drawing.with(painted.toString());
    }

    private static void element(Drawing.Part part, List<Mark> marks, int moment, StringBuilder painted) {
        Mark mark = Marks.at(marks, moment);
        painted.append("<g class=\"step ")
                .append(mark.look().style())
                .append("\" data-step=\"")
                .append(HtmlUtils.htmlEscape(part.element()))
                .append("\" data-marks=\"")
                .append(HtmlUtils.htmlEscape(json(marks)))
                .append("\">")
                .append(part.svg());
        double gap = part.around() ? 4 : 5;
        painted.append(String.format(
                Locale.ROOT,
                "<rect class=\"step__frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%s\" fill=\"none\"/>",
                part.x() - gap,
                part.y() - gap,
                part.width() + 2 * gap,
                part.height() + 2 * gap,
                part.isBox() ? "13" : "10"));
        painted.append(String.format(
                Locale.ROOT,
                "<text class=\"step__badge\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text></g>",
                part.isBox() ? part.x() + part.width() - 4 : part.x() + part.width() - 3,
                part.isBox() ? part.y() - 1 : part.y() + 1,
                part.isBox() ? "end" : "start",
                HtmlUtils.htmlEscape(mark.badge())));
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
