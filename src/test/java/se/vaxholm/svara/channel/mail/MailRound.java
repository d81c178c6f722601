package se.vaxholm.svara.channel.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Lets the mailboxes be read when a program of another package says so. */
public final class MailRound {

    private final Inbox inbox;
    private final List<InboxSettings.Box> boxes;

    public MailRound(ApplicationContext svara) {
        inbox = svara.getBean(Inbox.class);
        boxes = svara.getBean(InboxSettings.class).boxes();
    }

    /** Takes in what has come since the last time, and gives the time that took in nanoseconds. */
    public long takeIn() {
        long start = System.nanoTime();
        for (InboxSettings.Box box : boxes) {
            if (!inbox.read(box)) {
                throw new IllegalStateException("A mailbox could not be read");
            }
        }
        return System.nanoTime() - start;
    }

    /** Fetches the last mails and does nothing with them: what of the time is the mail server's. */
    public long fetch(int mails) {
        long start = System.nanoTime();
        for (InboxSettings.Box box : boxes) {
            try (ImapMailbox mailbox = ImapMailbox.open(box, box.password())) {
                List<ImapMailbox.Lying> lying = mailbox.from(1);
                Path spool = Files.createTempFile("svara-bench-", ".eml");
                for (ImapMailbox.Lying one : lying.subList(Math.max(0, lying.size() - mails), lying.size())) {
                    one.fetch(spool);
                }
                Files.delete(spool);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return System.nanoTime() - start;
    }
}
