package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.ASSESS;
import static se.vaxholm.svara.process.Forms.FORWARDING_FAILED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.security.Actor;

/** What leaves the municipality in a case, from the officer's choice until it is certain what has become of it (G3, G4). */
@Component
class Outward {

    private final CaseOfStep cases;
    private final Forwardings forwardings;
    private final Recipients recipients;
    private final ForwardingLetters letters;
    private final Outbox outbox;
    private final Drafts drafts;
    private final WorkingCalendar calendar;
    private final int safeAfter;

    /** @param safeAfter working days after which a letter that no server has sent back has arrived */
    Outward(
            CaseOfStep cases,
            Forwardings forwardings,
            Recipients recipients,
            ForwardingLetters letters,
            Outbox outbox,
            Drafts drafts,
            WorkingCalendar calendar,
            @Value("${svara.forwarding.safe-after:3}") int safeAfter) {
        this.cases = cases;
        this.forwardings = forwardings;
        this.recipients = recipients;
        this.letters = letters;
        this.outbox = outbox;
        this.drafts = drafts;
        this.calendar = calendar;
        this.safeAfter = safeAfter;
    }

    /** How long a forwarding can fail, and whether the officer wants to see that the recipient takes it. */
    record Watch(Instant until, boolean watched) {}

    void send(Enquiry enquiry, boolean again, Actor by) {
        Forwarding before = again ? latest(enquiry) : null;
        Recipient recipient = before == null
                ? chosen(enquiry)
                : recipients.find(before.recipientId()).orElseThrow();
        String email = recipient.email();
        if (again) {
            email = cases.field(enquiry, FORWARDING_FAILED, "email");
        }
        Set<Part> parts = before == null ? parts(enquiry) : before.parts();
        String words = before == null ? cases.field(enquiry, ASSESS, "external.text") : before.words();
        LocalDate watchOn = before == null ? watchOn(enquiry, recipient) : before.watchOn();
        Forwarding begun = forwardings.begin(enquiry.id(), recipient, email, parts, words, watchOn, by);
        // The other letter waits for the asker's: nothing personal goes to a company before the asker knows (G21).
        boolean askerFirst =
                (recipient.company() || recipient.isActingForUs()) && (before == null || hasComeBack(before));
        Optional<UUID> told = askerFirst ? letters.tellAsker(enquiry, recipient, parts) : Optional.empty();
        UUID letter = letters.send(enquiry, recipient, email, parts, words, watchOn != null, by);
        told.ifPresent(first -> outbox.goesAfter(letter, first));
        forwardings.carriedBy(begun.id(), letter, told.orElse(null));
        forget(enquiry, "external.");
        drafts.discard(enquiry.id(), FORWARDING_FAILED);
    }

    private Recipient chosen(Enquiry enquiry) {
        return recipients
                .find(cases.field(enquiry, ASSESS, "external.recipient"))
                .orElseThrow(() -> new IncompleteDraftException("external.recipient", "empty"));
    }

    private Set<Part> parts(Enquiry enquiry) {
        Set<Part> parts = Part.read(cases.field(enquiry, ASSESS, "external.parts"));
        parts.retainAll(Part.OUTWARD);
        return parts;
    }

    private @Nullable LocalDate watchOn(Enquiry enquiry, Recipient recipient) {
        String day = cases.field(enquiry, ASSESS, "external.watchOn");
        return day.isEmpty() || recipient.isActingForUs() ? null : LocalDate.parse(day);
    }

    /**
     * After the delivery: the asker learns whose matter it is, unless they had to know before; the clock stops. Not for somebody
     * whose letter has come back meanwhile: they know nothing, and the case is still work (G3).
     */
    void tellAsker(Enquiry enquiry) {
        Forwarding forwarding = latest(enquiry);
        Recipient recipient = recipients.find(forwarding.recipientId()).orElseThrow();
        if (!recipient.company()) {
            letters.tellAsker(enquiry, recipient, forwarding.parts())
                    .ifPresent(letter -> forwardings.carriedBy(forwarding.id(), null, letter));
        } else if (hasComeBack(forwarding)) {
            return;
        }
        forwardings.told(forwarding.id());
    }

    /** Whether the letter by which the asker was to hear of it, the last of its kind, has come back. */
    private boolean hasComeBack(Forwarding forwarding) {
        return outbox.of(forwarding.enquiryId()).stream()
                .filter(queued -> queued.letter().kind() == LetterKind.FORWARDED)
                .reduce((earlier, later) -> later)
                .filter(queued -> queued.fate() == Outbox.Fate.REFUSED)
                .isPresent();
    }

    void giveUp(Enquiry enquiry, Actor by) {
        forwardings.givenUp(latest(enquiry).id(), by);
    }

    Watch watch(Enquiry enquiry) {
        Forwarding forwarding = latest(enquiry);
        LocalDate safe = calendar.workingDaysAfter(calendar.today(), safeAfter);
        LocalDate watchOn = forwarding.watchOn();
        Instant until = calendar.closingAt(watchOn == null ? safe : watchOn);
        forwardings.watchUntil(forwarding.id(), until);
        return new Watch(until, watchOn != null);
    }

    void failed(Enquiry enquiry) {
        forwardings.failed(latest(enquiry));
    }

    void stands(Enquiry enquiry, boolean confirmed, Actor by) {
        if (confirmed) {
            forwardings.confirmed(latest(enquiry).id(), by);
        } else {
            forwardings.stands(latest(enquiry).id());
        }
    }

    void takeBack(Enquiry enquiry, Actor by) {
        forwardings.takenBack(latest(enquiry).id(), by);
    }

    private Forwarding latest(Enquiry enquiry) {
        return forwardings.latest(enquiry.id()).orElseThrow();
    }

    /** Empties a section of the common draft once it is carried out; an answer that somebody has begun stays. */
    void forget(Enquiry enquiry, String section) {
        drafts.find(enquiry.id(), ASSESS).ifPresent(draft -> {
            Map<String, String> left = new HashMap<>(draft.fields());
            left.keySet().removeIf(field -> field.startsWith(section));
            drafts.replace(
                    enquiry.id(), ASSESS, left, new Actor(draft.savedBy(), draft.savedByName(), Actor.Role.STAFF));
        });
    }
}
