package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Vocabulary;
import se.vaxholm.svara.process.guard.Expression.Binary;
import se.vaxholm.svara.process.guard.Expression.Call;
import se.vaxholm.svara.process.guard.Expression.Empty;
import se.vaxholm.svara.process.guard.Expression.Literal;
import se.vaxholm.svara.process.guard.Expression.Name;
import se.vaxholm.svara.process.guard.Expression.Not;
import se.vaxholm.svara.process.guard.Expression.Operator;

/** Finds out what an expression gives, and refuses one that names something unknown or puts together what can't be. */
final class ExpressionCheck {

    private final Words words;

    ExpressionCheck(Words words) {
        this.words = words;
    }

    /**
     * What is wrong with a whole expression that should give something of a kind.
     *
     * @param wanted null when anything will do
     */
    Optional<Fault> fault(String text, Vocabulary.@Nullable Type wanted) {
        try {
            Vocabulary.Type type = type(ExpressionParser.parse(text));
            if (wanted != null && type != null && type != wanted) {
                return Optional.of(new Fault(
                        Rule.UTTRYCK,
                        "”%s” ger %s, men här behövs %s".formatted(text, Wording.of(type), Wording.of(wanted))));
            }
            return Optional.empty();
        } catch (UnknownVariableException e) {
            return Optional.of(new Fault(Rule.VARIABEL, e.what()));
        } catch (BadExpressionException e) {
            return Optional.of(new Fault(Rule.UTTRYCK, e.what()));
        }
    }

    /** An expression names a variable that isn't there. */
    private static final class UnknownVariableException extends BadExpressionException {

        private static final long serialVersionUID = 1;

        UnknownVariableException(String name) {
            super("variabeln ”%s” finns inte här".formatted(name));
        }
    }

    /** Null when only running cases can tell. */
    private Vocabulary.@Nullable Type type(Expression expression) throws BadExpressionException {
        if (expression instanceof Literal literal) {
            return type(literal.value());
        }
        if (expression instanceof Name name) {
            Words.Kind kind = words.variables().get(name.name());
            if (kind == null) {
                throw new UnknownVariableException(name.name());
            }
            return kind.type();
        }
        if (expression instanceof Call call) {
            return call(call);
        }
        if (expression instanceof Not not) {
            need(Vocabulary.Type.YES_NO, not.of());
            return Vocabulary.Type.YES_NO;
        }
        if (expression instanceof Empty empty) {
            type(empty.of());
            return Vocabulary.Type.YES_NO;
        }
        return binary((Binary) expression);
    }

    private static Vocabulary.@Nullable Type type(Object value) {
        if (value instanceof String) {
            return Vocabulary.Type.TEXT;
        }
        if (value instanceof Boolean) {
            return Vocabulary.Type.YES_NO;
        }
        return value instanceof Number ? Vocabulary.Type.NUMBER : null;
    }

    private Vocabulary.Type call(Call call) throws BadExpressionException {
        Vocabulary.CalendarMethod method = words.vocabulary().calendarMethods().stream()
                .filter(known -> known.name().equals(call.method())
                        && known.parameters().size() == call.arguments().size())
                .findFirst()
                .orElseThrow(() -> new BadExpressionException(
                        "kalendern har ingen metod ”%s” med så många värden".formatted(call.method())));
        for (int i = 0; i < call.arguments().size(); i++) {
            need(method.parameters().get(i), call.arguments().get(i));
        }
        return method.result();
    }

    private Vocabulary.Type binary(Binary binary) throws BadExpressionException {
        Operator operator = binary.operator();
        if (operator.calculates()) {
            need(Vocabulary.Type.NUMBER, binary.left());
            need(Vocabulary.Type.NUMBER, binary.right());
            return Vocabulary.Type.NUMBER;
        }
        if (!operator.compares()) {
            need(Vocabulary.Type.YES_NO, binary.left());
            need(Vocabulary.Type.YES_NO, binary.right());
            return Vocabulary.Type.YES_NO;
        }
        Vocabulary.Type left = type(binary.left());
        Vocabulary.Type right = type(binary.right());
        if (left != null && right != null && left != right) {
            throw new BadExpressionException(
                    "%s och %s kan inte jämföras".formatted(Wording.of(left), Wording.of(right)));
        }
        requireKnownValue(binary.left(), binary.right());
        requireKnownValue(binary.right(), binary.left());
        return Vocabulary.Type.YES_NO;
    }

    private void need(Vocabulary.Type wanted, Expression part) throws BadExpressionException {
        Vocabulary.Type type = type(part);
        if (type != null && type != wanted) {
            throw new BadExpressionException("där %s behövs står %s".formatted(Wording.of(wanted), Wording.of(type)));
        }
    }

    private void requireKnownValue(Expression variable, Expression value) throws BadExpressionException {
        if (variable instanceof Name name
                && value instanceof Literal literal
                && literal.value() instanceof String text) {
            List<String> values = words.values(name.name()).orElse(List.of(text));
            if (!values.contains(text)) {
                throw new BadExpressionException(
                        "”%s” kan aldrig vara ”%s”, bara %s".formatted(name.name(), text, String.join(", ", values)));
            }
        }
    }
}
