package se.vaxholm.svara.embedded;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All letters of the embedded mail server, and the way to put one more into the post. */
final class Letters {

    private final MailServer server;

    Letters(MailServer server) {
        this.server = server;
    }

    /** How many letters lie in each mailbox, by address. */
    Map<String, Integer> mailboxes() {
        Map<String, Integer> counts = new TreeMap<>();
        for (GreenMailUser user : users()) {
            int count = inbox(user).getMessageCount();
            if (count > 0) {
                counts.put(user.getEmail(), count);
            }
        }
        return counts;
    }

    /** The letters of one mailbox, or of all, newest first. */
    List<Letter> newestFirst(@Nullable String mailbox) {
        return users().stream()
                .filter(user -> mailbox == null || user.getEmail().equals(mailbox))
                .flatMap(user -> inbox(user).getMessages().stream()
                        .map(stored -> Letter.of(
                                user.getEmail(), stored.getUid(), stored.getReceivedDate(), stored.getMimeMessage())))
                .sorted(Comparator.comparing(Letter::receivedAt)
                        .thenComparing(Letter::uid)
                        .reversed())
                .toList();
    }

    Optional<Letter> find(String mailbox, long uid) {
        return newestFirst(mailbox).stream()
                .filter(letter -> letter.uid() == uid)
                .findFirst();
    }

    /**
     * Sends a letter by SMTP, as any mail program would.
     *
     * @return its Message-ID
     */
    String send(NewLetter letter) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(server.smtpPort()));
        properties.setProperty("mail.smtp.timeout", "10000");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        try {
            message.setFrom(new InternetAddress(
                    letter.fromAddress(), letter.fromName().isBlank() ? null : letter.fromName(), "UTF-8"));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(Instant.now()));
        if (!letter.inReplyTo().isEmpty()) {
            message.setHeader("In-Reply-To", letter.inReplyTo());
            message.setHeader("References", letter.inReplyTo());
        }
        if (letter.files().isEmpty()) {
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
        } else {
            message.setContent(withFiles(letter));
        }
        Transport.send(message);
        return message.getMessageID();
    }

    private static MimeMultipart withFiles(NewLetter letter) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        parts.addBodyPart(text);
        for (FormFields.Upload file : letter.files()) {
            MimeBodyPart part = new MimeBodyPart();
            try (InputStream bytes = file.open()) {
                part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "application/octet-stream")));
                part.setFileName(MimeUtility.encodeText(file.name(), "UTF-8", null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            parts.addBodyPart(part);
        }
        return parts;
    }

    private List<GreenMailUser> users() {
        return List.copyOf(greenMail().getUserManager().listUser());
    }

    private MailFolder inbox(GreenMailUser user) {
        try {
            return greenMail().getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMail greenMail() {
        return server.greenMail();
    }
}
