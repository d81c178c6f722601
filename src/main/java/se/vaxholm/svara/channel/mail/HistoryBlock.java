package se.vaxholm.svara.channel.mail;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines "Från: … Skickat: … Till: … Ämne: …" that mail programs put above a mail that is answered or forwarded.
 *
 * @param end the line after them
 * @param values what stands behind each label
 */
record HistoryBlock(int end, Map<Label, String> values) {

    /** What such a line tells, in the languages that mail programs speak here. */
    enum Label {
        FROM("från|from|von|de|fra|lähettäjä|avsändare"),
        SENT("skickat|skickades|sent|gesendet|envoyé|sendt|lähetetty|datum|date|dato|päivämäärä"),
        TO("till|to|an|à|til|vastaanottaja|mottagare"),
        CC("kopia|cc|kopi|kopie"),
        SUBJECT("ämne|subject|betreff|objet|emne|aihe"),
        OTHER(
                "prioritet|importance|priority|bilagor|bifogade filer|attachments|reply-to|svara till|svar till|organisation");

        private final Pattern line;

        Label(String words) {
            line = Pattern.compile("(?iu)[*_]?(?:" + words + ")[*_]?\\s?:[*_]?(?:\\s+|$)(.*)");
        }
    }

    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST = 40;

    /** Above a mail that is answered: it has to be whole, since people write "Från:" as well. */
    static Optional<HistoryBlock> at(List<String> lines, int start) {
        return label(lines.get(start)).filter(Label.FROM::equals).isEmpty()
                ? Optional.empty()
                : read(lines, start).filter(HistoryBlock::isWhole);
    }

    /** Below a line that says that a mail is forwarded: whatever is there. */
    static HistoryBlock below(List<String> lines, int start) {
        int first = start;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        return read(lines, first).orElse(new HistoryBlock(start, Map.of()));
    }

    private boolean isWhole() {
        boolean addressed = values.getOrDefault(Label.FROM, "").contains("@");
        return values.containsKey(Label.SENT)
                && (values.containsKey(Label.SUBJECT) || (addressed && values.containsKey(Label.TO)));
    }

    private static Optional<HistoryBlock> read(List<String> lines, int start) {
        Map<Label, String> values = new EnumMap<>(Label.class);
        Label last = Label.OTHER;
        int i = start;
        for (; i < Math.min(lines.size(), start + LONGEST); i++) {
            String line = lines.get(i).strip();
            Optional<Label> label = label(line);
            if (label.isPresent()) {
                last = label.get();
                values.merge(last, value(last, line), (first, second) -> first);
            } else if (line.isEmpty()) {
                boolean goesOn = i + 1 < lines.size() && label(lines.get(i + 1)).isPresent();
                if (!goesOn) {
                    break;
                }
            } else if (lines.get(i - (i > start ? 1 : 0)).isBlank() || last == Label.OTHER || last == Label.SUBJECT) {
                break;
            } else {
                // An address list that goes on in the next line.
                values.merge(last, line, (first, second) -> first + " " + second);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new HistoryBlock(i, values));
    }

    private static Optional<Label> label(String line) {
        if (line.length() > LONGEST_LINE || line.indexOf(':') < 0) {
            return Optional.empty();
        }
        for (Label label : Label.values()) {
            if (label.line.matcher(line.strip()).matches()) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }

    private static String value(Label label, String line) {
        Matcher matcher = label.line.matcher(line);
        return matcher.matches() ? matcher.group(1).strip() : "";
    }
}
