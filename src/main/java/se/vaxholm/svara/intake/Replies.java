package se.vaxholm.svara.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.process.EnquiryProcess;

/** What an asker adds to their case, whatever the way it came (G16): whoever has the case is told. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Replies {

    private final Enquiries enquiries;
    private final FollowUps followUps;
    private final EnquiryProcess process;

    Replies(Enquiries enquiries, FollowUps followUps, EnquiryProcess process) {
        this.enquiries = enquiries;
        this.followUps = followUps;
        this.process = process;
    }

    /**
     * Adds to a case that is open, or was answered not long ago.
     *
     * @return the message; empty when the case is closed for good: nothing is added then
     */
    public Optional<UUID> add(UUID enquiryId, String text, Instant at) {
        enquiries.lock(enquiryId);
        Enquiry enquiry = enquiries.get(enquiryId);
        if (!enquiry.isOpen() && !followUps.isOn(enquiry)) {
            return Optional.empty();
        }
        UUID message = enquiries.enquirerAdded(enquiryId, text, at);
        process.enquirerWrote(enquiry);
        return Optional.of(message);
    }
}
