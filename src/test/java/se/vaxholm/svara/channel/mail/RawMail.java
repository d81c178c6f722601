package se.vaxholm.svara.channel.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Writes mails byte by byte, as badly as they come; without any word it is a plain question in Swedish. */
final class RawMail {

    private final List<String> headers = new ArrayList<>(List.of(
            "From: Anna Berg <anna@example.org>",
            "To: Kontaktcenter <kontaktcenter@vaxholm.example>",
            "Subject: Bygglov",
            "Date: Tue, 24 Nov 2026 10:31:00 +0100",
            "Message-ID: <bygglov@example.org>"));

    private Charset charset = StandardCharsets.UTF_8;

    static RawMail mail() {
        return new RawMail();
    }

    /** Without any header but those that are given. */
    static RawMail bare() {
        RawMail mail = new RawMail();
        mail.headers.clear();
        return mail;
    }

    /** A header instead of the usual one of that name. */
    RawMail with(String header) {
        String name = header.substring(0, header.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        headers.removeIf(other -> other.toLowerCase(Locale.ROOT).startsWith(name));
        headers.add(header);
        return this;
    }

    RawMail also(String header) {
        headers.add(header);
        return this;
    }

    RawMail first(String header) {
        headers.add(0, header);
        return this;
    }

    RawMail subject(String subject) {
        return with("Subject: " + subject);
    }

    RawMail in(Charset other) {
        charset = other;
        return this;
    }

    byte[] body(String body) {
        return body(bytes(body));
    }

    byte[] body(byte[] body) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(bytes(String.join("\n", headers) + "\n\n"));
        mail.writeBytes(body);
        return mail.toByteArray();
    }

    byte[] html(String html) {
        return with("Content-Type: text/html; charset=utf-8").body(html);
    }

    /** Parts with their own headers, put between boundaries. */
    byte[] parts(String kind, String... parts) {
        String boundary = "=_" + Integer.toHexString(String.join("", parts).hashCode());
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--").append(boundary).append('\n').append(part).append('\n');
        }
        return with("Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"")
                .body(body.append("--").append(boundary).append("--\n").toString());
    }

    static String part(String type, String content) {
        return "Content-Type: " + type + "\n\n" + content;
    }

    static String file(String type, String name, String content) {
        return "Content-Type: " + type + "\nContent-Disposition: attachment; filename=\"" + name + "\"\n"
                + "Content-Transfer-Encoding: base64\n\n" + base64(content.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    /** Of a mail, as text that can be put into another one. */
    static String text(byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(charset);
    }
}
