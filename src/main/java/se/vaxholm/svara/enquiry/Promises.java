package se.vaxholm.svara.enquiry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.Actor;

/**
 * What the municipality has told askers of who answers and when (G5), and what became of it (G6).
 *
 * <p>A promise binds from the moment the asker is told. Whether it was kept is judged by days: an answer at any hour of the
 * promised day keeps it.
 */
@Service
@Transactional
public class Promises {

    /** Further away than this nobody knows what they promise. */
    private static final int FURTHEST_MONTHS = 12;

    private static final int LONGEST_CONTACT = 200;

    private final PromiseLedger ledger;
    private final Enquiries enquiries;
    private final Undelivered undelivered;
    private final Organisation organisation;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Promises(
            PromiseLedger ledger,
            Enquiries enquiries,
            Undelivered undelivered,
            Organisation organisation,
            WorkingCalendar calendar,
            Clock clock) {
        this.ledger = ledger;
        this.enquiries = enquiries;
        this.undelivered = undelivered;
        this.organisation = organisation;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The asker is told now: the clock has stopped, and the promise runs (G3). */
    public Promise make(Enquiry enquiry, NewPromise said, Actor by) {
        Promise promise = prepare(enquiry, said, by);
        if (!told(enquiry.id(), by)) {
            throw new IllegalStateException("A case that has its answer is promised nothing");
        }
        return ledger.newestTold(enquiry.id()).orElse(promise);
    }

    /**
     * Writes down what the asker will be told on the telephone or by post: it binds nobody, and stops no clock, until
     * {@link #told}.
     *
     * @throws IllegalArgumentException when it does not say who, how to reach them, and a working day to come
     */
    public Promise prepare(Enquiry enquiry, NewPromise said, Actor by) {
        requireComplete(enquiry, said);
        LocalDate day = said.dueOn();
        Promise promise = new Promise(
                UUID.randomUUID(),
                enquiry.id(),
                null,
                said.unitId(),
                said.contact().strip(),
                said.person(),
                day,
                remindAt(day),
                calendar.closingAt(day),
                said.reason(),
                isBeyondHorizon(enquiry, day),
                clock.instant(),
                by.name(),
                null,
                Promise.State.UNTOLD,
                null);
        ledger.add(promise);
        enquiries.update(enquiry.id(), "call_tries = 0", Map.of());
        return promise;
    }

    private void requireComplete(Enquiry enquiry, NewPromise said) {
        organisation.unit(said.unitId());
        if (!isWayToReach(said.contact())) {
            throw new IllegalArgumentException("A notice says how the one who answers is reached");
        }
        if (!mayBePromised(said.dueOn())) {
            throw new IllegalArgumentException("A notice names a working day to come");
        }
        if (said.reason() == null && needsReason(enquiry, said.dueOn())) {
            throw new IllegalArgumentException("A new day, or one that is far away, has a reason");
        }
    }

    /** One working day before; when that is today already, the morning of the day itself. */
    private Instant remindAt(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!calendar.isWorkingDay(before)) {
            before = before.minusDays(1);
        }
        return calendar.openingAt(before.isAfter(calendar.today()) ? before : day);
    }

    /** Whether this says how somebody is reached: one line, not empty. */
    public static boolean isWayToReach(String contact) {
        return TextBounds.ofLine(contact, LONGEST_CONTACT).isEmpty();
    }

    /** A working day after today, and not so far away that nobody can know. */
    public boolean mayBePromised(LocalDate day) {
        return day.isAfter(calendar.today()) && !day.isAfter(lastDay()) && calendar.isWorkingDay(day);
    }

    /** The furthest day that can be promised. */
    public LocalDate lastDay() {
        return calendar.today().plusMonths(FURTHEST_MONTHS);
    }

    /** A day that is not the first that the asker is told, or that is further away than usual, needs a reason. */
    public boolean needsReason(Enquiry enquiry, LocalDate day) {
        return enquiry.promiseDueOn() != null || isBeyondHorizon(enquiry, day);
    }

    /** Whether the day is further away than answers in the case's category usually are. */
    public boolean isBeyondHorizon(Enquiry enquiry, LocalDate day) {
        return day.isAfter(horizon(enquiry));
    }

    /** The last day that needs no reason. */
    public LocalDate horizon(Enquiry enquiry) {
        int days = organisation
                .category(enquiry.categoryId())
                .map(Category::horizonDays)
                .orElse(Category.USUAL_HORIZON_DAYS);
        return calendar.workingDaysAfter(calendar.today(), days);
    }

