package se.vaxholm.svara.channel.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Feedback;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Replies;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.security.Actor;

/**
 * What an enquirer adds to their matter (G16): a message while it is open or its answer is new, and what they make of that answer;
 * a new matter with its own clock afterwards.
 */
@Service
class Dialogue {

    /** A text that comes again within this time is the same press, or a reload. */
    private static final Duration SAME_PRESS = Duration.ofMinutes(10);

    private final Enquiries enquiries;
    private final FollowUps followUps;
    private final Endings endings;
    private final OutcomeLetters letters;
    private final EnquiryProcess process;
    private final Intake intake;
    private final Replies additions;
    private final CaseFiles files;
    private final ReplyDrafts replies;
    private final Clock clock;

    Dialogue(
            Enquiries enquiries,
            FollowUps followUps,
            Endings endings,
            OutcomeLetters letters,
            EnquiryProcess process,
            Intake intake,
            Replies additions,
            CaseFiles files,
            ReplyDrafts replies,
            Clock clock) {
        this.additions = additions;
        this.enquiries = enquiries;
        this.followUps = followUps;
        this.endings = endings;
        this.letters = letters;
        this.process = process;
        this.intake = intake;
        this.files = files;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * Adds to a matter that is open, or was answered not long ago, once, and lets whoever has it know.
     *
     * @return false when the matter has closed, perhaps only since its page was read: nothing is added then
     */
    @Transactional
    public boolean add(UUID enquiryId, String text) {
        // Two presses at the same moment, and the closing of the matter, come one after the other here.
        enquiries.lock(enquiryId);
        Instant recently = clock.instant().minus(SAME_PRESS);
        boolean there = enquiries.messages(enquiryId).stream()
                .anyMatch(message -> message.type() == Message.Type.ENQUIRER_ADDED
                        && message.at().isAfter(recently)
                        && message.text().equals(text));
        if (there) {
            return true;
        }
        Optional<UUID> message = additions.add(enquiryId, text, clock.instant());
        message.ifPresent(added -> takeAlong(enquiries.get(enquiryId), added));
        return message.isPresent();
    }

    private void say(Enquiry enquiry, String text) {
        takeAlong(enquiry, enquiries.enquirerAdded(enquiry.id(), text));
    }

    /** What waited for a message comes along with it. */
    private void takeAlong(Enquiry enquiry, UUID message) {
        files.attach(ReplyDrafts.files(enquiry.id()), enquiry, message, Actor.ENQUIRER);
        replies.discard(enquiry.id());
    }

    /**
     * Opens an answered matter again because the answer was none.
     *
     * @param text what is missing in it, or nothing
     * @return false when it is too late for that: nothing is opened then
     */
    @Transactional
    public boolean notSolved(UUID enquiryId, String text) {
        enquiries.lock(enquiryId);
        Enquiry enquiry = enquiries.get(enquiryId);
        if (followUps.isOn(enquiry)) {
            if (!text.isEmpty()) {
                say(enquiry, text);
            }
            process.notSolved(enquiry);
        }
        // The same press again finds it open.
        return enquiries.get(enquiryId).isOpen();
    }

    /**
     * The enquirer needs no answer any longer: what waited for it ends, and a letter confirms it.
     *
     * @return false when there is nothing to take back, since they have had their answer: nothing is changed then
     */
    @Transactional
    public boolean withdraw(UUID enquiryId) {
        enquiries.lock(enquiryId);
        Enquiry enquiry = enquiries.get(enquiryId);
        if (!isWithdrawable(enquiry)) {
            // The same press again finds it taken back.
            return !enquiry.isOpen() && endings.of(enquiryId).byEnquirer();
        }
        Enquiry withdrawn = endings.close(enquiryId, CloseReason.WITHDRAWN, "", null, Actor.ENQUIRER);
        letters.closing(withdrawn, CloseReason.WITHDRAWN, null, Actor.SYSTEM);
        process.withdrawn(withdrawn);
        return true;
    }

    /** Whether a letter can tell of what is done: there is an address, and none of our letters has come back from it. */
    static boolean isConfirmedByMail(Enquiry matter) {
        return matter.enquirer().email() != null && matter.unreachableAt() == null;
    }

    /** Whether there is an answer to come that the enquirer can do without. */
    static boolean isWithdrawable(Enquiry enquiry) {
        return enquiry.isOpen() && enquiry.awaitsWord();
    }

    /** Keeps what the enquirer says of the service, once, and calls the manager when they want that. */
    @Transactional
    public void feedback(UUID enquiryId, Feedback said) {
        enquiries.lock(enquiryId);
        Enquiry enquiry = enquiries.get(enquiryId);
        boolean waits = enquiry.followUp().contactWantedAt() != null;
        if (followUps.isOn(enquiry) && followUps.give(enquiry, said) && said.isForTheManager() && !waits) {
            process.contactWanted(enquiry);
        }
    }

    /**
     * Goes on after a closed matter: the same asker, the same subject, a new clock, since a question is always answered.
     *
     * @param reference a last line that tells the reader which matter it goes on from
     */
    @Transactional
    public Receipt goOn(Enquiry closed, UUID key, String reference, String text) {
        replies.discard(closed.id());
        return intake.register(new Submission(
                        "web:" + closed.id() + ":" + key,
                        Channel.WEB,
                        closed.kind(),
                        closed.categoryId(),
                        text + "\n\n" + reference,
                        closed.enquirer(),
                        clock.instant())
                .withFiles(ReplyDrafts.filesKey(closed.id())));
    }
}
