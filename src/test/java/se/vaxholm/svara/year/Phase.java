package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which one deadline counts.
 *
 * @param remindAt when its reminder is due, null when it has none
 * @param reminder what the journal calls its reminder
 * @param firstLevel on which rung of the ladder it begins when it is late
 * @param until when word ended it, null when nothing did
 * @param certainUntil when that word was certain
 * @param away while it seemed to have ended: nobody watched it then, and afterwards it goes on as if it never had (G3)
 */
record Phase(
        String name,
        Instant from,
        LocalDate day,
        @Nullable Instant remindAt,
        String reminder,
        int firstLevel,
        @Nullable Instant until,
        @Nullable Instant certainUntil,
        List<Away> away) {

    /**
     * A time in which the asker seemed to have word and had not.
     *
     * @param watched whether the deadline was watched all the same: a letter was on its way
     */
    record Away(Instant from, Instant to, boolean watched) {

        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    Instant due() {
        return WorkingTime.closing(day);
    }

    /** When something is done that was due at a moment: what falls into a time away is made up for at its end. */
    Instant seen(Instant moment) {
        Instant seen = moment;
        for (Away time : away) {
            seen = !time.watched() && time.holds(seen) ? time.to() : seen;
        }
        return seen;
    }

    /** Whether it went on beyond this moment for certain. */
    boolean outlasts(Instant moment) {
        return until == null || until.isAfter(moment);
    }

    /** Whether the moment fell while a letter with word was on its way: whoever watches the clock may see either. */
    boolean isOpen(Instant moment) {
        boolean wordIsOnItsWay =
                until != null && certainUntil != null && !until.isAfter(moment) && !certainUntil.isBefore(moment);
        return wordIsOnItsWay
                || away.stream()
                        .anyMatch(
                                time -> time.watched() && !moment.isBefore(time.from()) && !moment.isAfter(time.to()));
    }

    boolean holds(Instant moment) {
        return !moment.isBefore(from) && (certainUntil == null || !moment.isAfter(certainUntil));
    }
}
