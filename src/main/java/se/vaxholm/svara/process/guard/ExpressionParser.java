package se.vaxholm.svara.process.guard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.vaxholm.svara.process.Vocabulary;
import se.vaxholm.svara.process.guard.Expression.Operator;

/**
 * Reads an expression such as {@code ${outcome == 'ANSWER'}}. What it can't read is refused: no properties, no methods but
 * the calendar's, no indexes, no functions, no braces or backslashes in texts, so that the engine's own reader can't
 * understand the same letters otherwise.
 */
final class ExpressionParser {

    private static final int LONGEST = 300;
    private static final int DEEPEST = 12;

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<text>'[\\p{L}\\p{N} _.,:;/+-]*'|\"[\\p{L}\\p{N} _.,:;/+-]*\")"
                    + "|(?<number>\\d{1,9}(?:\\.\\d{1,9})?)"
                    + "|(?<word>[a-zA-Z][a-zA-Z0-9]*)"
                    + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[-+*/%<>!().,]))");

    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("||", Operator.OR),
            Map.entry("or", Operator.OR),
            Map.entry("&&", Operator.AND),
            Map.entry("and", Operator.AND),
            Map.entry("==", Operator.EQUAL),
            Map.entry("eq", Operator.EQUAL),
            Map.entry("!=", Operator.UNEQUAL),
            Map.entry("ne", Operator.UNEQUAL),
            Map.entry("<", Operator.LESS),
            Map.entry("lt", Operator.LESS),
            Map.entry(">", Operator.GREATER),
            Map.entry("gt", Operator.GREATER),
            Map.entry("<=", Operator.AT_MOST),
            Map.entry("le", Operator.AT_MOST),
            Map.entry(">=", Operator.AT_LEAST),
            Map.entry("ge", Operator.AT_LEAST),
            Map.entry("+", Operator.PLUS),
            Map.entry("-", Operator.MINUS),
            Map.entry("*", Operator.TIMES),
            Map.entry("/", Operator.DIVIDED),
            Map.entry("%", Operator.REST));

    private static final Map<String, Object> CONSTANTS =
            Map.of("true", true, "false", false, "null", Expression.Nothing.NULL);

    /** A piece of an expression; a text keeps its quotes. */
    private record Token(String letters) {

        boolean isWord() {
            return Character.isLetter(letters.charAt(0));
        }
    }

    private static final Token END = new Token(" ");

    private final List<Token> tokens;
    private int next;
    private int depth;

    private ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static boolean looksLikeOne(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** @param text the whole expression, with its braces and nothing around them */
    static Expression parse(String text) throws BadExpressionException {
        if (text.length() > LONGEST) {
            throw new BadExpressionException("uttrycket är längre än %d tecken".formatted(LONGEST));
        }
        if (!text.matches("(?s)[$#]\\{.*}")) {
            throw new BadExpressionException("här ska stå ett enda uttryck, ${…}, utan något före eller efter");
        }
        ExpressionParser parser = new ExpressionParser(tokens(text.substring(2, text.length() - 1)));
        Expression expression = parser.binary(1);
        if (!parser.atEnd()) {
            throw notUnderstood(parser.peek().letters);
        }
        return expression;
    }

    private static List<Token> tokens(String text) throws BadExpressionException {
        List<Token> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!token.find(at) || token.start() != at) {
                throw notUnderstood(text.substring(at).strip());
            }
            tokens.add(new Token(token.group().strip()));
            at = token.end();
        }
        return tokens;
    }

    private Expression binary(int loosest) throws BadExpressionException {
        Expression left = unary();
        for (; ; ) {
            Operator operator = OPERATORS.get(peek().letters);
            if (operator == null || operator.binding() < loosest) {
                return left;
            }
            take();
            left = new Expression.Binary(operator, left, binary(operator.binding() + 1));
        }
    }

    private Expression unary() throws BadExpressionException {
        if (++depth > DEEPEST) {
            throw new BadExpressionException("uttrycket är för invecklat");
        }
        try {
            if (takes("!") || takes("not")) {
                return new Expression.Not(unary());
            }
            if (takes("empty")) {
                return new Expression.Empty(unary());
            }
            if (takes("(")) {
                Expression inner = binary(1);
                require(")");
                return inner;
            }
            return operand(take());
        } finally {
            depth--;
        }
    }

    private Expression operand(Token token) throws BadExpressionException {
        String letters = token.letters;
        if (letters.equals(Vocabulary.CALENDAR)) {
            return call();
        }
        if (CONSTANTS.containsKey(letters)) {
            return new Expression.Literal(CONSTANTS.get(letters));
        }
        if (letters.startsWith("'") || letters.startsWith("\"")) {
            return new Expression.Literal(letters.substring(1, letters.length() - 1));
        }
        if (Character.isDigit(letters.charAt(0))) {
            return new Expression.Literal(new BigDecimal(letters));
        }
        if (token.isWord()) {
            if (peek().letters.equals(".") || peek().letters.equals("(")) {
                throw new BadExpressionException("”%s%s…” går inte att använda: bara kalenderns metoder kan anropas"
                        .formatted(letters, peek().letters));
            }
            return new Expression.Name(letters);
        }
        throw notUnderstood(letters);
    }

    private Expression call() throws BadExpressionException {
        require(".");
        Token method = take();
        if (!method.isWord()) {
            throw notUnderstood(method.letters);
        }
        require("(");
        List<Expression> arguments = new ArrayList<>();
        while (!takes(")")) {
            if (!arguments.isEmpty()) {
                require(",");
            }
            arguments.add(binary(1));
        }
        return new Expression.Call(method.letters, List.copyOf(arguments));
    }

    private Token peek() {
        return atEnd() ? END : tokens.get(next);
    }

    private boolean atEnd() {
        return next == tokens.size();
    }

    private Token take() throws BadExpressionException {
        if (atEnd()) {
            throw new BadExpressionException("uttrycket slutar för tidigt");
        }
        return tokens.get(next++);
    }

    private boolean takes(String letters) {
        boolean there = peek().letters.equals(letters);
        if (there) {
            next++;
        }
        return there;
    }

    private void require(String letters) throws BadExpressionException {
        Token token = take();
        if (!token.letters.equals(letters)) {
            throw notUnderstood(token.letters);
        }
    }

    private static BadExpressionException notUnderstood(String letters) {
        String shown = letters.length() > 30 ? letters.substring(0, 30) + "…" : letters;
        return new BadExpressionException("uttrycket går inte att förstå vid ”%s”".formatted(shown));
    }
}
