package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.embedded.MailServer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.process.Story;

/** Stories that begin with a mail in a mailbox of the real mail server, which Svara reads by IMAP. */
class PostBox extends Story {

    @Autowired
    protected Inbox inbox;

    @Autowired
    protected Mails mails;

    @Autowired
    protected JdbcClient jdbc;

    /** A mailbox that no other story uses; what comes there is the registrar's. */
    protected static InboxSettings.Box anyBox() {
        return box("lada." + UUID.randomUUID() + "@vaxholm.example");
    }

    protected static InboxSettings.Box box(String address) {
        TestServers.mail().mailbox(address);
        return new InboxSettings.Box(
                address, "127.0.0.1", TestServers.mail().imapPort(), false, address, address, "", "", "", "");
    }

    /** Lays a mail in a mailbox as its server would. */
    protected static void comes(InboxSettings.Box box, byte[] mail) {
        deliver(TestServers.mail(), box, mail);
    }

    protected static void deliver(MailServer server, InboxSettings.Box box, byte[] mail) {
        try {
            server.greenMail()
                    .setUser(box.address(), box.address(), box.password())
                    .deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody deletes everything that lies in a mailbox. */
    protected static void empty(InboxSettings.Box box) {
        try {
            GreenMail server = TestServers.mail().greenMail();
            server.getManagers()
                    .getImapHostManager()
                    .getInbox(server.getUserManager().getUserByEmail(box.address()))
                    .deleteAllMessages();
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
    }

    protected static void comes(InboxSettings.Box box, RawMail mail, String text) {
        comes(box, mail.body(text));
    }

    protected void read(InboxSettings.Box box) {
        assertThat(inbox.read(box)).as("read to its end").isTrue();
    }

    /** What became of the mails of a mailbox, in the order in which they came. */
    protected List<Mail> mailsOf(InboxSettings.Box box) {
        return jdbc
                .sql("select mail_id from mail_arrival where mailbox = ? order by uid_validity, uid")
                .param(box.address())
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> mails.find(id).orElseThrow())
                .toList();
    }

    /** Lets a mail come and be read, and gives what became of it. */
    protected Mail taken(InboxSettings.Box box, byte[] mail) {
        comes(box, mail);
        read(box);
        List<Mail> all = mailsOf(box);
        return all.get(all.size() - 1);
    }

    protected Mail taken(byte[] mail) {
        return taken(anyBox(), mail);
    }

    protected Enquiry caseOf(Mail mail) {
        UUID id = mail.enquiryId();
        if (id == null) {
            throw new AssertionError("The mail belongs to no case");
        }
        return enquiries.get(id);
    }

    protected static void assertFate(Mail mail, MailFate fate, MailReason reason) {
        assertThat(mail.fate() + " " + mail.reason()).isEqualTo(fate + " " + reason);
    }

    /** A mail from an address, with a Message-ID of its own. */
    protected static RawMail from(String address) {
        return RawMail.mail()
                .with("From: Karin Ek <" + address + ">")
                .with("Message-ID: <" + UUID.randomUUID() + "@example.org>");
    }

    /** An answer to the latest letter of a kind. */
    protected RawMail answerTo(Enquiry enquiry, LetterKind kind, String address) {
        return from(address)
                .subject("Sv: " + letter(enquiry, kind).letter().subject())
                .with("In-Reply-To: " + letter(enquiry, kind).messageId());
    }
}
