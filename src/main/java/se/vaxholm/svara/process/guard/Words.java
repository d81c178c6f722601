package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Vocabulary;

/**
 * What may be named at one place: the vocabulary, and the variables that are known there.
 *
 * @param variables by name what they hold; null when only running cases can tell
 * @param decisionInUse whether a decision that isn't the vocabulary's own can be asked
 */
record Words(Vocabulary vocabulary, Map<String, Kind> variables, Predicate<String> decisionInUse) {

    /** Words that mean something else in an expression than a variable. */
    private static final Set<String> TAKEN = Set.of(
            Vocabulary.CALENDAR,
            "execution",
            "task",
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "empty",
            "instanceof",
            "true",
            "false",
            "null");

    /** What a variable holds, as far as a model tells. */
    record Kind(Vocabulary.@Nullable Type type) {

        static final Kind UNKNOWN = new Kind(null);
    }

    /** Whether the name can't be a new variable's, because it means something already. */
    boolean isTaken(String name) {
        return TAKEN.contains(name) || vocabulary.step(name).isPresent();
    }

    /** All that a variable can hold, when that can be listed. */
    Optional<List<String>> values(String variable) {
        return vocabulary.variable(variable).map(Vocabulary.Variable::values).filter(values -> !values.isEmpty());
    }
}
