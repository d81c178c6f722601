package se.vaxholm.svara.correspondence;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A letter as it arrived: its two parts, which must be there, and its headers. */
record ReceivedLetter(MimeMessage message, String text, String html) {

    private static final Pattern LINK = Pattern.compile("/arende/l/([\\w-]+)");

    static ReceivedLetter of(MimeMessage message) {
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            if (parts.getCount() != 2 || !message.isMimeType("multipart/alternative")) {
                throw new AssertionError("Not text and HTML: " + message.getContentType());
            }
            return new ReceivedLetter(message, content(parts, 0, "text/plain"), content(parts, 1, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String content(MimeMultipart parts, int index, String type) throws MessagingException, IOException {
        MimeBodyPart part = (MimeBodyPart) parts.getBodyPart(index);
        if (!part.isMimeType(type)) {
            throw new AssertionError("Not " + type + ": " + part.getContentType());
        }
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    String header(String name) {
        try {
            String[] values = message.getHeader(name);
            if (values != null && values.length > 1) {
                throw new AssertionError("Twice: " + name);
            }
            return values == null ? "" : values[0];
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    String subject() {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The token of the asker's own link, which must be the same in both parts. */
    String token() {
        String token = token(text);
        if (!token.equals(token(html))) {
            throw new AssertionError("Another link in the HTML part");
        }
        return token;
    }

    private static String token(String part) {
        Matcher link = LINK.matcher(part);
        if (!link.find()) {
            throw new AssertionError("No link in: " + part);
        }
        return link.group(1);
    }
}
