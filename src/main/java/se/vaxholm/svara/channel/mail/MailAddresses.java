package se.vaxholm.svara.channel.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.channel.mail.ReadMail.MailAddress;
import se.vaxholm.svara.enquiry.TextBounds;

/**
 * Reads the addresses of a header. They are taken apart before anything in them is decoded, so that no name can make an
 * address up, however it is encoded.
 */
final class MailAddresses {

    private static final Pattern IN_TEXT =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

    private final String header;
    private final List<Optional<MailAddress>> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private @Nullable StringBuilder angle;
    private boolean complete;
    private boolean doubtful;

    private MailAddresses(String header) {
        this.header = header;
    }

    /** Those that mail can be sent to. */
    static List<MailAddress> all(String header) {
        return parse(header).stream().flatMap(Optional::stream).toList();
    }

    /** The only one, if mail can be sent to it. */
    static Optional<MailAddress> one(String header) {
        List<Optional<MailAddress>> parsed = parse(header);
        long different = parsed.stream()
                .map(address -> address.map(MailAddress::address).orElse(""))
                .distinct()
                .count();
        return different == 1 ? parsed.get(0) : Optional.empty();
    }

    /** The first one in a text that people write, as in the block above a forwarded mail. */
    static Optional<MailAddress> inText(String text) {
        Matcher address = IN_TEXT.matcher(PlainText.cut(text, 1000));
        while (address.find()) {
            String before =
                    text.substring(0, address.start()).replaceFirst("(?i)[<\\[(\\s]*(mailto:)?[<\\[(\\s]*$", "");
            Optional<MailAddress> read = address(address.group(), before);
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private static List<Optional<MailAddress>> parse(String header) {
        MailAddresses addresses = new MailAddresses(header);
        boolean closed = addresses.parse();
        // A quotation mark too many would hide the address.
        return closed ? addresses.found : parse(header.replace("\"", ""));
    }

    /** Whether each quotation ends. */
    private boolean parse() {
        Matcher words = MailWords.ENCODED.matcher(header);
        int depth = 0;
        boolean quotes = false;
        for (int i = 0; i < header.length(); i++) {
            char character = header.charAt(i);
            StringBuilder into = depth > 0 ? comment : angle != null ? angle : phrase;
            if (character == '\\' && (quotes || depth > 0) && i + 1 < header.length()) {
                into.append(header.charAt(++i));
            } else if (character == '=' && words.region(i, header.length()).lookingAt()) {
                into.append(words.group());
                i = words.end() - 1;
            } else if (character == '"' && depth == 0) {
                quotes = !quotes;
            } else if (quotes) {
                into.append(character);
            } else if (character == '(') {
                depth++;
            } else if (character == ')' && depth > 0) {
                depth--;
            } else if (depth > 0) {
                comment.append(character);
            } else {
                structure(character);
            }
        }
        end();
        return !quotes;
    }

    private void structure(char character) {
        if (character == '<') {
            doubtful |= angle != null;
            angle = new StringBuilder();
            complete = false;
        } else if (character == '>') {
            complete = true;
        } else if (character == ':' && angle == null) {
            // What stood there is a group's name.
            phrase.setLength(0);
        } else if (character == ',' || character == ';') {
            end();
        } else if (!complete) {
            (angle == null ? phrase : angle).append(character);
        }
    }

    private void end() {
        StringBuilder bracketed = angle;
        String address = (bracketed == null ? phrase : bracketed).toString();
        CharSequence name = bracketed == null ? comment : phrase;
        if (!address.isBlank() || bracketed != null) {
            // Of two addresses behind one name nobody knows which one is meant.
            String last = doubtful ? "" : address.substring(address.lastIndexOf(':') + 1);
            found.add(address(last, MailWords.decode(name.toString())));
        }
        phrase.setLength(0);
        comment.setLength(0);
        angle = null;
        complete = false;
        doubtful = false;
    }

    private static Optional<MailAddress> address(String written, String name) {
        String address = written.strip().replaceFirst("\\.$", "");
        int at = address.lastIndexOf('@');
        if (at < 0 || address.length() > TextBounds.EMAIL) {
            return Optional.empty();
        }
        String normal = address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
        if (!TextBounds.isEmail(normal)) {
            return Optional.empty();
        }
        String shown = PlainText.oneLine(name, 1000).replaceAll("^['\"\\s]+|['\"\\s]+$", "");
        // A name that is an address is there to be taken for the address.
        return Optional.of(new MailAddress(
                normal,
                shown.contains("@") ? "" : PlainText.cut(shown, TextBounds.NAME).strip()));
    }
}
