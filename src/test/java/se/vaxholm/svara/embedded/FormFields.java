package se.vaxholm.svara.embedded;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser sends with a form: fields, and files when there are any. */
record FormFields(Map<String, String> fields, List<FormFields.Upload> files) {

    /** A file that somebody has chosen. */
    static final class Upload {

        private final String name;
        private final byte[] bytes;

        private Upload(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        String name() {
            return name;
        }

        InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** @throws MessagingException when it is no form */
    static FormFields of(@Nullable String contentType, byte[] body) throws MessagingException, IOException {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return new FormFields(encoded(new String(body, StandardCharsets.UTF_8)), List.of());
        }
        MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(body, contentType));
        Map<String, String> fields = new HashMap<>();
        List<Upload> files = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            read(parts.getBodyPart(i), fields, files);
        }
        return new FormFields(fields, files);
    }

    private static void read(BodyPart part, Map<String, String> fields, List<Upload> files)
            throws MessagingException, IOException {
        String[] header = part.getHeader("Content-Disposition");
        if (header == null) {
            return;
        }
        ContentDisposition disposition = new ContentDisposition(header[0]);
        String name = disposition.getParameter("name");
        String file = disposition.getParameter("filename");
        try (InputStream content = part.getInputStream()) {
            byte[] bytes = content.readAllBytes();
            if (file == null) {
                fields.put(name == null ? "" : name, new String(bytes, StandardCharsets.UTF_8));
            } else if (!file.isEmpty()) {
                files.add(new Upload(named(file), bytes));
            }
        }
    }

    /** Browsers write names in UTF-8, which headers are not read in; a path before it is the sender's own matter. */
    private static String named(String file) {
        String name = new String(file.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replaceAll(".*[/\\\\]", "")
                .replaceAll("\\p{Cntrl}", "");
        return name.isBlank() ? "fil" : name.substring(0, Math.min(name.length(), 150));
    }

    static Map<String, String> encoded(@Nullable String text) {
        Map<String, String> fields = new HashMap<>();
        if (text != null) {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
