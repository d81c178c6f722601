package se.vaxholm.svara.channel.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what headers say: encoded words (RFC 2047) also where a letter is split between two of them or its charset is wrong,
 * and letters that were not encoded at all.
 */
final class MailWords {

    static final Pattern ENCODED = Pattern.compile("=\\?([^?\\s]{1,60})\\?([bBqQ])\\?([^?]*)\\?=");

    private static final int LONGEST = 20_000;

    private MailWords() {}

    /** @param raw a header's value, each of its bytes a character */
    static String decode(String raw) {
        String header = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        String charset = "";
        int from = 0;
        Matcher words = ENCODED.matcher(header);
        while (words.find()) {
            String between = header.substring(from, words.start());
            String next = words.group(1).toLowerCase(Locale.ROOT).replaceFirst("\\*.*", "");
            if (word.size() > 0 && (!between.isBlank() || !next.equals(charset))) {
                text.append(MailCharsets.decode(word.toByteArray(), charset));
                word.reset();
            }
            if (from == 0 || !between.isBlank()) {
                text.append(repair(between));
            }
            charset = next;
            word.writeBytes(words.group(2).equalsIgnoreCase("b") ? base64(words.group(3)) : quoted(words.group(3)));
            from = words.end();
        }
        text.append(MailCharsets.decode(word.toByteArray(), charset));
        return text.append(repair(header.substring(from))).toString();
    }

    /** Letters that stand in a header as bytes. */
    static String repair(String raw) {
        boolean bytes = raw.chars().allMatch(character -> character < 256);
        return bytes ? MailCharsets.decode(raw.getBytes(StandardCharsets.ISO_8859_1), null) : raw;
    }

    private static byte[] base64(String text) {
        String letters = text.replaceAll("[^A-Za-z0-9+/]", "");
        int whole = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
        try {
            return Base64.getDecoder().decode(letters.substring(0, whole));
        } catch (IllegalArgumentException broken) {
            return letters.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (character == '=' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(character == '_' ? ' ' : character);
            }
        }
        return bytes.toByteArray();
    }
}
