package se.vaxholm.svara.audit;

import org.jspecify.annotations.Nullable;

/**
 * From which moment until before which other one something holds; a page's script shows and hides by it, too.
 *
 * @param until null for what still holds at the end
 */
record Span(int from, @Nullable Integer until) {

    static Span from(int moment) {
        return new Span(moment, null);
    }

    /** While both hold. */
    Span and(Span other) {
        Integer first = until == null
                ? other.until
                : other.until == null ? until : Integer.valueOf(Math.min(until, other.until));
        return new Span(Math.max(from, other.from), first);
    }

    public boolean holdsAt(int moment) {
        return from <= moment && (until == null || moment < until);
    }

    /** Whether there is no moment at which it holds, since it came and went in one. */
    boolean isEmpty() {
        return until != null && until <= from;
    }
}