    /**
     * The asker knows of what was prepared, or of what a returned letter should have told.
     *
     * @return false when there is nothing to tell any longer: the day has come, or the case has its answer
     */
    public boolean told(UUID enquiryId, Actor by) {
        Promise promise = ledger.newestUntold(enquiryId).orElse(null);
        LocalDate today = calendar.today();
        if (promise == null
                || !promise.dueOn().isAfter(today)
                || !enquiries.get(enquiryId).awaitsWord()) {
            return false;
        }
        Instant now = clock.instant();
        Promise previous = ledger.open(enquiryId).orElse(null);
        boolean slipped = previous != null && today.isAfter(previous.dueOn());
        if (previous != null) {
            ledger.end(previous.id(), slipped ? Promise.State.BROKEN : Promise.State.RENEGOTIATED, now);
        }
        Optional<Promise> replaced =
                enquiries.get(enquiryId).promiseDueOn() == null ? Optional.empty() : ledger.newestTold(enquiryId);
        // A call may come days after it was decided: whoever has just told the asker is not reminded of it at once.
        ledger.begin(
                promise.id(),
                now,
                remindAt(promise.dueOn()),
                replaced.map(Promise::id).orElse(null));
        Enquiry enquiry = enquiries.promised(promise, now);
        if (previous != null) {
            enquiries.tell(
                    slipped ? Deed.What.PROMISE_BROKEN : Deed.What.PROMISE_RENEGOTIATED,
                    enquiry,
                    slipped ? Actor.SYSTEM : by,
                    Map.of("day", previous.dueOn().toString()));
        }
        enquiries.tell(Deed.What.PROMISED, enquiry, by, detail(promise));
        return true;
    }

    private static Map<String, String> detail(Promise promise) {
        Map<String, String> detail = new HashMap<>();
        detail.put("unit", promise.unitId());
        detail.put("day", promise.dueOn().toString());
        if (promise.beyondHorizon()) {
            detail.put("beyondHorizon", "true");
        }
        return detail;
    }

    /**
     * The letter that should have told of the newest promise came back: the asker knows nothing of it, and what was promised
     * before stands (G3).
     */
    public void notTold(UUID enquiryId) {
        Promise promise = ledger.open(enquiryId).orElse(null);
        if (promise == null) {
            return;
        }
        ledger.untell(promise.id());
        Promise before = promise.previousId() == null
                ? null
                : ledger.newestTold(enquiryId).orElse(null);
        if (before != null && before.state() == Promise.State.RENEGOTIATED) {
            undelivered.holdsAgain(before);
        }
        Enquiry enquiry = undelivered.wordCameBack(enquiryId);
        enquiries.tell(
                Deed.What.PROMISE_NOT_TOLD,
                enquiry,
                Actor.SYSTEM,
                Map.of("day", promise.dueOn().toString()));
    }

    /** Ends the promise whose day has passed without an answer or a new day; empty when there is none. */
    public Optional<Promise> breakOverdue(UUID enquiryId) {
        Optional<Promise> overdue =
                ledger.open(enquiryId).filter(promise -> calendar.today().isAfter(promise.dueOn()));
        overdue.ifPresent(promise -> {
            ledger.end(promise.id(), Promise.State.BROKEN, clock.instant());
            enquiries.tell(
                    Deed.What.PROMISE_BROKEN,
                    enquiries.get(enquiryId),
                    Actor.SYSTEM,
                    Map.of("day", promise.dueOn().toString()));
        });
        return overdue;
    }

    /** In the order in which they were made. */
    @Transactional(readOnly = true)
    public List<Promise> of(UUID enquiryId) {
        return ledger.of(enquiryId);
    }

    /** The one that binds now; a broken one too, as long as nothing has taken its place. */
    @Transactional(readOnly = true)
    public Optional<Promise> standing(Enquiry enquiry) {
        return enquiry.promiseDueOn() == null ? Optional.empty() : ledger.newestTold(enquiry.id());
    }

    /** The promise whose place this one took. */
    @Transactional(readOnly = true)
    public Optional<Promise> before(Promise promise) {
        return ledger.of(promise.enquiryId()).stream()
                .filter(one -> one.id().equals(promise.previousId()))
                .findFirst();
    }

    /** How often the asker of this promise has been given another day, this one included. */
    @Transactional(readOnly = true)
    public int newDays(Promise promise) {
        Map<UUID, Promise> all = new HashMap<>();
        ledger.of(promise.enquiryId()).forEach(one -> all.put(one.id(), one));
        int days = 0;
        for (@Nullable UUID before = promise.previousId(); before != null; days++) {
            Promise earlier = all.get(before);
            before = earlier == null ? null : earlier.previousId();
        }
        return days;
    }
}
