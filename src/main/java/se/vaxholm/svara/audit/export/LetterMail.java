package se.vaxholm.svara.audit.export;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.Outbox;

/**
 * A letter as any mail program shows it, with what became of it in its head. The asker's own link is not in it: the place of it
 * stands there, as in every copy that the house keeps. Files that went along lie with their message.
 */
final class LetterMail {

    private LetterMail() {}

    static void write(Outbox.Queued queued, OutputStream out) throws IOException {
        try {
            compose(queued).writeTo(out);
        } catch (MessagingException e) {
            throw new IOException("A letter can't be written", e);
        }
    }

    private static MimeMessage compose(Outbox.Queued queued) throws MessagingException, IOException {
        Letter letter = queued.letter();
        MimeMessage message = new Named(queued.messageId());
        message.setFrom(new InternetAddress(letter.senderEmail(), letter.senderName(), "UTF-8"));
        InternetAddress recipient = new InternetAddress();
        recipient.setAddress(letter.recipient());
        message.setRecipient(jakarta.mail.Message.RecipientType.TO, recipient);
        message.setSubject(letter.subject(), "UTF-8");
        Instant settled = queued.settledAt();
        message.setSentDate(Date.from(settled == null ? queued.queuedAt() : settled));
        message.setContentLanguage(new String[] {letter.language().locale().getLanguage()});
        message.setHeader("X-Svara-Fate", queued.fate().name());
        message.setContent(new MimeMultipart(
                "alternative",
                exactly(letter.text(), "text/plain; charset=UTF-8"),
                exactly(letter.html(), "text/html; charset=UTF-8")));
        message.saveChanges();
        return message;
    }

    /** Each byte as it is, where any other encoding would write the ends of lines anew and the letter's hash would not fit. */
    private static MimeBodyPart exactly(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(text, type);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** Keeps the letter's own Message-ID. */
    private static final class Named extends MimeMessage {

        private final String name;

        Named(String name) {
            super(Session.getInstance(new Properties()));
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
