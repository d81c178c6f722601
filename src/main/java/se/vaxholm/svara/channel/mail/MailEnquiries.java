package se.vaxholm.svara.channel.mail;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;

/** Makes cases of mails: in the words that they were written in, at the unit to which they were written. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MailEnquiries {

    private static final Locale SWEDISH = Language.SV.locale();
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofLocalizedDateTime(
                    FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(SWEDISH)
            .withZone(WorkingCalendar.ZONE);
    private static final Pattern ANSWER_OR_FORWARD =
            Pattern.compile("^(?:\\s*(?:re|sv|vs|vb|fw|fwd|aw)\\s*:)+\\s*", Pattern.CASE_INSENSITIVE);

    private final Mails mails;
    private final Addresses addresses;
    private final Intake intake;
    private final Enquiries enquiries;
    private final MessageSource messages;

    MailEnquiries(Mails mails, Addresses addresses, Intake intake, Enquiries enquiries, MessageSource messages) {
        this.mails = mails;
        this.addresses = addresses;
        this.intake = intake;
        this.enquiries = enquiries;
        this.messages = messages;
    }

    /** A case of its own, asked by its sender. */
    Enquiry open(MailSorter.Came came, MailReason reason) {
        ReadMail mail = came.mail();
        ReadMail.MailAddress from = mail.from();
        boolean quiet = mail.automation() != ReadMail.Automation.NONE
                || mail.report().isPresent()
                || mail.distrusted()
                || (from != null && addresses.isMailbox(from.address()));
        ReadMail.MailAddress asker = mail.replyTo() != null && !quiet ? mail.replyTo() : from;
        return register(came, subjectAndWords(mail), enquirer(asker, mail.language()), came.arrivedAt(), quiet, reason);
    }

    /** Goes on after a case that is closed for good: a question is always answered (G5). */
    Enquiry goOn(MailSorter.Came came, Enquiry closed) {
        ReadMail mail = came.mail();
        String reference = say("mail.goes-on", closed.number().value());
        return register(
                came,
                bounded(words(mail), reference),
                enquirer(mail.from(), mail.language()),
                came.arrivedAt(),
                false,
                MailReason.GOES_ON);
    }

    /** A case whose asker somebody has to confirm: until then nobody is written to. */
    Enquiry openForwarded(MailSorter.Came came, ReadMail.Forwarded original, Instant receivedAt) {
        ReadMail mail = came.mail();
        String note = mail.text().isBlank() ? "" : say("mail.forwarders-words", senderOf(mail), mail.text());
        return register(
                came,
                bounded(withSubject(original.subject(), words(original)), note),
                enquirer(null, mail.language()),
                receivedAt,
                false,
                MailReason.FORWARDED_TO_US);
    }

    /** A case whose question nobody can read without help: the mail itself says what it is about. */
    Enquiry quarantine(UUID id, MailReason reason, String mailbox, Instant receivedAt, long size) {
        String text = say(
                "mail.quarantine." + reason.name(),
                mailbox,
                MOMENT.format(receivedAt),
                String.valueOf(Math.max(1, size / 1024)));
        Submission question = submission(id, text, enquirer(null, Language.SV), mailbox, receivedAt, true);
        return register(id, question, MailFate.QUARANTINE, reason);
    }

    private Enquiry register(
            MailSorter.Came came,
            String text,
            Enquirer enquirer,
            Instant receivedAt,
            boolean quiet,
            MailReason reason) {
        Submission question = submission(came.id(), text, enquirer, came.mailbox(), receivedAt, quiet);
        UUID filesKey = came.filesKey();
        return register(
                came.id(), filesKey == null ? question : question.withFiles(filesKey), MailFate.NEW_ENQUIRY, reason);
    }

    private Submission submission(
            UUID id, String text, Enquirer enquirer, String mailbox, Instant receivedAt, boolean quiet) {
        String unit = addresses.unit(mailbox).map(Unit::id).orElse(Unit.REGISTRATOR);
        return new Submission(
                "mail:" + id,
                Channel.EMAIL,
                Kind.QUESTION,
                Category.OTHER,
                text,
                enquirer,
                receivedAt,
                null,
                null,
                new Submission.Entrance(unit, quiet));
    }

    private Enquiry register(UUID id, Submission question, MailFate fate, MailReason reason) {
        Enquiry enquiry = enquiries.find(intake.register(question).number()).orElseThrow();
        mails.became(id, fate, reason, enquiry.id(), enquiries.question(enquiry.id()));
        enquiries.tell(
                Deed.What.MAIL_TAKEN_IN,
                enquiry,
                Actor.SYSTEM,
                Map.of("fate", fate.name(), "reason", reason.name(), "mail", id.toString()));
        return enquiry;
    }

    private static Enquirer enquirer(ReadMail.@Nullable MailAddress address, Language language) {
        return address == null
                ? new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, language)
                : new Enquirer(
                        address.name().isBlank() ? null : address.name(),
                        address.address(),
                        null,
                        ReplyBy.EMAIL,
                        language);
    }

    /** What somebody says in a case that has its subject already. */
    String words(ReadMail mail) {
        return mail.text().isBlank() ? say("mail.no-words") : mail.text();
    }

    String words(ReadMail.Forwarded original) {
        return original.text().isBlank() ? say("mail.no-words") : original.text();
    }

    String senderOf(ReadMail mail) {
        ReadMail.MailAddress from = mail.from();
        return from == null ? "" : from.name().isBlank() ? from.address() : from.name();
    }

    private String subjectAndWords(ReadMail mail) {
        return bounded(withSubject(mail.subject(), words(mail)), "");
    }

    /** A subject is the first thing that is said, unless the words begin with it. */
    private static String withSubject(String subject, String words) {
        String tidy = ANSWER_OR_FORWARD.matcher(subject).replaceFirst("").strip();
        return tidy.isEmpty() || words.startsWith(tidy) ? words : tidy + "\n\n" + words;
    }

    private static String bounded(String text, String last) {
        String end = last.isEmpty() ? "" : "\n\n" + last;
        int room = TextBounds.TEXT - Math.min(end.codePointCount(0, end.length()), TextBounds.TEXT / 2);
        String cutEnd = cut(end, TextBounds.TEXT / 2);
        return cut(text, room) + cutEnd;
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, SWEDISH);
    }
}
