package se.vaxholm.svara.process.guard;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/**
 * Holds a table's cells to the part of FEEL that tables need: values, variables, comparisons, sums and a few functions. No
 * functions of one's own (they can name Java methods), no loops, no contexts, no imports.
 */
final class Feel {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 4;

    private static final FeelEngineApi READER = FeelEngineBuilder.forJava().build();

    private static final Set<String> FUNCTIONS = Set.of(
            "list contains",
            "split",
            "not",
            "contains",
            "starts with",
            "ends with",
            "upper case",
            "lower case",
            "string length",
            "string",
            "number",
            "count",
            "min",
            "max",
            "sum",
            "abs",
            "floor",
            "ceiling");

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "if", "then", "else", "in", "between", "null", "true", "false");

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<text>\"[^\"\\\\{}\\p{Cntrl}]{0,200}\")"
            + "|(?<number>\\d{1,12}(?:\\.\\d{1,9})?(?!\\.\\d))"
            + "|(?<function>(?:" + String.join("|", FUNCTIONS).replace(" ", " +") + ")(?=\\s*\\())"
            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
            + "|(?<sign>\\.\\.|<=|>=|!=|[-+*/<>=?(),\\[\\]]))");

    private Feel() {}

    /** What is wrong with a cell of conditions, which may be empty. */
    static Optional<Fault> conditions(String text, Set<String> variables) {
        if (text.isBlank() || text.strip().equals("-")) {
            return Optional.empty();
        }
        Optional<Fault> fault = letters(text, variables);
        return fault.isPresent() || READER.parseUnaryTests(text).isSuccess() ? fault : unreadable(text);
    }

    /** What is wrong with an expression that gives a value; empty gives nothing. */
    static Optional<Fault> value(String text, Set<String> variables) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<Fault> fault = letters(text, variables);
        return fault.isPresent() || READER.parseExpression(text).isSuccess() ? fault : unreadable(text);
    }

    private static Optional<Fault> letters(String text, Set<String> variables) {
        if (text.length() > LONGEST) {
            return fault("uttrycket är längre än %d tecken".formatted(LONGEST));
        }
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        int depth = 0;
        while (!text.substring(at).isBlank()) {
            if (!token.find(at) || token.start() != at) {
                return fault("uttrycket går inte att använda vid ”%s”".formatted(Wording.shown(text.substring(at))));
            }
            at = token.end();
            String sign = token.group("sign");
            if ("(".equals(sign) || "[".equals(sign)) {
                depth++;
            } else if (")".equals(sign) || "]".equals(sign)) {
                depth--;
            }
            if (depth > DEEPEST) {
                return fault("uttrycket är för invecklat: ”%s”".formatted(Wording.shown(text)));
            }
            String word = token.group("word");
            if (word != null && !KEYWORDS.contains(word) && !variables.contains(word)) {
                return Optional.of(new Fault(
                        Rule.VARIABEL, "”%s” är ingen variabel eller funktion som tabellen får se".formatted(word)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> unreadable(String text) {
        return fault("uttrycket går inte att läsa: ”%s”".formatted(Wording.shown(text)));
    }

    private static Optional<Fault> fault(String what) {
        return Optional.of(new Fault(Rule.UTTRYCK, what));
    }
}
