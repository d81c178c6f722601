package se.vaxholm.svara.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Answers what decision tables ask in FEEL from memory when the same has been asked of the same values before. The engine's own
 * parses each cell anew at every decision, with a new copy of all of FEEL's functions: more than half of the work of taking a
 * question in.
 *
 * <p>An answer depends on the expression, on the value that the cell judges and on the variables that the expression names. It
 * is kept only when all of these are texts, numbers, truths or lists of texts, and not when the expression may ask for the time
 * or for chance.
 */
final class RememberingFeel implements FeelEngine {

    /** What the tables of a municipality ask of the values that occur, many times over; then it begins again. */
    static final int MOST = 20_000;

    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern CHANGING = Pattern.compile("now|today|random", Pattern.CASE_INSENSITIVE);

    private final FeelEngine feel;
    private final Map<List<Object>, Object> answers = new ConcurrentHashMap<>();

    RememberingFeel(FeelEngine feel) {
        this.feel = feel;
    }

    @Override
    // As the engine declares it.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        return (T) remembered(
                question("value", expression, variables),
                () -> feel.<Object>evaluateSimpleExpression(expression, variables));
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String judged, VariableContext variables) {
        Optional<List<Object>> question = question("test", expression, variables)
                .flatMap(asked -> constant(variables.resolve(judged)).map(value -> {
                    asked.add(value);
                    return asked;
                }));
        return (boolean) remembered(question, () -> feel.evaluateSimpleUnaryTests(expression, judged, variables));
    }

    int kept() {
        return answers.size();
    }

    private Object remembered(Optional<List<Object>> question, Supplier<Object> asked) {
        if (question.isEmpty()) {
            return asked.get();
        }
        Object known = answers.get(question.get());
        if (known != null) {
            return known;
        }
        Object answer = asked.get();
        if (isConstant(answer)) {
            if (answers.size() >= MOST) {
                answers.clear();
            }
            answers.put(List.copyOf(question.get()), answer);
        }
        return answer;
    }

    /** All that the answer depends on; empty when that is not to be known. */
    private static Optional<List<Object>> question(String sort, String expression, VariableContext variables) {
        if (CHANGING.matcher(expression).find()) {
            return Optional.empty();
        }
        List<Object> question = new ArrayList<>(List.of(sort, expression));
        for (String name : variables.keySet()) {
            if (expression.contains(name)) {
                Optional<Object> value = constant(variables.resolve(name));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                question.add(name);
                question.add(value.get());
            }
        }
        return Optional.of(question);
    }

    private static Optional<Object> constant(@Nullable TypedValue typed) {
        return Optional.ofNullable(typed).map(TypedValue::getValue).filter(RememberingFeel::isConstant);
    }

    private static boolean isConstant(@Nullable Object value) {
        return value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || (value instanceof String text && text.length() <= LONGEST_TEXT)
                || (value instanceof List<?> list && isTexts(list));
    }

    private static boolean isTexts(List<?> list) {
        return list.size() <= LONGEST_TEXT
                && list.stream().allMatch(text -> text instanceof String word && word.length() <= LONGEST_TEXT);
    }
}
