package se.vaxholm.svara.channel.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Deliveries;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.intake.Replies;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.security.Actor;

/**
 * Decides what a mail is and lets it become that, all in the caller's transaction: one thing, or nothing has happened.
 *
 * <p>Whatever is not surely something else becomes a case of its own, so that no mail is without a clock (G1, G3).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MailSorter {

    private static final Pattern NUMBER = Pattern.compile("VS-\\d{4}-\\d{5,9}");

    /** Nobody forwards for the first time what is older than this; a date beyond it is a mistake or a trick. */
    private static final Duration OLDEST_FORWARDED = Duration.ofDays(60);

    private final Mails mails;
    private final MailEnquiries cases;
    private final MailFiles files;
    private final Addresses addresses;
    private final Outbox outbox;
    private final Enquiries enquiries;
    private final Deliveries deliveries;
    private final Forwardings forwardings;
    private final Replies replies;
    private final EnquiryProcess process;
    private final Correspondence correspondence;

    MailSorter(
            Mails mails,
            MailEnquiries cases,
            MailFiles files,
            Addresses addresses,
            Outbox outbox,
            Enquiries enquiries,
            Deliveries deliveries,
            Forwardings forwardings,
            Replies replies,
            EnquiryProcess process,
            Correspondence correspondence) {
        this.mails = mails;
        this.cases = cases;
        this.files = files;
        this.addresses = addresses;
        this.outbox = outbox;
        this.enquiries = enquiries;
        this.deliveries = deliveries;
        this.forwardings = forwardings;
        this.replies = replies;
        this.process = process;
        this.correspondence = correspondence;
    }

    /**
     * A mail on its way to its fate.
     *
     * @param mailbox the address at which it was found
     * @param arrivedAt when our mail server took it
     * @param filesKey under which its files lie unsent; null when it has none
     */
    record Came(
            UUID id,
            ReadMail mail,
            String mailbox,
            Instant arrivedAt,
            @Nullable UUID filesKey) {

        String sender() {
            return mail.from() == null ? "" : mail.from().address();
        }

        boolean isFrom(@Nullable String address) {
            ReadMail.MailAddress replyTo = mail.replyTo();
            return address != null
                    && (address.equalsIgnoreCase(sender())
                            || (replyTo != null && address.equalsIgnoreCase(replyTo.address())));
        }
    }

    /** Lets a mail become what it is. */
    void sort(Came came) {
        ReadMail mail = came.mail();
        if (mail.report().isPresent()) {
            report(came, mail.report().get());
        } else if (isOurLetter(came)) {
            became(came, MailFate.OWN_LETTER, MailReason.OURS, null, null);
        } else {
            Optional<Enquiry> named = named(mail);
            if (named.isEmpty()) {
                newcomer(came);
            } else if (mail.automation() == ReadMail.Automation.REPLY) {
                // It is kept, and asks nothing of anybody. Other signs of a machine may stand in what a person has
                // written.
                became(came, MailFate.AUTOMATIC_REPLY, MailReason.AWAY, named.get(), null);
            } else {
                inCase(came, named.get());
            }
        }
    }

    private void report(Came came, ReadMail.DeliveryReport report) {
        Optional<Outbox.Queued> letter =
                outbox.find(report.messageIds()).stream().findFirst();
        letter.ifPresent(found -> mails.isOfLetter(came.id(), found.id()));
        Optional<Enquiry> enquiry =
                letter.map(found -> found.letter().enquiryId()).map(enquiries::get);
        if (!report.failed()) {
            became(came, MailFate.AUTOMATIC_REPLY, MailReason.DELIVERY_NEWS, enquiry.orElse(null), null);
        } else if (letter.isPresent()) {
            outbox.cameBack(letter.get().id(), report.status().isEmpty() ? "bounce" : report.status());
            became(came, MailFate.BOUNCE, MailReason.NOT_DELIVERED, enquiry.orElse(null), null);
        } else {
            cases.open(came, MailReason.FOREIGN_BOUNCE);
        }
    }

    /** Only whoever got the letter knows its name; ours to our own mailboxes go to nobody else. */
    private boolean isOurLetter(Came came) {
        String messageId = came.mail().messageId();
        return messageId != null
                && outbox.find(List.of(messageId)).stream()
                        .anyMatch(found -> found.letter().recipient().equalsIgnoreCase(came.mailbox())
                                && found.letter().senderEmail().equalsIgnoreCase(came.sender()));
    }

    /** The case that it answers a letter of, or goes on from, or names by its number. */
    private Optional<Enquiry> named(ReadMail mail) {
        return outbox.find(mail.references()).stream()
                .map(found -> found.letter().enquiryId())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .or(() -> mails.caseOf(mail.references()))
                .map(enquiries::get)
                .or(() -> NUMBER.matcher(mail.subject().toUpperCase(Locale.ROOT))
                        .results()
                        .limit(1)
                        .flatMap(found -> EnquiryNumber.parse(found.group()).stream())
                        .findFirst()
                        .flatMap(enquiries::find));
    }

    private boolean isRecipient(Came came, Enquiry enquiry) {
        return forwardings.of(enquiry.id()).stream().anyMatch(forwarding -> came.isFrom(forwarding.email()));
    }

    /** It names a case: whether it speaks in it depends on who its sender is there. */
    private void inCase(Came came, Enquiry enquiry) {
        if (came.mail().distrusted()) {
            stranger(came, enquiry, MailReason.DISTRUSTED);
        } else if (came.isFrom(enquiry.enquirer().email())) {
            enquirer(came, enquiry, cases.words(came.mail()));
        } else if (isRecipient(came, enquiry)) {
            outsider(came, enquiry, MailReason.RECIPIENT);
        } else if (addresses.areOurs(came.sender())) {
            colleague(came, enquiry);
        } else {
            stranger(came, enquiry, MailReason.STRANGER);
        }
    }

    private void enquirer(Came came, Enquiry enquiry, String words) {
        Optional<UUID> message = replies.add(enquiry.id(), words, came.arrivedAt());
        if (message.isPresent()) {
            files.attach(came.filesKey(), enquiry, message.get(), Actor.ENQUIRER);
            became(came, MailFate.MESSAGE, MailReason.ENQUIRER, enquiry, message.get());
        } else {
            cases.goOn(came, enquiry);
        }
    }

    private void outsider(Came came, Enquiry enquiry, MailReason reason) {
        enquiries.lock(enquiry.id());
        UUID message = enquiries.outsiderWrote(
                enquiry.id(), cases.senderOf(came.mail()), cases.words(came.mail()), came.arrivedAt());
        files.attach(came.filesKey(), enquiry, message, Actor.SYSTEM);
        if (enquiries.get(enquiry.id()).isOpen()) {
            process.somebodyWrote(enquiry);
        } else {
            correspondence.tellHandler(enquiry);
        }
        became(came, MailFate.MESSAGE, reason, enquiry, message);
    }

    /** One of ours has answered the asker, or handed on what they wrote, or writes to colleagues. */
    private void colleague(Came came, Enquiry enquiry) {
        String asker = enquiry.enquirer().email();
        boolean toAsker = asker != null
                && came.mail().recipients().stream().anyMatch(to -> to.address().equalsIgnoreCase(asker));
        Optional<ReadMail.Forwarded> fromAsker = came.mail()
                .forwarded()
                .filter(forwarded ->
                        forwarded.from() != null && forwarded.from().address().equalsIgnoreCase(asker));
        if (fromAsker.isPresent()) {
            enquirer(came, enquiry, cases.words(fromAsker.get()));
        } else if (toAsker && enquiry.isOpen() && enquiry.awaitsWord()) {
            enquiries.lock(enquiry.id());
            Actor writer = new Actor("mail", cases.senderOf(came.mail()), Actor.Role.SYSTEM);
            UUID answer = deliveries.answeredOtherwise(
                    enquiry.id(), "EMAIL", came.arrivedAt(), cases.words(came.mail()), writer);
            files.attach(came.filesKey(), enquiry, answer, writer);
            process.firstResponseGiven(enquiries.get(enquiry.id()));
            became(came, MailFate.MESSAGE, MailReason.ANSWERED_ELSEWHERE, enquiry, answer);
        } else {
            outsider(came, enquiry, MailReason.COLLEAGUE);
        }
    }

    /** Never silently into the case (G21): it is a case of its own, until somebody says where it belongs. */
    private void stranger(Came came, Enquiry named, MailReason reason) {
        cases.open(came, reason);
        mails.names(came.id(), named.id());
    }

    /** It names no case. */
    private void newcomer(Came came) {
        ReadMail mail = came.mail();
        Optional<ReadMail.Forwarded> forwarded =
                mail.forwarded().filter(original -> addresses.areOurs(came.sender()) && !mail.distrusted());
        if (forwarded.isPresent()) {
            forwarded(came, forwarded.get());
        } else {
            cases.open(came, reason(came));
        }
    }

    private MailReason reason(Came came) {
        if (came.mail().distrusted()) {
            return MailReason.DISTRUSTED;
        }
        return switch (came.mail().automation()) {
            case REPLY, GENERATED -> MailReason.MACHINE;
            case BULK -> MailReason.BULK;
            case CALENDAR -> MailReason.CALENDAR;
            case NONE ->
                !came.sender().isEmpty() && mails.isRuled(came.sender()) ? MailReason.SENDER_RULE : MailReason.ASKED;
        };
    }

    /**
     * One of ours hands on what somebody wrote to them: that somebody asks, and has waited since it was written. Nothing is sent to
     * an address that only a forwarded text tells before a person has confirmed it.
     */
    private void forwarded(Came came, ReadMail.Forwarded original) {
        Instant since = Optional.ofNullable(original.sentAt())
                .filter(sentAt -> sentAt.isBefore(came.arrivedAt())
                        && sentAt.isAfter(came.arrivedAt().minus(OLDEST_FORWARDED)))
                .orElse(came.arrivedAt());
        cases.openForwarded(came, original, since);
        ReadMail.MailAddress from = original.from();
        mails.forwarded(
                came.id(),
                new Mail.Original(from == null ? "" : from.name(), from == null ? null : from.address(), since));
    }

    private void became(
            Came came, MailFate fate, MailReason reason, @Nullable Enquiry enquiry, @Nullable UUID message) {
        mails.became(came.id(), fate, reason, enquiry == null ? null : enquiry.id(), message);
        if (enquiry != null) {
            enquiries.tell(
                    Deed.What.MAIL_TAKEN_IN,
                    enquiry,
                    Actor.SYSTEM,
                    Map.of(
                            "fate",
                            fate.name(),
                            "reason",
                            reason.name(),
                            "mail",
                            came.id().toString()));
        }
    }
}
