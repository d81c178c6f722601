package se.vaxholm.svara.channel.web;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.TextBounds;

/**
 * One field as somebody typed it, and whether we can take it.
 *
 * <p>What can't be taken is said in words, and what was typed is shown again; only control characters are gone then, since no
 * page and no database can hold them.
 *
 * @param field the name of the field
 * @param text what was typed, with plain line ends, without control characters
 * @param unprintable whether there were control characters
 * @param broken whether there was a line break where only one line belongs: in an address it could forge a mail's headers
 */
record Typed(String field, String text, boolean unprintable, boolean broken) {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()/.\\-–]*");
    private static final int FEWEST_DIGITS = 5;

    static Typed lines(String field, @Nullable String raw) {
        String text = raw == null ? "" : raw.replace("\r\n", "\n").replace('\r', '\n');
        return new Typed(field, printable(text), hasUnprintable(text), false);
    }

    static Typed line(String field, @Nullable String raw) {
        String text = raw == null ? "" : raw.strip();
        boolean broken = text.codePoints().anyMatch(Typed::isLineBreak);
        String joined = text.codePoints()
                .map(c -> isLineBreak(c) || c == '\t' ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new Typed(field, printable(joined), hasUnprintable(joined), broken);
    }

    /** The enum's constant of that name, or null: a form can hold anything. */
    static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /** Nothing that anybody could read: spaces and invisible characters count for nothing. */
    boolean isEmpty() {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || c == '\u2800'
                        || c == '\u3164');
    }

    /** What is wrong with a text that may be left out. */
    Optional<Problem> optional(int longest) {
        if (unprintable) {
            return Optional.of(Problem.in(field, "problem.unprintable"));
        }
        if (broken) {
            return Optional.of(Problem.in(field, "problem.line-break"));
        }
        int length = text.codePointCount(0, text.length());
        return length > longest
                ? Optional.of(Problem.in(field, "problem.too-long", longest, length - longest))
                : Optional.empty();
    }

    /** What is wrong with a text that must be there. */
    Optional<Problem> required(String missing, int longest) {
        return isEmpty() && !unprintable ? Optional.of(Problem.in(field, missing)) : optional(longest);
    }

    Optional<Problem> requiredEmail(String missing) {
        return required(missing, TextBounds.EMAIL)
                .or(() ->
                        TextBounds.isEmail(text) ? Optional.empty() : Optional.of(Problem.in(field, "problem.email")));
    }

    Optional<Problem> requiredPhone(String missing) {
        return required(missing, TextBounds.PHONE).or(() -> {
            long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
            return PHONE.matcher(text).matches() && digits >= FEWEST_DIGITS
                    ? Optional.empty()
                    : Optional.of(Problem.in(field, "problem.phone"));
        });
    }

    private static boolean hasUnprintable(String text) {
        return text.codePoints().anyMatch(Typed::isUnprintable);
    }

    private static String printable(String text) {
        return hasUnprintable(text)
                ? text.codePoints()
                        .filter(c -> !isUnprintable(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isUnprintable(int c) {
        int type = Character.getType(c);
        return c != '\n' && c != '\t' && (type == Character.CONTROL || type == Character.SURROGATE);
    }

    private static boolean isLineBreak(int c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085' || c == '\u000b' || c == '\f';
    }

    /** Never what was typed: it would end up in a log. */
    @Override
    public String toString() {
        return "Typed[%s, %d characters]".formatted(field.toLowerCase(Locale.ROOT), text.length());
    }
}
