package se.vaxholm.svara.audit.export;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Handover;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;

/** Gathers all that there is in a case from those who know it. */
@Component
class WholeCases {

    private final Enquiries enquiries;
    private final Outbox outbox;
    private final Promises promises;
    private final Handovers handovers;
    private final Forwardings forwardings;
    private final Mails mails;
    private final KeptFiles files;
    private final Journal journal;

    WholeCases(
            Enquiries enquiries,
            Outbox outbox,
            Promises promises,
            Handovers handovers,
            Forwardings forwardings,
            Mails mails,
            KeptFiles files,
            Journal journal) {
        this.enquiries = enquiries;
        this.outbox = outbox;
        this.promises = promises;
        this.handovers = handovers;
        this.forwardings = forwardings;
        this.mails = mails;
        this.files = files;
        this.journal = journal;
    }

    /** As it stood at one moment: what is written between two questions would look like tampering to whoever verifies it. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    WholeCase of(Enquiry enquiry, Reveal reveal) {
        UUID id = enquiry.id();
        List<Message> messages = enquiries.messages(id);
        List<Mail> came = mails.of(id);
        List<Entry> entries = journal.of(id);
        Map<UUID, List<KeptFile>> along =
                files.ofMessages(messages.stream().map(Message::id).toList());
        boolean masked = reveal.masks(enquiry.sensitive());
        WholeCase whole = new WholeCase(
                enquiry,
                masked,
                messages,
                outbox.of(id),
                promises.of(id),
                handovers.of(id),
                forwardings.of(id),
                came,
                along,
                came.stream().collect(Collectors.toMap(Mail::id, mail -> !masked && isClean(mail, along, entries))),
                entries,
                journal.length(id));
        return masked ? masked(whole) : whole;
    }

    /**
     * A mail's bytes hold its files too, also one that was stopped; once that has been deleted nobody can tell with which mail
     * it came, and none is given out.
     */
    private static boolean isClean(Mail mail, Map<UUID, List<KeptFile>> along, List<Entry> entries) {
        UUID message = mail.message();
        boolean stopped = message != null
                && along.getOrDefault(message, List.of()).stream().anyMatch(KeptFile::isStopped);
        return !stopped && entries.stream().noneMatch(entry -> entry.what() == Deed.What.FILE_DELETED);
    }

    private static WholeCase masked(WholeCase whole) {
        Enquirer asker = whole.enquiry().enquirer();
        Enquirer nobody = new Enquirer(
                Reveal.MASK,
                mask(asker.email()),
                mask(asker.phone()),
                mask(asker.postalAddress()),
                asker.replyBy(),
                asker.language());
        return new WholeCase(
                whole.enquiry().told(Reveal.MASK, nobody),
                true,
                whole.messages().stream().map(WholeCases::masked).toList(),
                whole.letters().stream().map(WholeCases::masked).toList(),
                whole.promises().stream().map(WholeCases::masked).toList(),
                whole.handovers().stream().map(WholeCases::masked).toList(),
                whole.forwardings().stream().map(WholeCases::masked).toList(),
                whole.mails().stream().map(WholeCases::masked).toList(),
                whole.files().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                with -> with.getValue().stream()
                                        .map(WholeCases::masked)
                                        .toList())),
                whole.originals(),
                whole.entries(),
                whole.written());
    }

    private static @Nullable String mask(@Nullable String text) {
        return text == null ? null : Reveal.MASK;
    }

    private static Message masked(Message message) {
        return new Message(
                message.id(),
                message.enquiryId(),
                message.at(),
                message.type(),
                message.authorId(),
                message.authorId() == null ? Reveal.MASK : message.author(),
                Reveal.MASK);
    }

    private static Outbox.Queued masked(Outbox.Queued queued) {
        Letter letter = queued.letter();
        return new Outbox.Queued(
                queued.id(),
                new Letter(
                        letter.enquiryId(),
                        letter.kind(),
                        Reveal.MASK,
                        letter.senderName(),
                        letter.senderEmail(),
                        Reveal.MASK,
                        Reveal.MASK,
                        Reveal.MASK,
                        letter.language()),
                queued.messageId(),
                queued.fate(),
                queued.attempts(),
                queued.queuedAt(),
                queued.settledAt(),
                queued.tellAt(),
                mask(queued.lastError()),
                queued.filesOf(),
                queued.bounced());
    }

    private static Promise masked(Promise promise) {
        return new Promise(
                promise.id(),
                promise.enquiryId(),
                promise.previousId(),
                promise.unitId(),
                promise.contact(),
                promise.person(),
                promise.dueOn(),
                promise.remindAt(),
                promise.dueAt(),
                mask(promise.reason()),
                promise.beyondHorizon(),
                promise.madeAt(),
                promise.madeBy(),
                promise.toldAt(),
                promise.state(),
                promise.endedAt());
    }

    private static Handover masked(Handover handover) {
        return new Handover(
                handover.id(),
                handover.enquiryId(),
                handover.fromUnitId(),
                handover.toUnitId(),
                handover.byName(),
                handover.at(),
                Reveal.MASK,
                handover.acrossBoards(),
                handover.parts(),
                handover.acceptBy(),
                handover.acceptedAt(),
                handover.returnedAt(),
                mask(handover.returnReason()));
    }

    private static Forwarding masked(Forwarding forwarding) {
        return new Forwarding(
                forwarding.id(),
                forwarding.enquiryId(),
                forwarding.recipientId(),
                forwarding.type(),
                forwarding.email(),
                forwarding.byName(),
                forwarding.at(),
                forwarding.parts(),
                Reveal.MASK,
                forwarding.letterId(),
                forwarding.watchOn(),
                forwarding.watchUntil(),
                forwarding.stoppedAt(),
                forwarding.state(),
                forwarding.settledAt());
    }

    private static Mail masked(Mail mail) {
        return new Mail(
                mail.id(),
                mail.mailbox(),
                mask(mail.sender()),
                Reveal.MASK,
                Reveal.MASK,
                Reveal.MASK,
                mail.shortened(),
                mail.refusedFiles(),
                mail.arrivedAt(),
                mail.size(),
                mail.fate(),
                mail.reason(),
                mail.enquiryId(),
                mail.message(),
                mail.letterId(),
                mail.names(),
                null);
    }

    private static KeptFile masked(KeptFile file) {
        return new KeptFile(
                file.id(),
                file.place(),
                Reveal.MASK,
                file.kind(),
                file.size(),
                file.sha256(),
                file.scan(),
                file.finding(),
                file.keptAt());
    }
}
