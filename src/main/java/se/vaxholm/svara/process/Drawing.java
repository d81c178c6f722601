package se.vaxholm.svara.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A process as it is drawn, in parts that belong to its elements, so that a page can mark them.
 *
 * @param begin the SVG's beginning, up to its first part
 * @param parts in the order in which they are painted
 */
public record Drawing(String begin, List<Part> parts) {

    private static final String END = "</svg>";

    /**
     * What is painted at once.
     *
     * @param element the id of the element that it is, or empty for an arrow or a remark
     * @param name as the model calls it, maybe empty
     * @param svg without a frame around it, so that it can be put into a group
     * @param around whether other elements are drawn inside it
     */
    public record Part(
            String element,
            ModelView.Kind kind,
            String name,
            String svg,
            double x,
            double y,
            double width,
            double height,
            boolean around) {

        /** Whether it is a box with room for words, rather than a circle or a diamond. */
        public boolean isBox() {
            return width >= 80;
        }
    }

    /** With nothing marked; empty when nothing is drawn. */
    public String plain() {
        return begin.isEmpty() ? "" : begin + parts.stream().map(Part::svg).collect(Collectors.joining()) + END;
    }

    /** What a page begins with, its marked parts, and the end. */
    public String with(String marked) {
        return begin + marked + END;
    }
}
