package se.vaxholm.svara.channel.mail;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.BASE64DecoderStream;
import org.eclipse.angus.mail.util.QPDecoderStream;
import org.eclipse.angus.mail.util.UUDecoderStream;
import org.jspecify.annotations.Nullable;

/** A mail, or a part of one: what its headers say it is, and its content, which is decoded only when it is read. */
final class MailPart {

    private static final int LONGEST_TYPE = 100;
    private static final int LONGEST_VALUE = 4_000;
    private static final int LONGEST_NAME = 150;
    private static final Pattern TYPE =
            Pattern.compile("\\s*([A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,80}).*", Pattern.DOTALL);
    private static final Pattern META_CHARSET =
            Pattern.compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w-]{1,40})");

    private final MailHeaders headers;
    private final MailBytes body;
    private final String type;
    private final @Nullable ContentType declared;
    private final List<MailPart> children;

    private MailPart(
            MailHeaders headers, MailBytes body, String type, @Nullable ContentType declared, List<MailPart> children) {
        this.headers = headers;
        this.body = body;
        this.type = type;
        this.declared = declared;
        this.children = children;
    }

    /** @param usual what it is when its headers don't say */
    static MailPart of(MailHeaders headers, MailBytes body, String usual) {
        String value = headers.first("Content-Type").orElse("");
        Matcher named = TYPE.matcher(value);
        String other = value.isEmpty() ? usual : "text/plain";
        String type = named.matches() ? named.group(1).toLowerCase(Locale.ROOT) : other;
        return new MailPart(headers, body, cut(type), contentType(value), List.of());
    }

    private static String cut(String type) {
        return type.length() > LONGEST_TYPE ? "application/octet-stream" : type;
    }

    private static @Nullable ContentType contentType(String value) {
        String bounded = value.substring(0, Math.min(value.length(), LONGEST_VALUE));
        try {
            return new ContentType(bounded);
        } catch (ParseException | RuntimeException broken) {
            return null;
        }
    }

    MailPart with(List<MailPart> parts) {
        return new MailPart(headers, body, type, declared, parts);
    }

    MailPart as(String otherType) {
        return new MailPart(headers, body, otherType, declared, List.of());
    }

    MailHeaders headers() {
        return headers;
    }

    MailBytes body() {
        return body;
    }

    /** In lower case, without parameters. */
    String type() {
        return type;
    }

    boolean is(String... types) {
        return List.of(types).contains(type);
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    List<MailPart> children() {
        return children;
    }

    /** A parameter of its type, also of one that is not written as it should be. */
    Optional<String> parameter(String name) {
        String value = declared == null ? null : declared.getParameter(name);
        if (value != null) {
            return Optional.of(value);
        }
        return bare(headers.first("Content-Type").orElse(""), name);
    }

    private static Optional<String> bare(String value, String name) {
        String bounded = value.substring(0, Math.min(value.length(), LONGEST_VALUE));
        Matcher written = Pattern.compile("(?i)[;\\s]" + name + "\\s*=\\s*(?:\"([^\"]{0,300})|([^;\\s\"]{1,300}))")
                .matcher(bounded);
        if (!written.find()) {
            return Optional.empty();
        }
        return Optional.of(written.group(1) == null ? written.group(2) : written.group(1));
    }

    /** What it is called, without the folders that it came from. */
    String name() {
        String disposition = headers.first("Content-Disposition").orElse("");
        String bounded = disposition.substring(0, Math.min(disposition.length(), LONGEST_VALUE));
        int parameters = bounded.indexOf(';');
        Optional<String> given = Optional.empty();
        if (parameters >= 0) {
            try {
                given = Optional.ofNullable(new ParameterList(bounded.substring(parameters)).get("filename"));
            } catch (ParseException | RuntimeException broken) {
                given = bare(bounded, "filename");
            }
        }
        String decoded = MailWords.decode(given.or(() -> parameter("name")).orElse(""));
        String line = PlainText.oneLine(decoded, LONGEST_VALUE);
        return PlainText.oneLine(line.replaceFirst("^.*[/\\\\]", ""), LONGEST_NAME);
    }

    boolean isAttachment() {
        return headers.word("Content-Disposition").equals("attachment");
    }

    InputStream open() throws IOException {
        InputStream raw = body.open();
        return switch (headers.word("Content-Transfer-Encoding")) {
            case "base64" -> new BASE64DecoderStream(raw, true);
            case "quoted-printable" -> new QPDecoderStream(raw);
            case "x-uuencode", "x-uue", "uuencode" -> new UUDecoderStream(raw, true, true);
            default -> raw;
        };
    }

    boolean isEncoded() {
        return List.of("base64", "quoted-printable", "x-uuencode", "x-uue", "uuencode")
                .contains(headers.word("Content-Transfer-Encoding"));
    }

    /** Its beginning, decoded. */
    byte[] bytes(int longest) throws IOException {
        try (InputStream in = isNoBase64() ? body.open() : open()) {
            return in.readNBytes(longest);
        }
    }

    /** The beginning of its text, in the charset that it is in. */
    String text(int longest) throws IOException {
        byte[] bytes = bytes(longest);
        Optional<String> charset = parameter("charset");
        if (charset.isEmpty() && type.equals("text/html")) {
            Matcher meta = META_CHARSET.matcher(
                    new String(bytes, 0, Math.min(bytes.length, 4_000), StandardCharsets.ISO_8859_1));
            charset = meta.find() ? Optional.of(meta.group(1)) : charset;
        }
        return MailCharsets.decode(bytes, charset.orElse(null));
    }

    /** Whether a text is said to be encoded and is not. */
    private boolean isNoBase64() throws IOException {
        if (!type.startsWith("text/")
                || !headers.word("Content-Transfer-Encoding").equals("base64")) {
            return false;
        }
        try (InputStream in = body.open()) {
            byte[] start = in.readNBytes(4_000);
            int other = 0;
            for (byte letter : start) {
                boolean fits = Character.isLetterOrDigit(letter) || "+/=\r\n".indexOf(letter) >= 0;
                other += fits && letter > 0 ? 0 : 1;
            }
            return other * 10 > start.length;
        }
    }
}
