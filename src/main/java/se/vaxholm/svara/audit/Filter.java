package se.vaxholm.svara.audit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are looked for; null, or an empty list, asks for nothing.
 *
 * @param number a case's number or a part of it
 * @param by which of its days the period is about, and by which the found cases are ordered
 * @param from the first day of the period
 * @param to the last day of the period
 */
public record Filter(
        @Nullable String number,
        Day by,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String board,
        @Nullable String unit,
        @Nullable String category,
        @Nullable String channel,
        @Nullable Outcome outcome,
        @Nullable Boolean late,
        @Nullable Boolean sensitive,
        @Nullable Deviation deviation,
        List<Term> terms) {

    /** The days of a case that a period can be about. */
    public enum Day {
        RECEIVED("received_at"),
        CLOSED("closed_at");

        private final String column;

        Day(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** The same without some of the terms. */
    public Filter without(List<Term> some) {
        List<Term> left = terms.stream().filter(term -> !some.contains(term)).toList();
        return new Filter(
                number, by, from, to, board, unit, category, channel, outcome, late, sensitive, deviation, left);
    }
}
