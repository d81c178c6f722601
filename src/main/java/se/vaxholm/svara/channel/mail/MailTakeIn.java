package se.vaxholm.svara.channel.mail;

import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.intake.NewMail;

/**
 * Takes one fetched mail in: bytes, fate and whatever it becomes are kept in one transaction, so that a crash at any point leaves
 * either all of it or nothing, and then it is fetched again.
 */
@Component
class MailTakeIn {

    private static final Logger log = LoggerFactory.getLogger(MailTakeIn.class);

    /** Of a mail that is too large, as much is kept as shows what it is. */
    private static final long BEGINNING = 1 << 20;

    private static final int ATTEMPTS = 3;

    private final MailReader reader;
    private final Mails mails;
    private final MailSorter sorter;
    private final MailEnquiries cases;
    private final MailFiles files;
    private final TransactionTemplate transaction;

    MailTakeIn(
            Mails mails,
            MailSorter sorter,
            MailEnquiries cases,
            MailFiles files,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        reader = new MailReader(clock);
        this.mails = mails;
        this.sorter = sorter;
        this.cases = cases;
        this.transaction = transaction;
    }

    /**
     * Takes a mail in, unless it is known.
     *
     * @param source its bytes
     * @param whole whether these are all of them
     * @throws RuntimeException when it is not the mail that is to blame: it is to be fetched again later
     */
    void takeIn(Path source, boolean whole, Mails.Place place, Instant arrivedAt) {
        try (InputStream bytes = new SharedFileInputStream(source.toFile())) {
            ReadMail mail = whole ? reader.read(bytes) : null;
            if (mail != null) {
                sort(source, mail, place, arrivedAt);
            } else {
                quarantine(source, MailReason.TOO_LARGE, place, arrivedAt);
            }
        } catch (UnreadableMailException e) {
            log.info("A mail can't be read: {}", e.reason());
            MailReason reason = e.reason() == UnreadableMailException.Reason.TOO_LARGE
                    ? MailReason.TOO_LARGE
                    : MailReason.UNREADABLE;
            quarantine(source, reason, place, arrivedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sort(Path source, ReadMail mail, Mails.Place place, Instant arrivedAt) {
        // Its files are looked through before the transaction: that can take a while.
        MailFiles.Kept kept = mails.isKnown(mail.identity()) ? MailFiles.Kept.nothing() : files.keep(mail.files());
        try {
            sort(source, mail, kept, place, arrivedAt);
        } finally {
            files.forget(kept);
        }
    }

    /** Who moves a case in the same moment may be in the way once or twice. */
    private void sort(Path source, ReadMail mail, MailFiles.Kept kept, Mails.Place place, Instant arrivedAt) {
        for (int tries = 1; ; tries++) {
            try {
                transaction.executeWithoutResult(status -> sortOnce(source, mail, kept, place, arrivedAt));
                return;
            } catch (RuntimeException e) {
                if (isNobodysFault(e)) {
                    throw e;
                }
                if (tries == ATTEMPTS) {
                    log.error("A mail could be read but not taken in; it goes into quarantine", e);
                    quarantine(source, MailReason.FAILED, place, arrivedAt);
                    return;
                }
            }
        }
    }

    private void sortOnce(Path source, ReadMail mail, MailFiles.Kept kept, Mails.Place place, Instant arrivedAt) {
        ReadMail.MailAddress from = mail.from();
        NewMail began = new NewMail(
                mail.identity(),
                mail.messageId(),
                place.mailbox(),
                from == null ? null : from.address(),
                from == null ? "" : from.name(),
                mail.subject(),
                mail.quoted(),
                mail.shortened(),
                kept.refused(),
                arrivedAt,
                size(source));
        begin(began, place, source, size(source))
                .ifPresent(id -> sorter.sort(new MailSorter.Came(id, mail, place.mailbox(), arrivedAt, kept.key())));
    }

    private void quarantine(Path source, MailReason reason, Mails.Place place, Instant arrivedAt) {
        transaction.executeWithoutResult(status -> {
            NewMail kept = new NewMail(
                    digest(source), null, place.mailbox(), null, "", "", "", false, 0, arrivedAt, size(source));
            long bytes = reason == MailReason.TOO_LARGE ? Math.min(BEGINNING, size(source)) : size(source);
            begin(kept, place, source, bytes)
                    .ifPresent(id -> cases.quarantine(id, reason, place.mailbox(), arrivedAt, size(source)));
        });
    }

    private Optional<UUID> begin(NewMail mail, Mails.Place place, Path source, long bytes) {
        Optional<UUID> id = mails.begin(mail, place);
        id.ifPresent(begun -> {
            try (InputStream content = Files.newInputStream(source)) {
                mails.keepOriginal(begun, content, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return id;
    }

    /** Classes of SQL states of a server that is away, full, or shuts down. */
    private static final Set<String> SERVER = Set.of("08", "53", "57", "58");

    /** The database is away, or the disk is full; the engine tells of it in other words. */
    private static boolean isNobodysFault(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof UncheckedIOException
                    || (cause instanceof SQLException sql && isOfTheServer(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheServer(SQLException error) {
        String state = error.getSQLState();
        return state != null && state.length() == 5 && SERVER.contains(state.substring(0, 2));
    }

    private static long size(Path source) {
        try {
            return Files.size(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(Path source) {
        try (InputStream bytes = Files.newInputStream(source)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
