package se.vaxholm.svara.process.guard;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import se.vaxholm.svara.process.guard.Expression.Binary;
import se.vaxholm.svara.process.guard.Expression.Literal;
import se.vaxholm.svara.process.guard.Expression.Name;
import se.vaxholm.svara.process.guard.Expression.Not;

/** Works a condition out when some variables are known, to see which way a case would take. */
final class Truth {

    private final Map<String, Object> known;

    Truth(Map<String, Object> known) {
        this.known = known;
    }

    /** Whether the condition holds for sure, whatever the unknown variables are. */
    boolean holds(Expression condition) {
        return value(condition).filter(Boolean.TRUE::equals).isPresent();
    }

    /** Whether the condition fails for sure, whatever the unknown variables are. */
    boolean fails(Expression condition) {
        return value(condition).filter(Boolean.FALSE::equals).isPresent();
    }

    private Optional<Object> value(Expression expression) {
        if (expression instanceof Literal literal) {
            return Optional.of(literal.value());
        }
        if (expression instanceof Name name) {
            return Optional.ofNullable(known.get(name.name()));
        }
        if (expression instanceof Not not) {
            return value(not.of()).map(value -> !Boolean.TRUE.equals(value));
        }
        return expression instanceof Binary binary ? value(binary) : Optional.empty();
    }

    private Optional<Object> value(Binary binary) {
        Optional<Object> left = value(binary.left());
        Optional<Object> right = value(binary.right());
        return switch (binary.operator()) {
            case OR -> either(left, right, true);
            case AND -> either(left, right, false);
            case EQUAL -> left.flatMap(one -> right.map(other -> same(one, other)));
            case UNEQUAL -> left.flatMap(one -> right.map(other -> !same(one, other)));
            default -> Optional.empty();
        };
    }

    /** One side is enough when it decides; otherwise both must be known. */
    private static Optional<Object> either(Optional<Object> left, Optional<Object> right, Boolean deciding) {
        if (left.filter(deciding::equals).isPresent()
                || right.filter(deciding::equals).isPresent()) {
            return Optional.of(deciding);
        }
        return left.isPresent() && right.isPresent() ? Optional.of(!deciding) : Optional.empty();
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal another) {
            return number.compareTo(another) == 0;
        }
        return one.equals(other);
    }
}
