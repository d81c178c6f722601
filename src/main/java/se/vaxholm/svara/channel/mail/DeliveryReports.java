package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.channel.mail.ReadMail.DeliveryReport;
import se.vaxholm.svara.channel.mail.ReadMail.MailAddress;

/** Knows delivery reports: those that follow RFC 3464, and those that only their words tell. */
final class DeliveryReports {

    private static final int MOST_IDS = 20;
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_PARTS = 20;
    private static final int LONGEST = 256 * 1024;

    private static final Pattern DAEMON =
            Pattern.compile("(mailer-daemon|postmaster|mail-daemon|maildaemon|microsoftexchange[0-9a-f]{8,40})(@.*|$)");

    private static final Pattern SUBJECT =
            Pattern.compile("(?isu)(undeliver(ed|able)|olevererbart|unzustellbar|mail delivery"
                    + "|delivery status notification|delivery (has )?failed|delivery failure|failure notice|returned mail"
                    + "|message (could not be delivered|undeliverable)|warning: (message|could not send)|leverans misslyckades"
                    + "|leveransfel|meddelandet kunde inte levereras|delayed mail|delivery delayed).*");

    private static final Pattern WORDS = Pattern.compile("(?iu)this is the qmail-send program"
            + "|this message was created automatically by mail delivery software|this is the mail system at host"
            + "|leverans misslyckades|det gick inte att leverera|kunde inte levereras|could(n't| not) be delivered"
            + "|delivery to the following recipient|address not found|wasn't delivered|delivery has failed"
            + "|was not delivered|undeliverable|permanent fatal errors|unable to deliver|delivery status notification");

    private static final Pattern DELAYED = Pattern.compile("(?iu)delayed|warning: message|not yet been delivered"
            + "|not been delivered (yet|to all)|fördröj|försenad|will (keep|continue) (on )?(trying|to try)|still being retried"
            + "|do not need to resend|fortsätter att försöka");

    private static final Pattern ID_LINE =
            Pattern.compile("(?im)^[\\s>|]{0,8}(?:x-)?(?:original-)?message-id\\s{0,4}:\\s{0,80}(<[^<>\\s]{3,900}>)");
    private static final Pattern OUR_ID = Pattern.compile("<svara\\.[0-9a-fA-F-]{36}@[A-Za-z0-9.-]{1,250}>");
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
    private static final Pattern RECIPIENT =
            Pattern.compile("(?m)^[\\s*]{0,8}<?([^\\s<>@]{1,64}@[^\\s<>:]{3,250})>?:?.{0,100}$");

    private static final Pattern BETWEEN_GROUPS = Pattern.compile("(?>\r\n|\n|\r){2,}");

    private final Set<String> ids = new LinkedHashSet<>();
    private boolean failed;
    private boolean told;
    private int looked;
    private @Nullable String recipient;
    private String status = "";

    private DeliveryReports() {}

    static Optional<DeliveryReport> find(MailPart mail) throws IOException {
        Optional<MailPart> report = report(mail);
        DeliveryReports reader = new DeliveryReports();
        if (report.isPresent()) {
            reader.structured(report.get());
        } else if (isByMachine(mail.headers())) {
            reader.inWords(mail);
        }
        return reader.told ? Optional.of(reader.result(mail.headers())) : Optional.empty();
    }

    /** Whether a mail server speaks, or somebody that takes no answer. */
    static boolean isByMachine(MailHeaders headers) {
        return isDaemon(headers) || hasNoReturnPath(headers);
    }

    static boolean isDaemon(MailHeaders headers) {
        return DAEMON.matcher(writer(headers)).matches();
    }

    /** The address that a mail is from, in lower case; what stands there when that is none. */
    static String writer(MailHeaders headers) {
        String from = headers.first("From").orElse("");
        return MailAddresses.one(from)
                .map(MailAddress::address)
                .orElse(from.strip())
                .toLowerCase(Locale.ROOT);
    }

    static boolean hasNoReturnPath(MailHeaders headers) {
        return headers.first("Return-Path")
                .map(path -> path.replace(" ", ""))
                .filter("<>"::equals)
                .isPresent();
    }

