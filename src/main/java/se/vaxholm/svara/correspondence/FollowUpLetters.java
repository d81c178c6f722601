package se.vaxholm.svara.correspondence;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.PublicAddress;

/** Letters of the time after an answer: that a case is open again, and what our own people hear of what the asker says. */
@Service
@Transactional
public class FollowUpLetters {

    private final Correspondence correspondence;
    private final Organisation organisation;
    private final PublicAddress address;

    FollowUpLetters(Correspondence correspondence, Organisation organisation, PublicAddress address) {
        this.correspondence = correspondence;
        this.organisation = organisation;
        this.address = address;
    }

    /** Tells the asker that their case is open again, and by when they hear from us. */
    public void reopened(Enquiry enquiry) {
        open(enquiry, "letter.reopened.open");
    }

    /** As {@link #reopened}, when it was closed by a mistake of ours. */
    public void closedByMistake(Enquiry enquiry) {
        open(enquiry, "letter.reopened.mistake");
    }

    private void open(Enquiry enquiry, String why) {
        if (enquiry.enquirer().email() == null) {
            return;
        }
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(enquiry.unitId());
        String subject = correspondence.say(language, "letter.reopened.subject", Correspondence.bracketed(enquiry));
        LetterPaper paper = new LetterPaper(language, subject)
                .paragraph(correspondence.say(language, "letter.greeting"))
                .paragraph(correspondence.say(language, why, enquiry.number()))
                .paragraph(when(enquiry, language))
                .paragraph(correspondence.say(
                        language, "letter.ack.unit", unit.name().in(language), unit.phone()))
                .paragraph(correspondence.say(
                        language, "letter.reopened.link", LetterLinks.PLACEHOLDER, address.of("/arende")))
                .signature(unit.signature().in(language));
        correspondence.queue(
                enquiry,
                correspondence.letter(enquiry, LetterKind.REOPENED, unit, Correspondence.to(enquiry), subject, paper));
    }

    private String when(Enquiry enquiry, Language language) {
        return enquiry.promiseDueOn() == null
                ? correspondence.promise(enquiry.lastDayOn(), language)
                : correspondence.say(
                        language, "letter.reopened.promised", Correspondence.day(enquiry.promiseDueOn(), language));
    }

    /** Tells the unit that a message has come in a case that is answered. */
    public void tellUnitOfReply(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        correspondence.toUnit(enquiry, LetterKind.REPLY_NOTICE, unit, unit.email(), "letter.reply-notice");
    }

    /** Tells the unit's manager that an asker wants to talk with them, or complains. */
    public void tellManagerOfWish(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        correspondence.toUnit(enquiry, LetterKind.CONTACT_NOTICE, unit, unit.managerEmail(), "letter.contact-notice");
    }
}
