package se.vaxholm.svara.process;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.correspondence.ForwardingLinks;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.LetterSettled;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.security.Actor;

/** What comes back from outside about a matter that was forwarded: how its letters fared, and that the recipient has it. */
@Service
public class ForwardingPost {

    private final Forwardings forwardings;
    private final ForwardingLinks links;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final Correspondence correspondence;
    private final Outbox outbox;

    ForwardingPost(
            Forwardings forwardings,
            ForwardingLinks links,
            Enquiries enquiries,
            EnquiryProcess process,
            Correspondence correspondence,
            Outbox outbox) {
        this.forwardings = forwardings;
        this.links = links;
        this.enquiries = enquiries;
        this.process = process;
        this.correspondence = correspondence;
        this.outbox = outbox;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void letterSettled(LetterSettled letter) {
        if (letter.kind() != LetterKind.FORWARDING && letter.kind() != LetterKind.FORWARDED) {
            return;
        }
        enquiries.lock(letter.enquiryId());
        Enquiry enquiry = enquiries.get(letter.enquiryId());
        forwardings
                .ofLetter(letter.letterId())
                .filter(forwarding -> enquiry.isOpen())
                .ifPresent(forwarding -> {
                    if (letter.kind() == LetterKind.FORWARDING) {
                        toTheRecipient(forwarding, enquiry, letter.sent());
                    } else if (!letter.sent()) {
                        enquiries.unreachable(enquiry.id());
                        askerDoesNotKnow(forwarding, enquiry);
                    }
                });
    }

    /** Nothing personal goes to a company before the asker knows (G21); what has gone to others stops no clock (G3). */
    private void askerDoesNotKnow(Forwarding forwarding, Enquiry enquiry) {
        UUID letter = forwarding.letterId();
        if (letter != null && outbox.stop(letter, enquiry, Actor.SYSTEM)) {
            forwardings.withheld(forwarding.id());
            tell(forwarding, enquiry, false);
        } else if (forwarding.type() == Recipient.Type.OTHER_AUTHORITY && forwarding.stoppedAt() != null) {
            process.correlate(CaseMessage.FORWARDING_REFUSED, enquiry);
        }
    }

    private void toTheRecipient(Forwarding forwarding, Enquiry enquiry, boolean sent) {
        if (sent) {
            forwardings.delivered(forwarding.id());
        } else {
            forwardings.refused(forwarding.id());
        }
        tell(forwarding, enquiry, sent);
    }

    private void tell(Forwarding forwarding, Enquiry enquiry, boolean sent) {
        if (forwarding.type() == Recipient.Type.OTHER_AUTHORITY) {
            process.correlate(sent ? CaseMessage.FORWARDING_SENT : CaseMessage.FORWARDING_REFUSED, enquiry);
        } else if (!sent) {
            // The case never left its handler, who only has to know that nobody has been asked.
            correspondence.tellHandler(enquiry);
        }
    }

    /**
     * The recipient confirms by the link in our letter, which works once.
     *
     * @return empty when the link is none, or has been used
     */
    @Transactional
    public Optional<Forwarding> confirm(String token) {
        Optional<Forwarding> found = links.open(token);
        found.ifPresent(forwarding -> enquiries.lock(forwarding.enquiryId()));
        // Read again under the lock: two presses at once confirm once.
        Optional<Forwarding> open = found.flatMap(forwarding -> links.open(token));
        open.ifPresent(forwarding -> {
            forwardings.confirmed(forwarding.id(), Actor.SYSTEM);
            process.correlate(CaseMessage.FORWARDING_CONFIRMED, enquiries.get(forwarding.enquiryId()));
        });
        return open;
    }
}
