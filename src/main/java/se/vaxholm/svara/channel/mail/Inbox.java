package se.vaxholm.svara.channel.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Service;
import org.springframework.web.client.ResourceAccessException;
import se.vaxholm.svara.intake.Mails;

/**
 * Looks into the mailboxes again and again and takes in what is new. A mailbox is only read: what has been taken in is remembered
 * here, in the same transaction, and not on its server, so that nothing is taken in twice and nothing is lost between the two.
 */
@Service
@EnableConfigurationProperties(InboxSettings.class)
class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    /** Mails become visible in the order of their numbers, nearly always: so many of the last are looked at again. */
    private static final int LOOK_BACK = 200;

    private final InboxSettings settings;
    private final Mailboxes mailboxes;
    private final Mails mails;
    private final MailTakeIn takeIn;
    private final Tokens tokens;
    private final Clock clock;
    /** Mails at which a reading has ended come last the next time, so that none keeps those behind it waiting. */
    private final Map<String, Set<Long>> troubling = new ConcurrentHashMap<>();

    private final String node = UUID.randomUUID().toString();

    Inbox(InboxSettings settings, Mailboxes mailboxes, Mails mails, MailTakeIn takeIn, Tokens tokens, Clock clock) {
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.mails = mails;
        this.takeIn = takeIn;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Reads every mailbox to its end; one that can't be read does not keep the others. */
    @Scheduled(fixedDelayString = "${svara.inbox.pause:30s}")
    void readAll() {
        settings.boxes().forEach(this::read);
    }

    /** @return whether it has been read to its end; not when another node reads it, or it can't be reached */
    boolean read(InboxSettings.Box box) {
        if (!mailboxes.hold(box.address(), node)) {
            return false;
        }
        try (ImapMailbox mailbox = open(box)) {
            return takeInAll(box, mailbox);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (mailboxes.failed(box.address(), describe(e))) {
                // Without its words, which could quote addresses, and once, not at every look into the mailbox.
                log.warn("Mailbox {} can't be read, it is tried again: {}", box.address(), kind(e));
            }
            return false;
        } finally {
            mailboxes.release(box.address(), node);
        }
    }

    private ImapMailbox open(InboxSettings.Box box) throws MessagingException {
        try {
            return ImapMailbox.open(box, box.byToken() ? tokens.of(box) : box.password());
        } catch (AuthenticationFailedException e) {
            tokens.forget(box);
            throw e;
        }
    }

    private boolean takeInAll(InboxSettings.Box box, ImapMailbox mailbox) throws MessagingException, IOException {
        long validity = mailbox.uidValidity();
        Mailboxes.Reading reading = mailboxes.reading(box.address(), validity);
        long from = Math.max(1, reading.seenTo() - LOOK_BACK);
        Set<Long> last = troubling.computeIfAbsent(box.address(), any -> ConcurrentHashMap.newKeySet());
        List<ImapMailbox.Lying> lying = mailbox.from(from);
        lying.sort(Comparator.comparing((ImapMailbox.Lying one) -> last.contains(one.uid())));
        Set<Long> known = mails.known(box.address(), validity, from);
        long seenTo = reading.seenTo();
        for (ImapMailbox.Lying one : lying) {
            Instant arrivedAt = one.arrivedAt(clock.instant());
            if (!known.contains(one.uid()) && !arrivedAt.isBefore(reading.since())) {
                if (!mailboxes.hold(box.address(), node)) {
                    return false;
                }
                last.add(one.uid());
                takeIn(box, validity, one, arrivedAt);
                last.remove(one.uid());
            }
            seenTo = Math.max(seenTo, one.uid());
        }
        last.clear();
        if (mailboxes.readTo(box.address(), validity, seenTo)) {
            log.info("Mailbox {} can be read again", box.address());
        }
        return true;
    }

    private void takeIn(InboxSettings.Box box, long validity, ImapMailbox.Lying one, Instant arrivedAt)
            throws MessagingException, IOException {
        Path spool = Files.createTempFile("svara-mail-", ".eml");
        try {
            boolean whole = one.fetch(spool);
            takeIn.takeIn(spool, whole, new Mails.Place(box.address(), validity, one.uid()), arrivedAt);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private static String kind(Throwable error) {
        Throwable cause = error.getCause();
        String kind = error.getClass().getSimpleName();
        return cause == null || cause == error ? kind : kind + ", " + kind(cause);
    }

    private static String describe(Exception error) {
        boolean noToken = error instanceof OAuth2AuthorizationException;
        if (error instanceof AuthenticationFailedException
                || (noToken && !(error.getCause() instanceof ResourceAccessException))) {
            return "AUTHENTICATION";
        }
        return error instanceof MessagingException || error instanceof IOException || noToken ? "CONNECTION" : "OTHER";
    }
}
