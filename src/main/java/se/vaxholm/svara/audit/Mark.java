package se.vaxholm.svara.audit;

/**
 * How an element of a drawing looks from a moment on.
 *
 * @param badge the short word on the drawing
 * @param words the same in a table
 */
record Mark(int from, Look look, String badge, String words) {

    /** What has become of an element; a page has a frame and a word for each. */
    enum Look {
        NEVER,
        RUNNING,
        DONE,
        CANCELLED,
        MOVED;

        /** The name of its style. */
        public String style() {
            return "step--" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
