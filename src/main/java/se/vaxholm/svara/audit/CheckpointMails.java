package se.vaxholm.svara.audit;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.AuditorsMail;
import se.vaxholm.svara.journal.CheckpointMade;

/** Sends each checkpoint to the auditor, if there is an address: a copy that nobody in the house can change. */
@Component
class CheckpointMails {

    private final AuditorsMail mail;
    private final String recipient;

    CheckpointMails(AuditorsMail mail, @Value("${svara.journal.auditor:}") String recipient) {
        this.mail = mail;
        this.recipient = recipient;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void send(CheckpointMade made) {
        if (!recipient.isBlank()) {
            mail.checkpoint(recipient, made.checkpoint().n(), made.checkpoint().line(), made.publicKey());
        }
    }
}
