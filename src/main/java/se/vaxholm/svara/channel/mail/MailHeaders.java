package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;

/** The headers of a mail or of one of its parts, as they stand there: unfolded, each byte a character, not decoded. */
final class MailHeaders {

    /** All of a mail's headers; those of real ones that have come a long way are a tenth of it. */
    static final int LONGEST = 256 * 1024;

    private static final int LONGEST_VALUE = 32 * 1024;
    private static final int BLANKS = 100;

    private static final Pattern NAMED = Pattern.compile("([!-9;-~]{1,200})[ \t]*:(.*)", Pattern.DOTALL);

    private static final Set<String> OF_MAIL = Set.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "received",
            "return-path",
            "mime-version",
            "content-type",
            "delivered-to",
            "reply-to",
            "sender");

    private record Field(String name, StringBuilder value) {}

    private final List<Field> fields = new ArrayList<>();
    private long bodyAt;

    private MailHeaders() {}

    /** Those of a part: what begins with an empty line has none. */
    static MailHeaders ofPart(MailBytes bytes) throws IOException, UnreadableMailException {
        return read(bytes, false);
    }

    /** Those of a mail, above which servers may have left empty lines. */
    static MailHeaders ofMail(MailBytes bytes) throws IOException, UnreadableMailException {
        return read(bytes, true);
    }

    private static MailHeaders read(MailBytes bytes, boolean mail) throws IOException, UnreadableMailException {
        MailHeaders headers = new MailHeaders();
        try (InputStream in = bytes.open()) {
            headers.read(new MailLines(in, LONGEST + 1), mail);
        }
        return headers;
    }

    /** Reads up to the empty line, or to where something else begins though there is none. */
    private void read(MailLines lines, boolean mail) throws IOException, UnreadableMailException {
        long total = 0;
        long stray = -1;
        boolean empty = true;
        while (lines.next()) {
            String line = lines.line();
            total += lines.after() - lines.start();
            if (total > LONGEST) {
                throw new UnreadableMailException(
                        isOfMail() || isNamed(line) ? Reason.TOO_LONG_HEADERS : Reason.NO_MAIL);
            }
            if (line.isEmpty()) {
                if (mail && empty && lines.after() < BLANKS) {
                    continue;
                }
                bodyAt = stray >= 0 ? stray : lines.after();
                return;
            }
            boolean first = empty;
            empty = false;
            var named = NAMED.matcher(line);
            boolean folded = (line.startsWith(" ") || line.startsWith("\t")) && !fields.isEmpty();
            if (folded && stray < 0) {
                fields.get(fields.size() - 1).value().append(line);
            } else if (named.matches()) {
                fields.add(new Field(named.group(1).toLowerCase(Locale.ROOT), new StringBuilder(named.group(2))));
                stray = -1;
            } else if (stray >= 0) {
                bodyAt = stray;
                return;
            } else if (!(first && line.startsWith("From "))) {
                // One broken line among headers is passed over; two in a row are the text already.
                stray = lines.start();
            }
        }
        bodyAt = stray >= 0 ? stray : lines.after();
    }

    private static boolean isNamed(String line) {
        var named = NAMED.matcher(line);
        return named.matches() && OF_MAIL.contains(named.group(1).toLowerCase(Locale.ROOT));
    }

    /** Where what they are the headers of begins. */
    long bodyAt() {
        return bodyAt;
    }

    /** Whether there is any that mails have. */
    boolean isOfMail() {
        return fields.stream().anyMatch(field -> OF_MAIL.contains(field.name()));
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name.toLowerCase(Locale.ROOT)));
    }

    /** The first one of a name, as mail programs show it; those that follow may be there to deceive. */
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name.toLowerCase(Locale.ROOT)))
                .limit(50)
                .map(field -> field.value().substring(0, Math.min(field.value().length(), LONGEST_VALUE)))
                .map(String::strip)
                .toList();
    }

    /** The first one of a name decoded, in one line; empty when there is none. */
    String line(String name, int longest) {
        return first(name)
                .map(MailWords::decode)
                .map(text -> PlainText.oneLine(text, longest))
                .orElse("");
    }

    /** Its first word, in lower case; empty when there is none. */
    String word(String name) {
        String text = first(name).orElse("").toLowerCase(Locale.ROOT);
        return text.split("[\\s;,(]", 2)[0];
    }
}
