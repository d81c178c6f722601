package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.process.CaseHistory;

/**
 * The course of a case (förlopp) as one reader may see it: what happened, where it stood, and what was known at each moment.
 *
 * @param enquiry without what this reader may not know
 * @param now the moment that is shown, one of {@code moments}
 * @param events the ones that were asked for, a page of them
 * @param found how many events there are of those that were asked for
 * @param cut whether there was more than is read
 */
record Course(
        Reader reader,
        Enquiry enquiry,
        Head head,
        List<Moment> moments,
        int now,
        List<Told> standing,
        List<Told> known,
        List<RulesThen.Valid> rules,
        List<TextsThen.Valid> texts,
        List<Diagram> diagrams,
        List<Passage> passages,
        List<Happenings.Event> events,
        int found,
        List<Happenings.Event> deviations,
        List<Holders.Held> held,
        List<Clockwork.Timed> timers,
        List<Decided> decisions,
        List<CaseLetters.Sent> letters,
        List<Promise> promises,
        List<Technical> technical,
        boolean cut) {

    /**
     * What a case is and how it went, in short.
     *
     * @param inTime whether the asker had word by the last day, null while the clock runs
     */
    record Head(
            String category,
            String unit,
            String statusKey,
            String statusLook,
            @Nullable Boolean inTime,
            boolean late) {}

    /**
     * A moment at which something happened.
     *
     * @param value by which it is asked for
     * @param text when it was, and what happened last in it
     */
    record Moment(int number, String value, Instant at, String text) {}

    /** A process that the case went through. */
    record Passage(
            Span span,
            String title,
            int version,
            String diagram,
            String caller,
            Instant from,
            @Nullable Instant until,
            boolean cancelled) {}

    /**
     * What a table decided.
     *
     * @param told whether the reader may know what it was told, and which row hit
     */
    record Decided(int moment, CaseHistory.Ruling ruling, boolean told) {}

    /** A step by its ids, for those who look into the engine. */
    record Technical(Stay stay, String version) {}

    /** Whether the case has more steps than the technical part shows. */
    public boolean isTechnicalCut() {
        return technical.size() == Courses.MOST_TECHNICAL;
    }

    public boolean isAuditors() {
        return reader == Reader.AUDITOR;
    }

    public boolean isOwners() {
        return reader == Reader.OWNER;
    }

    /** The moment that is shown; null for a case of which nothing is known. */
    public @Nullable Moment shown() {
        return moments.isEmpty() ? null : moments.get(now);
    }

    /** Whether nothing had gone wrong yet at the moment that is shown. */
    public boolean isNoDeviations() {
        return deviations.stream().noneMatch(one -> one.moment() <= now);
    }

    /** Whether the case waited for nothing then. */
    public boolean isNothingStanding() {
        return standing.stream().noneMatch(one -> one.span().holdsAt(now));
    }

    /** Whether no letter had been written yet. */
    public boolean isNoLetters() {
        return letters.stream().noneMatch(one -> one.moment() <= now);
    }
}
