package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Handover;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.Staff;

/**
 * What stays hidden from a unit of another board, since it did not go along when the case was handed over (G21); what is
 * written afterwards is theirs to read.
 */
@Component
public class Withheld {

    private static final String HIDDEN = "–";

    private final Handovers handovers;
    private final CaseRights rights;
    private final Organisation organisation;
    private final MessageSource messages;

    Withheld(Handovers handovers, CaseRights rights, Organisation organisation, MessageSource messages) {
        this.handovers = handovers;
        this.rights = rights;
        this.organisation = organisation;
        this.messages = messages;
    }

    /**
     * What one person may not read of a case.
     *
     * @param before what was written from then on is not hidden
     * @param sentence stands where a text is hidden
     */
    public record View(Set<Part> parts, Instant before, String sentence, String subject) {

        /** For those who may read everything, or are shown nothing that was written. */
        public static View nothing() {
            return new View(Set.of(), Instant.MIN, "", "");
        }

        public boolean hides(Part part, Instant at) {
            return parts.contains(part) && at.isBefore(before);
        }

        boolean hides(Message message) {
            Part part = switch (message.type()) {
                case QUESTION, ENQUIRER_ADDED -> Part.QUESTION;
                case NOTE, OUTSIDER_WROTE -> Part.NOTES;
                default -> Part.ANSWERS;
            };
            return hides(part, message.at());
        }

        /** The case without what is hidden of its head and its asker. */
        public Enquiry told(Enquiry enquiry) {
            Enquirer asker = enquiry.enquirer();
            boolean nameless = parts.contains(Part.CONTACT);
            return parts.isEmpty()
                    ? enquiry
                    : enquiry.told(
                            parts.contains(Part.QUESTION) ? subject : enquiry.subject(),
                            nameless
                                    ? new Enquirer(
                                            HIDDEN,
                                            asker.email() == null ? null : HIDDEN,
                                            asker.phone() == null ? null : HIDDEN,
                                            asker.replyBy(),
                                            asker.language())
                                    : asker);
        }
    }

    public View of(Enquiry enquiry, Staff staff) {
        Optional<Handover> border = handovers.border(enquiry.id());
        if (border.isEmpty() || rights.readsAllUnits(staff)) {
            return View.nothing();
        }
        Handover handover = border.get();
        if (staff.memberOf(handover.fromUnitId()) || staff.managerOf(handover.fromUnitId())) {
            return View.nothing();
        }
        Set<Part> parts = EnumSet.allOf(Part.class);
        parts.removeAll(handover.parts());
        String from = organisation.unit(handover.fromUnitId()).name().in(StaffDates.language());
        return new View(parts, handover.at(), say("staff.withheld", from), say("staff.withheld.subject"));
    }

    /** A case's subject in lists, where nobody's own view is worked out. */
    String subject(Enquiry enquiry) {
        return enquiry.textsOf() == null ? enquiry.subject() : say("staff.withheld.subject");
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
