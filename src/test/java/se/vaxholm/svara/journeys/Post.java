package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.TestServers;

/** A letter as it came out of the mail server, and the way to wait for one. */
record Post(
        String id,
        @Nullable String answers,
        String subject,
        String senderName,
        String senderAddress,
        String language,
        String text,
        String html) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("https?://\\S+/arende/l/\\S+");

    /** Waits for the letter to this address whose subject holds these words. */
    static Post to(String address, String... subject) {
        return Awaitility.await("a letter to " + address + " about " + List.of(subject))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> all(address).stream()
                                .filter(post -> Arrays.stream(subject).allMatch(post.subject::contains))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /**
     * Somebody writes to the municipality in their own mail program.
     *
     * @param answers the Message-ID of the letter that is answered; empty when none is
     * @return the mail's own Message-ID
     */
    static String isWritten(String from, String subject, String text, String answers) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty(
                "mail.smtp.port", Integer.toString(TestServers.mail().smtpPort()));
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(properties));
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(TestServers.MAILBOX));
            message.setSubject(subject, "UTF-8");
            message.setSentDate(Date.from(Instant.now()));
            message.setText(text, "UTF-8");
            if (!answers.isEmpty()) {
                message.setHeader("In-Reply-To", answers);
                message.setHeader("References", answers);
            }
            Transport.send(message);
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All letters that have come to this address. */
    static List<Post> all(String address) {
        return Arrays.stream(TestServers.mail().greenMail().getReceivedMessagesForDomain(address))
                .filter(Post::isLetter)
                .map(Post::read)
                .toList();
    }

    /** The asker's own link to the matter, as a path of the site. */
    String link() {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        assertThat(link.group()).startsWith(TestServers.applicationUrl());
        return link.group().substring(TestServers.applicationUrl().length());
    }

    /** Ours have two faces; others' mails have come to this address too. */
    private static boolean isLetter(MimeMessage message) {
        try {
            return message.isMimeType("multipart/alternative");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Post read(MimeMessage message) {
        try {
            Multipart parts = (Multipart) message.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            InternetAddress sender = (InternetAddress) message.getFrom()[0];
            return new Post(
                    message.getMessageID(),
                    message.getHeader("In-Reply-To", ","),
                    message.getSubject(),
                    sender.getPersonal(),
                    sender.getAddress(),
                    String.join(",", message.getContentLanguage()),
                    lines(parts.getBodyPart(0).getContent()),
                    lines(parts.getBodyPart(1).getContent()));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Object content) {
        return ((String) content).replace("\r\n", "\n");
    }
}
