package se.vaxholm.svara.enquiry;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What people may write and how much of it; every input has a bound. */
public final class TextBounds {

    /** Code points in a question, an answer, or another message. */
    public static final int TEXT = 20_000;

    public static final int SUBJECT = 120;
    public static final int NAME = 200;
    public static final int EMAIL = 254;
    public static final int PHONE = 40;
    public static final int POSTAL_ADDRESS = 400;

    /** What is wrong with a text. */
    public enum Problem {
        EMPTY,
        TOO_LONG,
        CONTROL_CHARACTERS,
        LINE_BREAK
    }

    private static final Set<Integer> LINE_BREAKS = Set.of((int) '\n', (int) '\r', 0x2028, 0x2029);

    private static final int EMAIL_BEFORE_AT = 64;

    /** The addresses that every mail server takes: letters outside ASCII, quotes and bare hosts are not among them. */
    private static final Pattern ADDRESS =
            Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])");

    private TextBounds() {}

    /** A text of several lines, with at least one visible character. */
    public static Optional<Problem> ofText(String text, int longest) {
        if (text.isBlank()) {
            return Optional.of(Problem.EMPTY);
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of(Problem.TOO_LONG);
        }
        boolean unprintable = text.codePoints().anyMatch(TextBounds::isUnprintable);
        return unprintable ? Optional.of(Problem.CONTROL_CHARACTERS) : Optional.empty();
    }

    /** A text in one line; line breaks in it could forge a mail's headers. */
    public static Optional<Problem> ofLine(String text, int longest) {
        if (text.codePoints().anyMatch(LINE_BREAKS::contains)) {
            return Optional.of(Problem.LINE_BREAK);
        }
        return ofText(text, longest);
    }

    /** Whether a letter can be sent to it; whether somebody reads mail there only a letter can tell. */
    public static boolean isEmail(String text) {
        return text.length() <= EMAIL
                && text.indexOf('@') <= EMAIL_BEFORE_AT
                && ADDRESS.matcher(text).matches();
    }

    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        boolean layout = character == '\n' || character == '\r' || character == '\t';
        return (type == Character.CONTROL && !layout) || type == Character.SURROGATE;
    }

    static String require(String text, int longest) {
        ofText(text, longest).ifPresent(problem -> {
            throw new IllegalArgumentException("A text is refused: " + problem);
        });
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** What a text is called in lists: its first line, not too long. */
    static String subject(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.codePointCount(0, line.length()) <= SUBJECT) {
            return line;
        }
        String cut = line.substring(0, line.offsetByCodePoints(0, SUBJECT - 1));
        int space = cut.lastIndexOf(' ');
        return (space > SUBJECT / 2 ? cut.substring(0, space) : cut) + "…";
    }
}
