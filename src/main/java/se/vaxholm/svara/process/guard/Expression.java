package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.stream.Stream;

/** What an expression in a model says, of the few kinds that a model may use. */
sealed interface Expression {

    /** A text, a number, true, false, or {@link Nothing#NULL}. */
    record Literal(Object value) implements Expression {}

    /** A variable. */
    record Name(String name) implements Expression {}

    /** A method of the calendar. */
    record Call(String method, List<Expression> arguments) implements Expression {}

    /** Turns yes to no. */
    record Not(Expression of) implements Expression {}

    /** Whether there is nothing in it. */
    record Empty(Expression of) implements Expression {}

    /** Two things put together. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /** How two things may be put together, from the loosest to the tightest. */
    enum Operator {
        OR(1),
        AND(2),
        EQUAL(3),
        UNEQUAL(3),
        LESS(4),
        GREATER(4),
        AT_MOST(4),
        AT_LEAST(4),
        PLUS(5),
        MINUS(5),
        TIMES(6),
        DIVIDED(6),
        REST(6);

        private final int binding;

        Operator(int binding) {
            this.binding = binding;
        }

        int binding() {
            return binding;
        }

        boolean compares() {
            return binding == 3 || binding == 4;
        }

        boolean calculates() {
            return binding >= 5;
        }
    }

    /** Nothing, as a value of its own. */
    enum Nothing {
        NULL
    }

    /** This expression and everything that it is made of. */
    default Stream<Expression> parts() {
        return Stream.concat(Stream.of(this), inner().stream().flatMap(Expression::parts));
    }

    private List<Expression> inner() {
        if (this instanceof Binary binary) {
            return List.of(binary.left, binary.right);
        }
        if (this instanceof Not not) {
            return List.of(not.of);
        }
        if (this instanceof Empty empty) {
            return List.of(empty.of);
        }
        return this instanceof Call call ? call.arguments : List.of();
    }
}
