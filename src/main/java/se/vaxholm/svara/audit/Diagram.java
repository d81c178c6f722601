package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.ModelView;

/**
 * One version of a process that a case went by, marked with where it was.
 *
 * @param id for addresses within the page
 * @param running from when till when the case went by it
 * @param rows the same as the drawing says, in the order in which it happened
 * @param never the names of what was never reached
 */
record Diagram(String id, String title, int version, Span running, String svg, List<Row> rows, List<String> never) {

    /**
     * What became of an element.
     *
     * @param left how many more times the case was there than are told
     */
    record Row(String name, ModelView.Kind kind, List<Mark> marks, List<Visit> visits, int left) {

        /** As it was at a moment. */
        public Mark at(int moment) {
            return Marks.at(marks, moment);
        }

        /** All changes, for the page's script. */
        public String json() {
            return Paint.json(marks);
        }
    }

    /** One time that the case was there. */
    record Visit(Span span, Instant from, @Nullable Instant until, Mark.Look end) {}
}
