package se.vaxholm.svara.channel.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody wrote, and the history that their mail program put with it.
 *
 * @param own what they wrote; when nothing seems to be theirs, everything
 * @param history what can be folded: the mail that is answered, signatures
 */
record QuotedHistory(String own, String history) {

    private static final Pattern SEPARATOR =
            Pattern.compile("(?iu)\\W{0,3}-{2,}\\s*(ursprungligt meddelande|ursprungsmeddelande"
                    + "|original message|original-nachricht|ursprüngliche nachricht|message d'origine|oprindelig meddelelse"
                    + "|opprinnelig melding|alkuperäinen viesti|reply message|svarsmeddelande)\\s*-{2,}\\s*");

    private static final Pattern RULE = Pattern.compile("[_\\-=]{5,}");

    private static final String WROTE =
            "skrev|wrote|schrieb|a écrit|kirjoitti|escribió|ha scritto|schreef|napisał\\(a\\)|napisał";

    private static final Pattern TELLS_WRITER =
            Pattern.compile("(?iu).*(?<!\\p{L})(?:" + WROTE + ")(?!\\p{L}).*:\\s*", Pattern.DOTALL);

    private static final Pattern STARTS_TELLING = Pattern.compile(
            "(?iu)(?:den|på|on|am|le|el|il|op|em|mån|tis|ons|tor|tors"
                    + "|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun|\\p{L}{2,6}dag|\\d{1,4})(?!\\p{L}).*",
            Pattern.DOTALL);

    private static final Pattern TIME = Pattern.compile("(?<!\\d)\\d{1,2}[:.]\\d{2}(?!\\d)");
    private static final Pattern YEAR_OR_ADDRESS = Pattern.compile("(?<!\\d)20\\d{2}(?!\\d)|@");

    private static final Pattern FROM_A_PHONE = Pattern.compile("(?iu)(skickat från|skickades från|sent from|sent via"
            + "|hämta outlook för|get outlook for|von meinem .{1,40} gesendet|envoyé de mon) ?.{0,60}");

    /** Whoever says so has written among the words of the mail that they answer. */
    private static final Pattern ANSWERS_INSIDE = Pattern.compile(
            "(?iu)(?<!\\p{L})(nedan|nedanför|här under|inne i|i texten|i rött|below|inline|in red)(?!\\p{L})");

    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_SIGNATURE = 12;
    private static final int SHORT = 300;

    static QuotedHistory of(String text) {
        List<String> lines = text.lines().toList();
        int end = unmarkedHistory(lines);
        boolean[] quoted = quoted(lines, end);
        List<String> own = new ArrayList<>();
        List<String> history = new ArrayList<>();
        boolean among = isAmongQuotes(lines, quoted, end);
        for (int i = 0; i < end; i++) {
            (quoted[i] && !among ? history : own).add(lines.get(i));
        }
        List<String> signature = takeSignature(own);
        history.addAll(0, signature);
        history.addAll(lines.subList(end, lines.size()));
        String written = PlainText.strip(String.join("\n", own));
        boolean inside = end < lines.size()
                && written.length() < SHORT
                && ANSWERS_INSIDE.matcher(written).find();
        if (written.isBlank() || inside) {
            return new QuotedHistory(text, "");
        }
        return new QuotedHistory(written, PlainText.strip(String.join("\n", history)));
    }

