package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.channel.mail.HistoryBlock.Label;
import se.vaxholm.svara.channel.mail.ReadMail.Forwarded;
import se.vaxholm.svara.channel.mail.ReadMail.MailAddress;
import se.vaxholm.svara.enquiry.TextBounds;

/**
 * A mail that somebody sent on: as an attached mail, or as text below a line or a block that tells whose it is.
 *
 * @param above what the one who sent it on wrote with it
 * @param mail the original
 * @param history what the original quoted, and the signature of the one who sent it on
 * @param attached whether it is an attached mail
 * @param files what the original had attached then
 * @param shortened whether it says more than is kept
 */
record ForwardedMail(
        QuotedHistory above,
        Forwarded mail,
        String history,
        boolean attached,
        List<MailPart> files,
        boolean shortened) {

    private static final Pattern MARKER = Pattern.compile("(?iu)\\W{0,3}-{2,}\\s*(forwarded message|forwarded mail"
            + "|vidarebefordrat meddelande|vidarebefordrat mail|vidarebefordrat mejl|vidarebefordrat brev"
            + "|weitergeleitete nachricht|message transféré|videresendt meddelelse|videresendt melding|välitetty viesti)"
            + "\\s*-{2,}\\s*"
            + "|\\s*(begin forwarded message|vidarebefordrat brev|vidarebefordrat meddelande|start på vidarebefordrat meddelande"
            + "|börjar vidarebefordrat meddelande|anfang der weitergeleiteten nachricht)\\s*:\\s*");

    private static final Pattern SUBJECT =
            Pattern.compile("(?isu)(vb|fw|fwd|vs|vl|wg|tr|vidarebefordrat|vidarebefordrar)\\s?:.*");
    private static final int HARDLY_ANYTHING = 200;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_LINE = 400;

    static boolean isSubject(String subject) {
        return SUBJECT.matcher(subject).matches();
    }

    /** @param now which no mail can have been sent after */
    static Optional<ForwardedMail> find(MailBody body, String subject, Instant now) throws IOException {
        if (body.messages().size() == 1 && !QuotedHistory.answers(subject)) {
            QuotedHistory above = QuotedHistory.of(body.text());
            if (isSubject(subject) || !PlainText.isLonger(above.own(), HARDLY_ANYTHING)) {
                return Optional.of(
                        attached(above, body.messages().get(0).children().get(0), now));
            }
        }
        return inText(body.text(), subject, now);
    }

    private static ForwardedMail attached(QuotedHistory above, MailPart message, Instant now) throws IOException {
        MailHeaders headers = message.headers();
        MailBody body = MailBody.of(message);
        Optional<MailAddress> from = MailAddresses.one(headers.first("From").orElse(""));
        Optional<Instant> sentAt = MailDates.ofHeader(headers.first("Date").orElse(""));
        QuotedHistory text = QuotedHistory.of(body.text());
        Forwarded mail = forwarded(from, sentAt, headers.line("Subject", LONGEST_SUBJECT), text, now);
        String history = join(above.history(), text.history());
        return new ForwardedMail(above, mail, history, true, body.files(), body.shortened() || isLonger(text));
    }

    private static Optional<ForwardedMail> inText(String text, String subject, Instant now) {
        List<String> lines = text.lines().toList();
        boolean answers = QuotedHistory.answers(subject);
        boolean sentOn = isSubject(subject);
        for (int i = 0; i < lines.size() && !answers; i++) {
            String line = lines.get(i);
            if (isMarker(line)) {
                return Optional.of(below(lines, i, i + 1, line.startsWith(">"), now));
            }
            if (QuotedHistory.isMarked(line)) {
                return Optional.empty();
            }
            if (QuotedHistory.beginsHistory(lines, i)) {
                boolean separator = QuotedHistory.isSeparator(line);
                boolean block = separator || HistoryBlock.at(lines, i).isPresent();
                return sentOn && block
                        ? Optional.of(below(lines, i, separator ? i + 1 : i, false, now))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isMarker(String line) {
        boolean possible = line.length() < LONGEST_LINE && (line.contains("--") || line.endsWith(":"));
        return possible && MARKER.matcher(line.replaceFirst("^>+ ?", "")).matches();
    }

    /**
     * @param start where it begins, the line above it included
     * @param block where the block begins that tells whose it is
     */
    private static ForwardedMail below(List<String> lines, int start, int block, boolean marked, Instant now) {
        List<String> original = new ArrayList<>(lines.subList(block, lines.size()));
        if (marked) {
            original.replaceAll(line -> line.replaceFirst("^> ?", ""));
        }
        int end = start;
        while (end > 0 && QuotedHistory.isFrame(lines.get(end - 1))) {
            end--;
        }
        HistoryBlock told = HistoryBlock.below(original, 0);
        String words = PlainText.strip(String.join("\n", original.subList(told.end(), original.size())));
        QuotedHistory above = QuotedHistory.of(PlainText.strip(String.join("\n", lines.subList(0, end))));
        QuotedHistory text = QuotedHistory.of(words);
        Optional<MailAddress> from = MailAddresses.inText(told.values().getOrDefault(Label.FROM, ""));
        Optional<Instant> sentAt = MailDates.inText(told.values().getOrDefault(Label.SENT, ""));
        String subject = PlainText.oneLine(told.values().getOrDefault(Label.SUBJECT, ""), LONGEST_SUBJECT);
        Forwarded mail = forwarded(from, sentAt, subject, text, now);
        return new ForwardedMail(above, mail, join(above.history(), text.history()), false, List.of(), isLonger(text));
    }

    private static Forwarded forwarded(
            Optional<MailAddress> from, Optional<Instant> sentAt, String subject, QuotedHistory text, Instant now) {
        @Nullable Instant sent = sentAt.filter(at -> !at.isAfter(now)).orElse(null);
        String words = PlainText.strip(PlainText.cut(text.own(), TextBounds.TEXT));
        return new Forwarded(from.orElse(null), sent, subject, words);
    }

    private static boolean isLonger(QuotedHistory text) {
        return PlainText.isLonger(text.own(), TextBounds.TEXT);
    }

    private static String join(String first, String second) {
        return PlainText.strip(first + "\n\n" + second);
    }
}
