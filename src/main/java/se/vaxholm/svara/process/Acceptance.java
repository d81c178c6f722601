package se.vaxholm.svara.process;

import java.util.UUID;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.security.Actor;

/** A unit takes what another one has given it: from then on it answers for the case, and the asker learns who has it (G4). */
@Component
class Acceptance {

    private final Handovers handovers;
    private final Enquiries enquiries;
    private final ForwardingLetters letters;

    Acceptance(Handovers handovers, Enquiries enquiries, ForwardingLetters letters) {
        this.handovers = handovers;
        this.enquiries = enquiries;
        this.letters = letters;
    }

    /** Nothing happens when nothing waits to be accepted. */
    void of(UUID enquiryId, Actor by) {
        handovers.accept(enquiryId, by).ifPresent(accepted -> letters.tellMoved(enquiries.get(enquiryId)));
    }
}