    /** Where the history begins that is not marked line by line; the end of the text when there is none. */
    private static int unmarkedHistory(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (!isMarked(lines.get(i)) && beginsHistory(lines, i)) {
                int start = i;
                while (start > 0 && isFrame(lines.get(start - 1))) {
                    start--;
                }
                return start;
            }
        }
        return lines.size();
    }

    static boolean beginsHistory(List<String> lines, int i) {
        String line = lines.get(i);
        return isSeparator(line)
                || HistoryBlock.at(lines, i).isPresent()
                || (!isBeforeMarked(lines, i) && tellsWriterFrom(lines, i));
    }

    /** Whether it is a line above the mail that is answered, such as Outlook's. */
    static boolean isSeparator(String line) {
        return line.contains("--")
                && line.length() < LONGEST_LINE
                && SEPARATOR.matcher(line).matches();
    }

    /** Blank, or a line that is drawn. */
    static boolean isFrame(String line) {
        return line.isBlank() || RULE.matcher(line.strip()).matches();
    }

    static boolean isMarked(String line) {
        return line.startsWith(">") && !line.startsWith(">From ");
    }

    /** Whether "Den 24 nov 2026 kl. 10:31 skrev …:" begins here, in up to four lines, and nothing in it begins later. */
    private static boolean tellsWriterFrom(List<String> lines, int start) {
        int end = writerToldAt(lines, start);
        if (end < 0) {
            return false;
        }
        for (int later = start + 1; later <= end; later++) {
            if (STARTS_TELLING.matcher(lines.get(later).strip()).matches() && writerToldAt(lines, later) == end) {
                return false;
            }
        }
        String told = String.join(" ", lines.subList(start, end + 1));
        return TIME.matcher(told).find() && YEAR_OR_ADDRESS.matcher(told).find();
    }

    /** The last line of such words that begin here; -1 when none do. */
    private static int writerToldAt(List<String> lines, int start) {
        if (!endsWithColon(lines, start)
                || !STARTS_TELLING.matcher(lines.get(start).strip()).matches()) {
            return -1;
        }
        StringBuilder told = new StringBuilder();
        for (int i = start; i < Math.min(lines.size(), start + 4); i++) {
            String line = lines.get(i);
            if (line.isBlank() || told.length() + line.length() > LONGEST_LINE || isMarked(line)) {
                return -1;
            }
            told.append(line).append(' ');
            if (line.stripTrailing().endsWith(":")) {
                return TELLS_WRITER.matcher(told).matches() && told.chars().anyMatch(Character::isDigit) ? i : -1;
            }
        }
        return -1;
    }

    /** Most lines don't, and need no closer look. */
    private static boolean endsWithColon(List<String> lines, int start) {
        for (int i = start; i < Math.min(lines.size(), start + 4); i++) {
            if (lines.get(i).stripTrailing().endsWith(":")) {
                return true;
            }
        }
        return false;
    }

    /** Whether lines that are marked as quoted follow on the words that tell whose they are. */
    private static boolean isBeforeMarked(List<String> lines, int start) {
        int end = writerToldAt(lines, start);
        return end >= 0 && nextWords(lines, end + 1) >= 0 && isMarked(lines.get(nextWords(lines, end + 1)));
    }

    private static int nextWords(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean[] quoted(List<String> lines, int end) {
        boolean[] quoted = new boolean[end];
        for (int i = 0; i < end; i++) {
            if (!isMarked(lines.get(i))) {
                continue;
            }
            quoted[i] = true;
            if (i == 0 || !quoted[i - 1]) {
                markIntroduction(lines, quoted, i);
            }
        }
        return quoted;
    }

    /** The words before quoted lines that tell whose they are, in whatever language. */
    private static void markIntroduction(List<String> lines, boolean[] quoted, int start) {
        int last = start - 1;
        while (last >= 0 && lines.get(last).isBlank()) {
            last--;
        }
        if (last < 0 || quoted[last] || !lines.get(last).stripTrailing().endsWith(":")) {
            return;
        }
        for (int first = last; first >= Math.max(0, last - 3); first--) {
            String told = String.join(" ", lines.subList(first, last + 1));
            boolean tells = told.length() < LONGEST_LINE
                    && (writerToldAt(lines, first) == last
                            || (TELLS_WRITER.matcher(told).matches()
                                    && YEAR_OR_ADDRESS.matcher(told).find())
                            || (TIME.matcher(told).find() && told.contains("@")));
            if (tells) {
                for (int i = first; i <= last; i++) {
                    quoted[i] = true;
                }
                return;
            }
        }
    }

    /** Whether own words stand between quoted ones: without these they would say nothing. */
    private static boolean isAmongQuotes(List<String> lines, boolean[] quoted, int end) {
        boolean quotedBefore = false;
        boolean ownAfter = false;
        for (int i = 0; i < end; i++) {
            if (quoted[i] && ownAfter) {
                return true;
            }
            quotedBefore |= quoted[i];
            ownAfter |= quotedBefore && !quoted[i] && !lines.get(i).isBlank();
        }
        return false;
    }

    /** Takes from the end what a mail program or a template has put there, if there is anything above it. */
    private static List<String> takeSignature(List<String> own) {
        int start = own.size();
        for (int i = own.size() - 1; i >= Math.max(0, own.size() - LONGEST_SIGNATURE - 1); i--) {
            if (own.get(i).equals("--") || own.get(i).equals("-- ")) {
                start = i;
            }
        }
        int last = start - 1;
        while (last >= 0 && own.get(last).isBlank()) {
            last--;
        }
        if (last > 0
                && own.get(last).length() < 100
                && FROM_A_PHONE.matcher(own.get(last).strip()).matches()) {
            start = last;
        }
        boolean wordsAbove = own.subList(0, start).stream().anyMatch(line -> !line.isBlank());
        if (!wordsAbove || start == own.size()) {
            return List.of();
        }
        List<String> signature = List.copyOf(own.subList(start, own.size()));
        own.subList(start, own.size()).clear();
        List<String> taken = new ArrayList<>(signature);
        taken.add("");
        return taken;
    }

    /** Whether a subject says that its mail answers another one. */
    static boolean answers(String subject) {
        return subject.toLowerCase(Locale.ROOT).matches("(?s)(re|sv|aw|svar|ang|antw|vast)\\s?(\\[\\d{1,3}\\])?:.*");
    }
}
