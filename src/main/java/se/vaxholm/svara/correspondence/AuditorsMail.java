package se.vaxholm.svara.correspondence;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.PublicAddress;

/** Gives the auditor what is to be kept where nobody who runs Svara can change it. */
@Service
public class AuditorsMail {

    private static final Language LANGUAGE = Language.SV;

    private final Outbox outbox;
    private final Organisation organisation;
    private final MessageSource messages;
    private final PublicAddress address;

    AuditorsMail(Outbox outbox, Organisation organisation, MessageSource messages, PublicAddress address) {
        this.outbox = outbox;
        this.organisation = organisation;
        this.messages = messages;
        this.address = address;
    }

    /**
     * Queues a checkpoint of the journal.
     *
     * @param line as it is published, whole and on a line of its own
     * @param publicKey the key that it is signed with
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void checkpoint(String recipient, int number, String line, String publicKey) {
        String subject = say("letter.checkpoint.subject", Integer.toString(number));
        LetterPaper paper = new LetterPaper(LANGUAGE, subject)
                .paragraph(say("letter.checkpoint.body"))
                .paragraph(line)
                .paragraph(say("letter.checkpoint.key", publicKey))
                .paragraph(say("letter.checkpoint.how", address.of("/granskning/logg")));
        send(recipient, subject, paper);
    }

    /** Queues the word that something in the journal is not as it was written. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void broken(String recipient, int findings) {
        String subject = say("letter.tampered.subject");
        send(
                recipient,
                subject,
                new LetterPaper(LANGUAGE, subject)
                        .paragraph(say("letter.tampered.body", findings))
                        .paragraph(say("letter.tampered.how", address.of("/granskning/logg"))));
    }

    private void send(String recipient, String subject, LetterPaper paper) {
        Unit sender = organisation.unit(Unit.REGISTRATOR);
        outbox.add(new Letter(
                null,
                LetterKind.CHECKPOINT,
                recipient,
                say("letter.sender", sender.name().in(LANGUAGE)),
                sender.email(),
                subject,
                paper.text(),
                paper.html(),
                LANGUAGE));
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LANGUAGE.locale());
    }
}
