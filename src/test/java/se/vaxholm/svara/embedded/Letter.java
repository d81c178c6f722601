package se.vaxholm.svara.embedded;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A letter as it lies in one mailbox of the embedded mail server. */
record Letter(
        String mailbox,
        long uid,
        ZonedDateTime receivedAt,
        String from,
        String fromAddress,
        String to,
        String subject,
        @Nullable String messageId,
        String text,
        @Nullable String html,
        List<Attachment> attachments,
        List<HeaderLine> headers,
        String source) {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    /** A file that came with it; its bytes are read when somebody wants them. */
    record Attachment(String name, Part part) {}

    /** One header as it was sent. */
    record HeaderLine(String name, String value) {}

    static Letter of(String mailbox, long uid, java.util.Date receivedAt, MimeMessage message) {
        Contents contents = new Contents();
        try {
            contents.read(message);
            List<HeaderLine> headers = new ArrayList<>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.add(new HeaderLine(header.getName(), header.getValue()));
            }
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.writeTo(source);
            return new Letter(
                    mailbox,
                    uid,
                    receivedAt.toInstant().atZone(STOCKHOLM),
                    addresses(message.getHeader("From", ", ")),
                    firstAddress(message.getHeader("Reply-To", ","), message.getHeader("From", ",")),
                    addresses(message.getHeader("To", ", ")),
                    message.getSubject() == null ? "" : message.getSubject(),
                    message.getMessageID(),
                    contents.text.toString().replace("\r\n", "\n"),
                    contents.html,
                    List.copyOf(contents.attachments),
                    List.copyOf(headers),
                    source.toString(StandardCharsets.UTF_8));
        } catch (MessagingException e) {
            throw new IllegalStateException("Cannot read letter " + uid + " of " + mailbox, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read letter " + uid + " of " + mailbox, e);
        }
    }

    /** All values of a header; empty when it has none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .collect(Collectors.joining(" "));
    }

    private static String addresses(@Nullable String header) {
        if (header == null) {
            return "";
        }
        try {
            List<String> readable = new ArrayList<>();
            for (InternetAddress address : InternetAddress.parseHeader(header, false)) {
                readable.add(address.toUnicodeString());
            }
            return String.join(", ", readable);
        } catch (MessagingException e) {
            return header;
        }
    }

    private static String firstAddress(@Nullable String... headers) {
        for (String header : headers) {
            if (header != null) {
                try {
                    InternetAddress[] addresses = InternetAddress.parseHeader(header, false);
                    if (addresses.length > 0 && addresses[0].getAddress() != null) {
                        return addresses[0].getAddress();
                    }
                } catch (MessagingException e) {
                    return "";
                }
            }
        }
        return "";
    }

    /** The readable parts of a letter, found wherever they are nested. */
    private static final class Contents {
        private final StringBuilder text = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();
        private @Nullable String html;

        private void read(Part part) throws MessagingException, IOException {
            String fileName = part.getFileName();
            if (fileName != null) {
                attachments.add(new Attachment(MimeUtility.decodeText(fileName), part));
            } else if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart each = parts.getBodyPart(i);
                    read(each);
                }
            } else if (part.isMimeType("text/html") && html == null) {
                html = part.getContent().toString();
            } else if (part.isMimeType("text/plain")) {
                text.append(part.getContent());
            } else {
                attachments.add(new Attachment(part.getContentType().toLowerCase(Locale.ROOT), part));
            }
        }
    }
}
