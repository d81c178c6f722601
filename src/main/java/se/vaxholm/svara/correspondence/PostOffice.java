package se.vaxholm.svara.correspondence;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.security.Actor;

/** Sends what lies in the outbox, again and again while the mail server is away, and tells the case how it went. */
@Service
public class PostOffice {

    private static final Logger log = LoggerFactory.getLogger(PostOffice.class);

    /** A letter that could not leave for this long counts as refused, so that somebody acts. */
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(2);

    private static final int AT_A_TIME = 200;

    /** The command by which a letter ends (RFC 5321). */
    private static final String END_OF_LETTER = ".";

    private final Outbox outbox;
    private final LetterLinks links;
    private final JavaMailSenderImpl mail;
    private final Enquiries enquiries;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostOffice(
            Outbox outbox,
            LetterLinks links,
            JavaMailSenderImpl mail,
            Enquiries enquiries,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.links = links;
        this.mail = mail;
        this.enquiries = enquiries;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Sends every letter whose time has come; returns when none is left. */
    @Scheduled(fixedDelayString = "${svara.outbox.pause:1s}")
    public void sendDue() {
        for (int i = 0; i < AT_A_TIME && Boolean.TRUE.equals(transaction.execute(status -> sendNext())); i++) {
            tellSettled();
        }
        tellSettled();
    }

    private boolean sendNext() {
        Optional<Outbox.Queued> next = outbox.takeNext();
        next.ifPresent(this::send);
        return next.isPresent();
    }

    private void send(Outbox.Queued queued) {
        try {
            mail.send(compose(queued));
            outbox.settle(queued.id(), Outbox.Fate.SENT, null);
        } catch (MessagingException | UnsupportedEncodingException | MailException e) {
            String error = describe(e);
            if (isRefused(e)
                    || Duration.between(queued.queuedAt(), clock.instant()).compareTo(GIVE_UP_AFTER) > 0) {
                log.info("Letter {} was refused: {}", queued.id(), error);
                outbox.settle(queued.id(), Outbox.Fate.REFUSED, error);
            } else {
                log.warn("Letter {} could not leave yet, it will be tried again: {}", queued.id(), error);
                outbox.tryLater(queued, error);
            }
        }
    }

    /**
     * In a transaction of its own: were the sending undone because a case could not be told, the letter would leave
     * twice.
     */
    private void tellSettled() {
        for (int i = 0; i < AT_A_TIME; i++) {
            try {
                if (!Boolean.TRUE.equals(transaction.execute(status -> tellNext()))) {
                    return;
                }
            } catch (RuntimeException e) {
                log.error("A case could not be told about its letter; it will be tried again", e);
                return;
            }
        }
    }

    private boolean tellNext() {
        Optional<Outbox.Queued> untold = outbox.takeUntold();
        untold.ifPresent(queued -> {
            Letter letter = queued.letter();
            if (letter.enquiryId() != null) {
                boolean sent = queued.fate() == Outbox.Fate.SENT;
                enquiries.tell(
                        sent ? Deed.What.LETTER_SENT : Deed.What.LETTER_REFUSED,
                        enquiries.get(letter.enquiryId()),
                        Actor.SYSTEM,
                        Map.of(
                                "kind",
                                letter.kind().name(),
                                "letter",
                                queued.id().toString()));
                events.publishEvent(new LetterSettled(queued.id(), letter.enquiryId(), letter.kind(), sent));
            }
        });
        return untold.isPresent();
    }

    private MimeMessage compose(Outbox.Queued queued) throws MessagingException, UnsupportedEncodingException {
        Letter letter = queued.letter();
        MimeMessage message = new NamedMessage(mail.getSession(), queued.messageId());
        InternetAddress sender = new InternetAddress(letter.senderEmail(), letter.senderName(), "UTF-8");
        message.setFrom(sender);
        message.setReplyTo(new InternetAddress[] {sender});
        message.setRecipient(Message.RecipientType.TO, strict(letter.recipient()));
        message.setSubject(letter.subject(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setContentLanguage(new String[] {letter.language().locale().getLanguage()});
        if (letter.kind() != LetterKind.ANSWER) {
            // Tells other machines not to answer (RFC 3834).
            message.setHeader("Auto-Submitted", "auto-generated");
        }
        String link = letter.enquiryId() != null && letter.text().contains(LetterLinks.PLACEHOLDER)
                ? links.make(letter.enquiryId())
                : "";
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text().replace(LetterLinks.PLACEHOLDER, link), "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(letter.html().replace(LetterLinks.PLACEHOLDER, link), "text/html; charset=UTF-8");
        html.setContentLanguage(new String[] {letter.language().locale().getLanguage()});
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    private static InternetAddress strict(String address) throws AddressException {
        InternetAddress recipient = new InternetAddress(address, true);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
            throw new AddressException("Only ASCII addresses can be reached");
        }
        return recipient;
    }

    /**
     * For good, as opposed to "not now": an address that is none, or a reply of the 500s to the recipient or to the letter
     * itself. When it is our sender or our sign-in that a server refuses, the letter can leave once that is mended.
     */
    private static boolean isRefused(Throwable error) {
        if (error instanceof AddressException) {
            return true;
        }
        if (error instanceof SMTPAddressFailedException failed) {
            return failed.getReturnCode() >= 500;
        }
        if (error instanceof SMTPSendFailedException failed && END_OF_LETTER.equals(failed.getCommand())) {
            return failed.getReturnCode() >= 500;
        }
        if (error instanceof MailSendException failed) {
            for (Exception cause : failed.getMessageExceptions()) {
                if (isRefused(cause)) {
                    return true;
                }
            }
        }
        if (error instanceof SendFailedException failed && failed.getNextException() != null) {
            return isRefused(failed.getNextException());
        }
        return false;
    }

    /** Without the address: errors of mail servers like to quote it. */
    private static String describe(Throwable error) {
        Throwable root = error;
        if (error instanceof MailSendException failed && failed.getMessageExceptions().length > 0) {
            root = failed.getMessageExceptions()[0];
        }
        while (root instanceof SendFailedException failed && failed.getNextException() != null) {
            root = failed.getNextException();
        }
        String text = root.getClass().getSimpleName() + ": " + root.getMessage();
        return text.replaceAll("[^\\s<>]+@[^\\s<>]+", "<address>")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Keeps the letter's own Message-ID through every attempt, so that a second copy is known as the same letter. */
    private static final class NamedMessage extends MimeMessage {

        private final String name;

        NamedMessage(Session session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
