package se.vaxholm.svara.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The moments at which something happened in a case, in order. What happened within a second is one moment: a deed, and all that
 * the engine does for it, so that nobody is shown a case in the middle of a step.
 */
final class Moments {

    private static final Duration ONE_DEED = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final List<Instant> ends;

    private Moments(List<Instant> ends) {
        this.ends = ends;
    }

    /** Of everything that happened, in any order. */
    static Moments of(Collection<Instant> happened) {
        List<Instant> ends = new ArrayList<>();
        Instant first = Instant.MIN;
        for (Instant at : happened.stream().sorted().toList()) {
            Instant last = ends.isEmpty() ? null : ends.get(ends.size() - 1);
            if (last != null
                    && Duration.between(last, at).compareTo(ONE_DEED) < 0
                    && Duration.between(first, at).compareTo(LONGEST) < 0) {
                ends.set(ends.size() - 1, at);
            } else {
                ends.add(at);
                first = at;
            }
        }
        return new Moments(List.copyOf(ends));
    }

    int size() {
        return ends.size();
    }

    /** When everything of a moment had happened. */
    Instant at(int moment) {
        return ends.get(moment);
    }

    /** The moment to which an instant belongs, or, when nothing happened then, the first one after it. */
    int of(Instant instant) {
        int place = Collections.binarySearch(ends, instant);
        return place < 0 ? -place - 1 : place;
    }

    int last() {
        return Math.max(0, ends.size() - 1);
    }

    /** The last moment that had passed at the instant that somebody asks for; the last of all when it can't be read. */
    int asked(String instant) {
        try {
            Instant asked = Instant.parse(instant);
            int next = of(asked);
            boolean exactly = next < ends.size() && ends.get(next).equals(asked);
            return exactly ? next : Math.max(0, next - 1);
        } catch (DateTimeException e) {
            return last();
        }
    }
}
