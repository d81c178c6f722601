package se.vaxholm.svara.channel.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import se.vaxholm.svara.channel.mail.ReadMail.Automation;
import se.vaxholm.svara.channel.mail.ReadMail.DeliveryReport;
import se.vaxholm.svara.channel.mail.ReadMail.Forwarded;
import se.vaxholm.svara.channel.mail.ReadMail.MailAddress;
import se.vaxholm.svara.channel.mail.ReadMail.Part;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;
import se.vaxholm.svara.enquiry.TextBounds;

/**
 * Makes of a mail's bytes what {@link ReadMail} says; whatever those bytes are, it ends soon and with bounded memory. It unpacks
 * nothing and opens nothing that is attached.
 */
final class MailReader {

    private static final int LONGEST_SUBJECT = 500;
    private static final int MOST_FILES = 100;
    private static final int MOST_RECIPIENTS = 100;

    /** Our own server's word is the topmost; those below it came with the mail. */
    private static final Pattern FORGED = Pattern.compile("(?i)\\bdmarc\\s*=\\s*fail\\b");

    private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)|\"[^\"]*\"");

    private final Clock clock;

    MailReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param source read where it lies when it is a {@link jakarta.mail.internet.SharedInputStream}, and then to be kept open as
     *     long as files are read; otherwise read into memory
     * @throws UnreadableMailException when no sense can be made of it within the bounds
     */
    ReadMail read(InputStream source) throws UnreadableMailException {
        try {
            return read(MailStructure.read(MailBytes.of(source)));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // Whatever nobody has thought of: a person looks at this one, and the mailbox goes on.
            throw unreadable(broken);
        }
    }

    private static UnreadableMailException unreadable(Throwable broken) {
        UnreadableMailException unreadable = new UnreadableMailException(Reason.NO_MAIL);
        unreadable.initCause(broken);
        return unreadable;
    }

    private ReadMail read(MailPart mail) throws IOException {
        MailHeaders headers = mail.headers();
        MailBody body = MailBody.of(mail);
        String subject = headers.line("Subject", LONGEST_SUBJECT);
        Optional<DeliveryReport> report = DeliveryReports.find(mail);
        Automation automation = Automations.of(mail, body.invitation(), report.isPresent());
        Optional<ForwardedMail> forwarded =
                report.isPresent() ? Optional.empty() : ForwardedMail.find(body, subject, Instant.now(clock));
        QuotedHistory text = forwarded.map(ForwardedMail::above).orElseGet(() -> QuotedHistory.of(body.text()));
        String history = forwarded.map(ForwardedMail::history).orElseGet(text::history);
        List<MailPart> files = files(body, forwarded);
        boolean shortened = body.shortened()
                || PlainText.isLonger(text.own(), TextBounds.TEXT)
                || PlainText.isLonger(history, TextBounds.TEXT)
                || forwarded.filter(ForwardedMail::shortened).isPresent()
                || files.size() > MOST_FILES;
        Optional<MailAddress> from = MailAddresses.one(headers.first("From").orElse(""));
        String words = text.own() + "\n"
                + forwarded.map(ForwardedMail::mail).map(Forwarded::text).orElse("");
        return new ReadMail(
                MessageIds.of(headers).orElse(null),
                MessageIds.answered(headers),
                from.orElse(null),
                replyTo(headers, from).orElse(null),
                recipients(headers),
                subject,
                MailDates.ofHeader(headers.first("Date").orElse("")).orElse(null),
                bounded(text.own()),
                bounded(history),
                shortened,
                parts(files),
                MailLanguage.of(words),
                automation,
                report,
                forwarded.map(ForwardedMail::mail),
                isForged(headers),
                MailIdentity.of(mail));
    }

    private static String bounded(String text) {
        return PlainText.strip(PlainText.cut(text, TextBounds.TEXT));
    }

    private static Optional<MailAddress> replyTo(MailHeaders headers, Optional<MailAddress> from) {
        String writer = from.map(MailAddress::address).orElse("");
        return MailAddresses.one(headers.first("Reply-To").orElse(""))
                .filter(address -> !address.address().equalsIgnoreCase(writer));
    }

    private static List<MailAddress> recipients(MailHeaders headers) {
        List<MailAddress> recipients = new ArrayList<>();
        for (String name : List.of("To", "Cc")) {
            headers.all(name).forEach(value -> recipients.addAll(MailAddresses.all(value)));
        }
        return List.copyOf(recipients.subList(0, Math.min(recipients.size(), MOST_RECIPIENTS)));
    }

    private static boolean isForged(MailHeaders headers) {
        String result = headers.first("Authentication-Results").orElse("");
        return FORGED.matcher(ASIDE.matcher(result).replaceAll(" ")).find();
    }

    /** Of a mail that was forwarded as a file, what it had attached stands in for it. */
    private static List<MailPart> files(MailBody body, Optional<ForwardedMail> forwarded) {
        List<MailPart> files = new ArrayList<>(body.files());
        forwarded.filter(ForwardedMail::attached).ifPresent(mail -> {
            files.removeAll(body.messages());
            files.addAll(mail.files());
        });
        return files;
    }

    private static List<Part> parts(List<MailPart> files) {
        AtomicLong left = new AtomicLong(MailBytes.LONGEST);
        return files.stream()
                .limit(MOST_FILES)
                .map(file -> new Part(name(file), file.type(), () -> new Bounded(file.open(), left)))
                .toList();
    }

    /** A mail inside a mail hardly ever has a name. */
    private static String name(MailPart file) {
        String name = file.name();
        if (!name.isEmpty() || file.children().isEmpty()) {
            return name;
        }
        String subject = file.children().get(0).headers().line("Subject", 100).replaceAll("[/\\\\:*?\"<>|]", " ");
        return subject.isBlank() ? "" : PlainText.oneLine(subject, 100) + ".eml";
    }

    /** Ends with an error what would give more bytes than all files of a mail may have. */
    private static final class Bounded extends FilterInputStream {

        private final AtomicLong left;

        private Bounded(InputStream in, AtomicLong left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            if (left.addAndGet(-read) < 0) {
                throw new IOException("A mail's files are larger than is taken in");
            }
        }
    }
}
