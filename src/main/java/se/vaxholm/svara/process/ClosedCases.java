package se.vaxholm.svara.process;

import java.time.LocalDate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.FollowUpLetters;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;

/** What our own people undo or put right in a case that has ended: who may act in it has been asked before. */
@Service
@Transactional
public class ClosedCases {

    private final Enquiries enquiries;
    private final Endings endings;
    private final FollowUps followUps;
    private final Drafts drafts;
    private final Outbox outbox;
    private final OutcomeLetters letters;
    private final FollowUpLetters followUpLetters;
    private final CaseMessages messages;
    private final ActingPerson acting;

    ClosedCases(
            Enquiries enquiries,
            Endings endings,
            FollowUps followUps,
            Drafts drafts,
            Outbox outbox,
            OutcomeLetters letters,
            FollowUpLetters followUpLetters,
            CaseMessages messages,
            ActingPerson acting) {
        this.enquiries = enquiries;
        this.endings = endings;
        this.followUps = followUps;
        this.drafts = drafts;
        this.outbox = outbox;
        this.letters = letters;
        this.followUpLetters = followUpLetters;
        this.messages = messages;
        this.acting = acting;
    }

    /**
     * Undoes that a case was closed without an answer: the work is back with the same unit, its clock is as it was, and whoever
     * has been told of the close is told that the case is open.
     *
     * @return false when it is too late for that
     */
    public boolean undoClosing(Enquiry enquiry, Staff staff) {
        enquiries.lock(enquiry.id());
        CloseReason reason = endings.of(enquiry.id()).reason();
        if (!endings.undo(enquiry.id(), staff.asActor())) {
            return false;
        }
        Enquiry open = takenUpAgain(enquiry, staff.asActor());
        if (reason != null && reason.isTold() && !isStopped(enquiry, staff.asActor())) {
            followUpLetters.closedByMistake(open);
        }
        return true;
    }

    /** The models know one way from the time after an answer back to work; a promise goes on in its own process from there. */
    private Enquiry takenUpAgain(Enquiry enquiry, Actor by) {
        return acting.asActor(by, () -> {
            messages.tell(CaseMessage.NOT_SOLVED, enquiry);
            Enquiry open = endings.standsAsBefore(enquiry.id());
            if (open.status() == Status.PROMISED) {
                messages.tell(CaseMessage.FIRST_RESPONSE_GIVEN, open);
            }
            return open;
        });
    }

    private boolean isStopped(Enquiry enquiry, Actor by) {
        return outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind() == LetterKind.CLOSING)
                .reduce((earlier, later) -> later)
                .filter(queued -> outbox.stop(queued.id(), enquiry, by))
                .isPresent();
    }

    /**
     * Tells an asker that what we answered was wrong, and what holds instead; the unit's manager hears of it.
     *
     * @param openAgain whether the question is still to be answered
     * @return false when it is too late for that; the same words again are the same press of the button
     */
    public boolean correct(Enquiry enquiry, String text, boolean openAgain, Staff staff) {
        enquiries.lock(enquiry.id());
        if (isSaid(enquiry, text)) {
            return true;
        }
        Enquiry closed = enquiries.get(enquiry.id());
        if (!followUps.mayBeCorrected(closed)) {
            return false;
        }
        Actor by = staff.asActor();
        followUps.corrected(closed.id(), text, by);
        boolean opens = openAgain || !isToldByLetterOrPage(closed);
        Enquiry now = opens ? followUps.reopen(closed.id(), by) : closed;
        letters.correction(now, text, opens ? now.lastDayOn() : null, by);
        letters.mistake(now);
        if (opens) {
            drafts.discard(now.id(), Forms.READ_REPLY);
            acting.asActor(by, () -> {
                messages.tell(CaseMessage.NOT_SOLVED, now);
                return now;
            });
        }
        return true;
    }

    private boolean isSaid(Enquiry enquiry, String text) {
        return enquiries.messages(enquiry.id()).stream()
                .anyMatch(message -> message.type() == Message.Type.CORRECTION
                        && message.text().equals(text));
    }

    /** Whoever has to be called, or written to on paper, gets the right answer by somebody's work: the case is opened for it. */
    public static boolean isToldByLetterOrPage(Enquiry enquiry) {
        Enquirer enquirer = enquiry.enquirer();
        return enquirer.email() != null || (enquirer.phone() == null && enquirer.postalAddress() == null);
    }

    /** The last day that the case gets when it is opened again by a correction. */
    @Transactional(readOnly = true)
    public LocalDate lastDayIfOpened(Enquiry closed) {
        return followUps.lastDayIfReopened(closed);
    }
}