    private static Optional<MailPart> report(MailPart part) {
        if (!part.isMultipart()) {
            return Optional.empty();
        }
        if (part.children().stream().anyMatch(DeliveryReports::isStatus)) {
            return Optional.of(part);
        }
        return part.children().stream()
                .map(DeliveryReports::report)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isStatus(MailPart part) {
        return part.is("message/delivery-status", "message/global-delivery-status") && !part.isAttachment();
    }

    private void structured(MailPart report) throws IOException {
        List<MailPart> parts = report.children().stream().limit(MOST_PARTS).toList();
        for (MailPart part : parts) {
            returned(part);
        }
        for (MailPart part : parts) {
            if (isStatus(part)) {
                recipients(part);
            }
        }
        for (MailPart part : parts) {
            if (part.children().isEmpty()) {
                ids(words(part));
            }
        }
    }

    /** The letter that is sent back, or its headers. */
    private void returned(MailPart part) throws IOException {
        for (MailPart letter : part.isMultipart() ? List.<MailPart>of() : part.children()) {
            letter.headers().first("Message-ID").ifPresent(this::id);
        }
        if (part.is("text/rfc822-headers", "text/rfc822", "message/global-headers")) {
            ids(part.text(LONGEST));
        }
    }

    /** The fields of the mail itself, then those of each recipient. */
    private void recipients(MailPart part) throws IOException {
        String text = new String(part.bytes(LONGEST), StandardCharsets.ISO_8859_1);
        for (String group : BETWEEN_GROUPS.split(text, MOST_RECIPIENTS)) {
            try {
                group(MailHeaders.ofPart(MailBytes.of(group.getBytes(StandardCharsets.ISO_8859_1))));
            } catch (UnreadableMailException broken) {
                // The others may still tell.
            }
        }
    }

    private void group(MailHeaders fields) {
        fields.first("X-Original-Message-ID").ifPresent(this::id);
        fields.first("Original-Message-ID").ifPresent(this::id);
        if (fields.has("Action") || fields.has("Status") || fields.has("Final-Recipient")) {
            recipient(fields);
        }
    }

    private void recipient(MailHeaders fields) {
        String action = fields.word("Action");
        Matcher code = STATUS.matcher(fields.first("Status").orElse(""));
        String found = code.find() ? code.group() : "";
        boolean fails = action.equals("failed") || (action.isEmpty() && found.startsWith("5"));
        if (told && (failed || !fails)) {
            return;
        }
        told = true;
        failed = fails;
        status = found;
        recipient = fields.first("Original-Recipient")
                .flatMap(DeliveryReports::address)
                .or(() -> fields.first("Final-Recipient").flatMap(DeliveryReports::address))
                .orElse(recipient);
    }

    private static Optional<String> address(String value) {
        return MailAddresses.one(value.substring(value.indexOf(';') + 1)).map(MailAddress::address);
    }

    /** What a report says that has no part for machines. */
    private void inWords(MailPart mail) throws IOException {
        StringBuilder words = new StringBuilder();
        collect(mail, words);
        MailHeaders headers = mail.headers();
        String text = words.toString();
        ids(text);
        boolean ours = OUR_ID.matcher(text).find();
        boolean answers = headers.word("Auto-Submitted").equals("auto-replied") && !isDaemon(headers);
        boolean says = SUBJECT.matcher(headers.line("Subject", 500)).matches()
                || headers.has("X-Failed-Recipients")
                || (isDaemon(headers) && WORDS.matcher(text).find());
        if (!says && !(ours && !answers)) {
            ids.clear();
            return;
        }
        told = true;
        failed = !DELAYED.matcher(
                        headers.line("Subject", 500) + "\n" + text.substring(0, Math.min(text.length(), 3_000)))
                .find();
        recipient = headers.first("X-Failed-Recipients")
                .flatMap(MailAddresses::one)
                .map(MailAddress::address)
                .orElseGet(() -> recipientIn(text));
        Matcher code = STATUS.matcher(text);
        status = code.find() ? code.group() : "";
    }

    private static @Nullable String recipientIn(String text) {
        Matcher line = RECIPIENT.matcher(text);
        while (line.find()) {
            Optional<MailAddress> address = MailAddresses.one(line.group(1));
            if (address.isPresent()) {
                return address.get().address();
            }
        }
        return null;
    }

    private void collect(MailPart part, StringBuilder words) throws IOException {
        if (words.length() > LONGEST || ++looked > MOST_PARTS) {
            return;
        }
        if (!part.isMultipart() && !part.children().isEmpty()) {
            returned(part);
        } else if (!part.children().isEmpty()) {
            for (MailPart child : part.children()) {
                collect(child, words);
            }
        } else if (part.type().startsWith("text/")) {
            words.append(words(part)).append('\n');
        }
    }

    private static String words(MailPart part) throws IOException {
        String text = part.text(LONGEST);
        return part.is("text/html") ? MailText.of(text).text() : text;
    }

    private void ids(String text) {
        ID_LINE.matcher(text).results().map(found -> found.group(1)).forEach(this::id);
        OUR_ID.matcher(text).results().map(found -> found.group()).forEach(this::id);
    }

    private void id(String written) {
        MessageIds.first(written).filter(id -> ids.size() < MOST_IDS).ifPresent(ids::add);
    }

    private DeliveryReport result(MailHeaders headers) {
        List<String> all = new ArrayList<>(ids);
        MessageIds.answered(headers).stream().filter(id -> !all.contains(id)).forEach(all::add);
        List<String> bounded = List.copyOf(all.subList(0, Math.min(all.size(), MOST_IDS)));
        return new DeliveryReport(failed, bounded, recipient, status);
    }
}
