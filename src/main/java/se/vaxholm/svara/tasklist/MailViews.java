package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.security.Staff;

/** The mails of a case as one member of staff may see them. */
@Component
class MailViews {

    private final Mails mails;
    private final Enquiries enquiries;
    private final CaseRights rights;
    private final Withheld withheld;

    MailViews(Mails mails, Enquiries enquiries, CaseRights rights, Withheld withheld) {
        this.mails = mails;
        this.enquiries = enquiries;
        this.rights = rights;
        this.withheld = withheld;
    }

    /**
     * A mail.
     *
     * @param sender who sent it, in words
     * @param named the number of the case that it names, while somebody is to decide whether it belongs there
     * @param mayJoin whether this person works in that case as well
     */
    record MailView(
            UUID id,
            String sender,
            @Nullable String address,
            Instant at,
            MailFate fate,
            MailReason reason,
            String quoted,
            boolean shortened,
            int refusedFiles,
            Mail.@Nullable Original original,
            @Nullable String named,
            boolean mayJoin) {

        /** Whether a person is to decide something about it. */
        public boolean isUndecided() {
            return original != null || named != null;
        }
    }

    /** What may be seen of a case's mails, oldest first. */
    List<MailView> of(Enquiry enquiry, Staff staff) {
        Withheld.View hidden = withheld.of(enquiry, staff);
        return mails.of(enquiry.id()).stream()
                .filter(mail ->
                        !hidden.hides(Part.QUESTION, mail.arrivedAt()) && !hidden.hides(Part.CONTACT, mail.arrivedAt()))
                .map(mail -> view(mail, staff))
                .toList();
    }

    private MailView view(Mail mail, Staff staff) {
        UUID names = mail.names();
        Enquiry named = names == null ? null : enquiries.get(names);
        return new MailView(
                mail.id(),
                mail.senderName().isBlank() ? (mail.sender() == null ? "" : mail.sender()) : mail.senderName(),
                mail.sender(),
                mail.arrivedAt(),
                mail.fate(),
                mail.reason(),
                mail.quoted(),
                mail.shortened(),
                mail.refusedFiles(),
                mail.original(),
                named == null ? null : named.number().value(),
                named != null && rights.mayWork(named, staff));
    }
}
