package se.vaxholm.svara.intake;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.MisplacedMessages;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.security.Actor;

/** Moves a message to the case that it belongs to; there it is as if the asker had written it. */
@Service
public class MessageMoves {

    private final MisplacedMessages messages;
    private final Enquiries enquiries;
    private final EnquiryProcess process;

    MessageMoves(MisplacedMessages messages, Enquiries enquiries, EnquiryProcess process) {
        this.messages = messages;
        this.enquiries = enquiries;
        this.process = process;
    }

    /** @return false when there is nothing to move, or nowhere: nothing has happened then */
    @Transactional
    public boolean move(UUID messageId, Enquiry from, Enquiry to, Actor by) {
        boolean moved = messages.move(messageId, from, to, by);
        if (moved) {
            process.enquirerWrote(enquiries.get(to.id()));
        }
        return moved;
    }
}
