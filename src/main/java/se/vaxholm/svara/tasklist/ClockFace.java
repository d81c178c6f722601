package se.vaxholm.svara.tasklist;

import java.time.LocalDate;
import java.util.List;

/**
 * A case's deadline as staff see it.
 *
 * @param left what is left of it in words
 * @param days how it was counted, a sentence a day; empty when the calendar can no longer tell
 */
record ClockFace(State state, LocalDate lastDayOn, String left, List<String> days) {

    /** How urgent it is. */
    enum State {
        RUNNING,
        LAST_DAY,
        LATE,
        STOPPED_IN_TIME,
        STOPPED_LATE
    }

    ClockFace {
        days = List.copyOf(days);
    }

    public boolean isStopped() {
        return state == State.STOPPED_IN_TIME || state == State.STOPPED_LATE;
    }

    public boolean isLate() {
        return state == State.LATE;
    }

    /** The name of its style in a case. */
    public String look() {
        return switch (state) {
            case RUNNING -> "";
            case LAST_DAY -> "deadline--soon";
            case LATE -> "deadline--late";
            case STOPPED_IN_TIME, STOPPED_LATE -> "deadline--done";
        };
    }

    /** The name of its style in a list. */
    public String rowLook() {
        return switch (state) {
            case LATE -> "work-list__row--late";
            case LAST_DAY -> "work-list__row--soon";
            case RUNNING, STOPPED_IN_TIME, STOPPED_LATE -> "";
        };
    }
}
