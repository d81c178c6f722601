package se.vaxholm.svara.process;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.LetterSettled;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Deliveries;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.enquiry.Undelivered;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;

/** Tells a case what became of its letters: they have left, came back, or were stopped in time. */
@Service
public class SentLetters {

    /** Letters that stop no clock: when one comes back, somebody has to reach the asker beside the work on the answer. */
    static final Set<LetterKind> MADE_GOOD_BESIDE =
            EnumSet.of(LetterKind.ACKNOWLEDGEMENT, LetterKind.ASK_BACK, LetterKind.ASK_REMINDER, LetterKind.CORRECTION);

    private final Enquiries enquiries;
    private final Undelivered undelivered;
    private final Deliveries deliveries;
    private final Endings endings;
    private final Promises promises;
    private final AskBacks askBacks;
    private final FollowUps followUps;
    private final Outbox outbox;
    private final TaskService tasks;
    private final CaseMessages messages;
    private final ActingPerson acting;

    SentLetters(
            Enquiries enquiries,
            Undelivered undelivered,
            Deliveries deliveries,
            Endings endings,
            Promises promises,
            AskBacks askBacks,
            FollowUps followUps,
            Outbox outbox,
            TaskService tasks,
            CaseMessages messages,
            ActingPerson acting) {
        this.enquiries = enquiries;
        this.undelivered = undelivered;
        this.deliveries = deliveries;
        this.endings = endings;
        this.promises = promises;
        this.askBacks = askBacks;
        this.followUps = followUps;
        this.outbox = outbox;
        this.tasks = tasks;
        this.messages = messages;
        this.acting = acting;
    }

    /** In the transaction that keeps the letter's fate, so that the one is never without the other. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void letterSettled(LetterSettled letter) {
        enquiries.lock(letter.enquiryId());
        Enquiry enquiry = enquiries.get(letter.enquiryId());
        if (letter.kind().isFirstResponse() && !letter.sent() && (letter.bounced() || !enquiry.isOpen())) {
            cameBackLate(letter, enquiry);
        } else if (letter.kind().isFirstResponse()) {
            if (!letter.sent()) {
                cameBack(letter.kind(), enquiry);
            }
            messages.tell(letter.sent() ? CaseMessage.LETTER_SENT : CaseMessage.LETTER_REFUSED, enquiry);
        } else if (MADE_GOOD_BESIDE.contains(letter.kind()) && !letter.sent()) {
            notDelivered(letter.kind(), enquiry);
        }
    }

    private void cameBack(LetterKind kind, Enquiry enquiry) {
        if (kind == LetterKind.NOTICE) {
            promises.notTold(enquiry.id());
            notAsked(enquiry);
        } else {
            undelivered.answerCameBack(enquiry.id());
        }
        // The day may have passed, and the moment that breaks a promise gone off, while the letter was on its way.
        // Whoever reaches the asker explains it: a letter would not.
        promises.breakOverdue(enquiry.id());
    }

    /**
     * Word that seemed to have reached the asker comes back, when its process has gone on or ended: the case is where it was before,
     * with the clock that it had, and somebody reaches the asker. Word that has been followed by other word changes nothing more.
     */
    private void cameBackLate(LetterSettled letter, Enquiry enquiry) {
        boolean ended = enquiry.status() == Status.ANSWERED || enquiry.status() == Status.HANDLED_ELSEWHERE;
        if (isNewestWord(letter) && enquiry.isOpen()) {
            cameBack(letter.kind(), enquiry);
            // What waits for the promised answer waits for the first one again.
            messages.tell(CaseMessage.FIRST_RESPONSE_GIVEN, enquiry);
        } else if (isNewestWord(letter) && ended && followUps.isOn(enquiry)) {
            undelivered.openAgain(enquiry.id());
            messages.tell(CaseMessage.NOT_SOLVED, enquiry);
            Enquiry open = endings.standsAsBefore(enquiry.id());
            if (open.status() == Status.PROMISED) {
                messages.tell(CaseMessage.FIRST_RESPONSE_GIVEN, open);
            }
        }
        if (enquiries.get(enquiry.id()).isOpen()) {
            enquiries.unreachable(enquiry.id());
            if (!isToBeReached(enquiry)) {
                messages.tell(CaseMessage.ACKNOWLEDGEMENT_REFUSED, enquiry);
            }
        }
    }

    private boolean isNewestWord(LetterSettled letter) {
        return outbox.of(letter.enquiryId()).stream()
                .filter(queued -> queued.letter().kind().isFirstResponse() && queued.fate() != Outbox.Fate.STOPPED)
                .reduce((earlier, later) -> later)
                .filter(newest -> newest.id().equals(letter.letterId()))
                .isPresent();
    }

    private void notDelivered(LetterKind kind, Enquiry enquiry) {
        if (kind == LetterKind.CORRECTION && followUps.isOn(enquiry)) {
            // Until the asker knows better they go by what is wrong: somebody has to reach them.
            followUps.reopen(enquiry.id(), Actor.SYSTEM);
            messages.tell(CaseMessage.NOT_SOLVED, enquiry);
        }
        if (enquiries.get(enquiry.id()).isOpen()) {
            if (kind == LetterKind.ASK_BACK || kind == LetterKind.ASK_REMINDER) {
                notAsked(enquiry);
            }
            enquiries.unreachable(enquiry.id());
            if (!isToBeReached(enquiry)) {
                messages.tell(CaseMessage.ACKNOWLEDGEMENT_REFUSED, enquiry);
            }
        }
    }

    private void notAsked(Enquiry enquiry) {
        if (askBacks.notAsked(enquiry.id())) {
            messages.waitsNoLonger(enquiry);
        }
    }

    /** Whether somebody is to reach the asker already: one address is work once. */
    private boolean isToBeReached(Enquiry enquiry) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .initializeFormKeys()
                .list()
                .stream()
                .anyMatch(task -> Forms.key(Forms.REACH_OTHERWISE).equals(task.getFormKey()));
    }

    /**
     * Keeps a letter with word to the asker from leaving, as long as it has not left: the case is as if it had not been written.
     *
     * @return false when it has left, or is none of the case's
     */
    @Transactional
    public boolean stop(Enquiry enquiry, UUID letterId, Staff staff) {
        enquiries.lock(enquiry.id());
        Optional<LetterKind> word = outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.id().equals(letterId))
                .map(queued -> queued.letter().kind())
                .filter(LetterKind::isFirstResponse)
                .findFirst();
        if (word.isEmpty() || !outbox.stop(letterId, enquiry, staff.asActor())) {
            return false;
        }
        // Nobody has the engine's right to tell a case something; who may act in it has been asked before.
        return acting.asActor(staff.asActor(), () -> {
            deliveries.wordStopped(enquiry.id(), word.get() == LetterKind.NOTICE, staff.asActor());
            if (word.get() == LetterKind.NOTICE) {
                notAsked(enquiry);
            }
            messages.tell(CaseMessage.LETTER_STOPPED, enquiry);
            return true;
        });
    }
}
