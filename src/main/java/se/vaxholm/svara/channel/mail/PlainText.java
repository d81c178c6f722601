package se.vaxholm.svara.channel.mail;

import java.util.regex.Pattern;

/** Takes from a text what can't be seen and what could harm, and bounds it. */
final class PlainText {

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\r\u000B\f\u0085\u2028\u2029]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private PlainText() {}

    /** Several lines, as {@code TextBounds} takes them; empty when nothing is to be seen. */
    static String clean(String text) {
        String lines = visible(LINE_ENDS.matcher(text).replaceAll("\n"));
        StringBuilder clean = new StringBuilder(lines.length());
        int blank = 0;
        for (String line : (Iterable<String>) lines.lines()::iterator) {
            String kept = line.stripTrailing();
            blank = kept.isEmpty() ? blank + 1 : 0;
            if (blank < 3) {
                clean.append(kept).append('\n');
            }
        }
        return strip(clean.toString());
    }

    /** One line of at most so many code points; line breaks and the like become spaces. */
    static String oneLine(String text, int longest) {
        String flat = visible(LINE_ENDS.matcher(text).replaceAll(" ").replace('\n', ' '));
        return cut(SPACES.matcher(flat).replaceAll(" ").strip(), longest).strip();
    }

    static String cut(String text, int longest) {
        return isLonger(text, longest) ? text.substring(0, text.offsetByCodePoints(0, longest)) : text;
    }

    static boolean isLonger(String text, int longest) {
        return text.length() > longest && text.codePointCount(0, text.length()) > longest;
    }

    /** Blank lines around a text, but not the spaces before its first word. */
    static String strip(String text) {
        String stripped = text.stripTrailing();
        int start = 0;
        for (int i = 0; i < stripped.length() && Character.isWhitespace(stripped.charAt(i)); i++) {
            start = stripped.charAt(i) == '\n' ? i + 1 : start;
        }
        return stripped.substring(start);
    }

    /**
     * Joins the lines that a mail program has broken (RFC 3676).
     *
     * @param without whether the space at the end of a broken line goes as well (DelSp)
     */
    static String unflow(String text, boolean without) {
        StringBuilder joined = new StringBuilder(text.length());
        String[] lines = LINE_ENDS.matcher(text).replaceAll("\n").split("\n", -1);
        int depth = -1;
        boolean flows = false;
        for (String line : lines) {
            int quotes = quotes(line);
            String words = line.substring(quotes);
            words = words.startsWith(" ") ? words.substring(1) : words;
            boolean signature = words.equals("-- ");
            if (depth >= 0 && !(flows && quotes == depth && !signature)) {
                joined.append('\n');
                flows = false;
            }
            if (!flows) {
                joined.append(">".repeat(quotes)).append(quotes > 0 ? " " : "");
            }
            flows = words.endsWith(" ") && !signature;
            joined.append(flows && without ? words.substring(0, words.length() - 1) : words);
            depth = quotes;
        }
        return joined.toString();
    }

    private static int quotes(String line) {
        int quotes = 0;
        while (quotes < line.length() && line.charAt(quotes) == '>') {
            quotes++;
        }
        return quotes;
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL -> {
                    if (character == '\n' || character == '\t') {
                        visible.append((char) character);
                    }
                }
                // Zero width, directions, soft hyphens, tags: what makes a text look like another one.
                case Character.FORMAT -> {}
                case Character.SURROGATE -> visible.append('\uFFFD');
                case Character.SPACE_SEPARATOR -> visible.append(' ');
                default -> visible.appendCodePoint(character);
            }
        });
        return visible.toString();
    }
}
