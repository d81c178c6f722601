package se.vaxholm.svara.process;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.process.OutcomeCheck.Lack;
import se.vaxholm.svara.process.OutcomeCheck.Problem;

/** What has to be in place before a case goes on to somebody else (G4, G21); pages show the same. */
@Component
public class ForwardingCheck {

    private final Organisation organisation;
    private final Recipients recipients;
    private final Handovers handovers;
    private final WorkingCalendar calendar;

    ForwardingCheck(Organisation organisation, Recipients recipients, Handovers handovers, WorkingCalendar calendar) {
        this.organisation = organisation;
        this.recipients = recipients;
        this.handovers = handovers;
        this.calendar = calendar;
    }

    /** Whether the officer has to tell the asker in person: nothing that we send would reach them. */
    public boolean isToBeTold(Enquiry enquiry) {
        return enquiry.enquirer().email() == null && enquiry.enquirer().replyBy() == ReplyBy.PHONE;
    }

    List<Lack> handOver(Map<String, String> fields, Enquiry enquiry) {
        List<Lack> lacks = new ArrayList<>();
        String unit = fields.getOrDefault("forward.unit", "").strip();
        boolean known = organisation.findUnit(unit).isPresent() && !unit.equals(enquiry.worksAt());
        if (!known) {
            lacks.add(new Lack("forward.unit", unit.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
        text("forward.reason", fields, lacks);
        if (known
                && handovers.isAcrossBoards(enquiry.worksAt(), unit)
                && fields.getOrDefault("forward.secrecy", "").isBlank()) {
            lacks.add(new Lack("forward.secrecy", Problem.EMPTY));
        }
        return lacks;
    }

    List<Lack> giveBack(Map<String, String> fields) {
        List<Lack> lacks = new ArrayList<>();
        text("return.reason", fields, lacks);
        return lacks;
    }

    List<Lack> sendOut(Map<String, String> fields, Enquiry enquiry) {
        List<Lack> lacks = new ArrayList<>();
        String id = fields.getOrDefault("external.recipient", "").strip();
        Optional<Recipient> recipient = recipients.find(id).filter(found -> !found.isRetired());
        if (recipient.isEmpty()) {
            lacks.add(new Lack("external.recipient", id.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
        Set<Part> parts = Part.read(fields.getOrDefault("external.parts", ""));
        parts.retainAll(Part.OUTWARD);
        String words = fields.getOrDefault("external.text", "");
        if (parts.isEmpty() && words.isBlank()) {
            lacks.add(new Lack("external.parts", Problem.EMPTY));
        }
        if (!words.isBlank()) {
            text("external.text", fields, lacks);
        }
        boolean watchable = recipient.filter(found -> !found.isActingForUs()).isPresent();
        if (watchable && !isWatchDay(fields.getOrDefault("external.watchOn", "").strip())) {
            lacks.add(new Lack("external.watchOn", Problem.INVALID));
        }
        boolean secret = enquiry.sensitive() && !parts.isEmpty();
        if ((secret || isToBeTold(enquiry))
                && fields.getOrDefault("external.consent", "").isBlank()) {
            lacks.add(new Lack("external.consent", Problem.EMPTY));
        }
        return lacks;
    }

    /** Empty for none, or a working day to come. */
    private boolean isWatchDay(String typed) {
        if (typed.isEmpty()) {
            return true;
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            return day.isAfter(calendar.today())
                    && day.isBefore(calendar.today().plusYears(1))
                    && calendar.isWorkingDay(day);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void text(String field, Map<String, String> fields, List<Lack> lacks) {
        OutcomeCheck.ofText(fields.getOrDefault(field, "")).ifPresent(problem -> lacks.add(new Lack(field, problem)));
    }

    /** The address to which a refused letter goes next. */
    List<Lack> sendAgain(Map<String, String> fields) {
        String email = fields.getOrDefault("email", "").strip();
        return TextBounds.isEmail(email)
                ? List.of()
                : List.of(new Lack("email", email.isEmpty() ? Problem.EMPTY : Problem.INVALID));
    }
}
