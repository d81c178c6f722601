package se.vaxholm.svara.process;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Handover;
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

    /** @return what was accepted; empty when nothing waited to be */
    Optional<Handover> of(UUID enquiryId, Actor by) {
        Optional<Handover> accepted = handovers.accept(enquiryId, by);
        accepted.ifPresent(handover -> letters.tellMoved(enquiries.get(enquiryId)));
        return accepted;
    }
}
