package se.vaxholm.svara.channel.mail;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes text of bytes in the charset that they are in, which is not always the one that they are said to be in. */
final class MailCharsets {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** What is declared where nobody has thought of it: the bytes know better. */
    private static final Set<String> CARELESS = Set.of(
            "",
            "us-ascii",
            "ascii",
            "ansi",
            "iso-8859-1",
            "iso8859-1",
            "latin1",
            "latin-1",
            "iso-8859-15",
            "windows-1252",
            "cp1252",
            "cp-1252",
            "unknown-8bit",
            "x-unknown",
            "unknown",
            "default",
            "none",
            "binary");

    private static final Map<String, String> KNOWN_AS = Map.of(
            "utf8", "utf-8",
            "unicode", "utf-16",
            "macintosh", "x-MacRoman",
            "x-mac-roman", "x-MacRoman",
            "macroman", "x-MacRoman",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "iso-8859-8-i", "iso-8859-8",
            "ks_c_5601-1987", "x-windows-949",
            "iso-10646-ucs-2", "utf-16");

    private MailCharsets() {}

    static String decode(byte[] bytes, @Nullable String declared) {
        String name = declared == null
                ? ""
                : declared.strip().replaceAll("[\"'*]", "").toLowerCase(Locale.ROOT);
        name = KNOWN_AS.getOrDefault(name, name);
        if (CARELESS.contains(name) || name.equals("utf-8")) {
            return utf8OrWindows(bytes, name);
        }
        if (name.equals("utf-16")) {
            return new String(bytes, utf16(bytes));
        }
        try {
            return new String(bytes, Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return utf8OrWindows(bytes, "");
        }
    }

    /** Western letters hardly ever are UTF-8 by chance; a text cut in the middle of one letter still is UTF-8. */
    private static String utf8OrWindows(byte[] bytes, String name) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        long wrong = utf8.chars().filter(character -> character == '\uFFFD').count();
        long foreign = utf8.chars().filter(character -> character > 127).count() - wrong;
        if (wrong == 0 || (foreign > wrong)) {
            return utf8;
        }
        return new String(bytes, name.equals("iso-8859-15") ? Charset.forName(name) : WINDOWS);
    }

    private static Charset utf16(byte[] bytes) {
        boolean marked = bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xfe + 0xff;
        if (marked) {
            return StandardCharsets.UTF_16;
        }
        int first = 0;
        int second = 0;
        for (int i = 0; i + 1 < Math.min(bytes.length, 1000); i += 2) {
            first += bytes[i] == 0 ? 1 : 0;
            second += bytes[i + 1] == 0 ? 1 : 0;
        }
        return second > first ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
}
