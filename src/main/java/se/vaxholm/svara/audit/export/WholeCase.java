package se.vaxholm.svara.audit.export;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Handover;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.journal.Entry;

/**
 * All that there is in a case, as it may be told: what is masked is left out of it already.
 *
 * @param masked whether asker, texts and files are left out
 * @param files by the message that they lie with
 * @param entries the first of the journal, as many as are read
 * @param written how many entries there are, all of them
 * @param originals whether a mail's bytes may be given out, by its id
 */
record WholeCase(
        Enquiry enquiry,
        boolean masked,
        List<Message> messages,
        List<Outbox.Queued> letters,
        List<Promise> promises,
        List<Handover> handovers,
        List<Forwarding> forwardings,
        List<Mail> mails,
        Map<UUID, List<KeptFile>> files,
        Map<UUID, Boolean> originals,
        List<Entry> entries,
        int written) {

    public List<KeptFile> filesOf(Message message) {
        return files.getOrDefault(message.id(), List.of());
    }

    /** A stopped file is given out to nobody, whoever asks. */
    boolean gives(KeptFile file) {
        return !masked && !file.isStopped();
    }

    boolean gives(Mail mail) {
        return originals.getOrDefault(mail.id(), false);
    }

    public List<KeptFile> givenFiles() {
        return messages.stream()
                .flatMap(message -> filesOf(message).stream())
                .filter(this::gives)
                .toList();
    }

    List<Mail> givenMails() {
        return mails.stream().filter(this::gives).toList();
    }

    /** Bytes of files and mails, which are nearly all that an export is. */
    long size() {
        return givenFiles().stream().mapToLong(KeptFile::size).sum()
                + givenMails().stream().mapToLong(Mail::size).sum();
    }
}
