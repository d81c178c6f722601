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
import jakarta.mail.util.StreamProvider;
import java.io.UnsupportedEncodingException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.StatusCodes;
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

    static {
        // Otherwise looked for on the whole class path at each letter, several times: a third of a letter's computing.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final Outbox outbox;
    private final LetterLinks links;
    private final LetterFiles files;
    private final ForwardingLinks forwardingLinks;
    private final AskersMail askersMail;
    private final JavaMailSenderImpl mail;
    private final Enquiries enquiries;
    private final StatusCodes codes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostOffice(
            Outbox outbox,
            LetterLinks links,
            LetterFiles files,
            ForwardingLinks forwardingLinks,
            AskersMail askersMail,
            JavaMailSenderImpl mail,
            Enquiries enquiries,
            StatusCodes codes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.links = links;
        this.files = files;
        this.forwardingLinks = forwardingLinks;
        this.askersMail = askersMail;
        this.mail = mail;
        this.enquiries = enquiries;
        this.codes = codes;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Sends every letter whose time has come; returns when none is left, or when the mail server does not answer. */
    @Scheduled(fixedDelayString = "${svara.outbox.pause:1s}")
    public void sendDue() {
        for (int i = 0; i < AT_A_TIME && Boolean.TRUE.equals(transaction.execute(status -> sendNext())); i++) {
            tellSettled();
        }
        tellSettled();
    }

    /** Whether it is worth going on with the next letter. */
    private boolean sendNext() {
        return outbox.takeNext().map(this::send).orElse(false);
    }

    private boolean send(Outbox.Queued queued) {
        Exception failure = deliver(queued);
        if (failure == null) {
            outbox.settle(queued.id(), Outbox.Fate.SENT, null);
            return true;
        }
        String error = describe(failure);
        if (isRefused(failure)
                || Duration.between(queued.queuedAt(), clock.instant()).compareTo(GIVE_UP_AFTER) > 0) {
            log.info("Letter {} was refused: {}", queued.id(), error);
            outbox.settle(queued.id(), Outbox.Fate.REFUSED, error);
        } else {
            log.warn("Letter {} could not leave yet, it will be tried again: {}", queued.id(), error);
            outbox.tryLater(queued, error);
        }
        return !isUnreachable(failure);
    }

    /** Whatever goes wrong with one letter must not keep the others. */
    private @Nullable Exception deliver(Outbox.Queued queued) {
        try {
            mail.send(compose(queued));
            return null;
        } catch (MessagingException | UnsupportedEncodingException | RuntimeException e) {
            return e;
        }
    }

    /**
     * In a transaction of its own: were the sending undone because a case could not be told, the letter would leave
     * twice.
     */
    private void tellSettled() {
        AtomicReference<@Nullable UUID> telling = new AtomicReference<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            telling.set(null);
            try {
                if (!Boolean.TRUE.equals(transaction.execute(status -> tellNext(telling)))) {
                    return;
                }
            } catch (RuntimeException e) {
                UUID letter = telling.get();
                if (letter == null) {
                    throw e;
                }
                log.error("The case of letter {} could not be told about it; it will be tried again", letter, e);
                transaction.executeWithoutResult(status -> outbox.tellLater(letter));
            }
        }
    }

    private boolean tellNext(AtomicReference<@Nullable UUID> telling) {
        Optional<Outbox.Queued> untold = outbox.takeUntold();
        untold.ifPresent(queued -> {
            telling.set(queued.id());
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
                events.publishEvent(
                        new LetterSettled(queued.id(), letter.enquiryId(), letter.kind(), sent, queued.bounced()));
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
        if (!letter.kind().isWrittenByPerson()) {
            // Tells other machines not to answer (RFC 3834).
            message.setHeader("Auto-Submitted", "auto-generated");
        }
        UUID enquiryId = letter.enquiryId();
        if (enquiryId != null && letter.kind().isToEnquirer()) {
            Optional<String> answered = askersMail.lastFrom(letter.recipient(), enquiryId);
            if (answered.isPresent()) {
                message.setHeader("In-Reply-To", answered.get());
                message.setHeader("References", answered.get());
            }
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(personal(letter.text(), queued), "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(personal(letter.html(), queued), "text/html; charset=UTF-8");
        html.setContentLanguage(new String[] {letter.language().locale().getLanguage()});
        MimeMultipart words = new MimeMultipart("alternative", text, html);
        message.setContent(queued.filesOf() == null ? words : files.with(words, queued.filesOf()));
        return message;
    }

    /** Puts in what only the asker may have, and no stored letter holds. */
    private String personal(String text, Outbox.Queued queued) {
        UUID enquiryId = queued.letter().enquiryId();
        if (queued.letter().kind() == LetterKind.FORWARDING) {
            return text.contains(ForwardingLinks.PLACEHOLDER)
                    ? text.replace(ForwardingLinks.PLACEHOLDER, forwardingLinks.make(queued.id()))
                    : text;
        }
        if (enquiryId == null
                || !(text.contains(LetterLinks.PLACEHOLDER) || text.contains(LetterLinks.CODE_PLACEHOLDER))) {
            return text;
        }
        Enquiry enquiry = enquiries.get(enquiryId);
        return text.replace(LetterLinks.PLACEHOLDER, links.make(enquiry, queued.id()))
                .replace(LetterLinks.CODE_PLACEHOLDER, codes.of(enquiry).grouped());
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

    /** It is the server that does not answer, not this letter that it does not want. */
    private static boolean isUnreachable(Throwable error) {
        if (error instanceof MailSendException failed) {
            for (Exception cause : failed.getMessageExceptions()) {
                if (isUnreachable(cause)) {
                    return true;
                }
            }
        }
        return error instanceof MailConnectException
                || error instanceof SocketException
                || error instanceof SocketTimeoutException
                || (error.getCause() != null && isUnreachable(error.getCause()));
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
