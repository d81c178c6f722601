package se.vaxholm.svara.process;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
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

    /**
     * Nothing happens when nothing waits to be accepted.
     *
     * @param task where the case is in its models
     */
    void of(UUID enquiryId, Actor by, DelegateExecution task) {
        if (handovers.accept(enquiryId, by).isPresent()) {
            Enquiry accepted = enquiries.get(enquiryId);
            letters.tellMoved(accepted);
            CaseOfStep.isWith(accepted, task);
        }
    }
}
