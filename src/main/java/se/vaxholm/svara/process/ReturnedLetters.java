package se.vaxholm.svara.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Deliveries;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.security.Actor;

/** Sends once more, to the right address, what came back beside the work on the answer: the same words, not others. */
@Component
class ReturnedLetters {

    private final Outbox outbox;
    private final Enquiries enquiries;
    private final AskBacks askBacks;
    private final Correspondence correspondence;
    private final OutcomeLetters letters;
    private final Deliveries deliveries;
    private final Promises promises;
    private final ObjectProvider<CaseMessages> messages; // which needs the engine, which needs the steps

    ReturnedLetters(
            Outbox outbox,
            Enquiries enquiries,
            AskBacks askBacks,
            Correspondence correspondence,
            OutcomeLetters letters,
            Deliveries deliveries,
            Promises promises,
            ObjectProvider<CaseMessages> messages) {
        this.deliveries = deliveries;
        this.promises = promises;
        this.messages = messages;
        this.outbox = outbox;
        this.enquiries = enquiries;
        this.askBacks = askBacks;
        this.correspondence = correspondence;
        this.letters = letters;
    }

    void sendAgain(Enquiry enquiry, Actor by) {
        switch (returned(enquiry)) {
            case ASK_BACK, ASK_REMINDER ->
                said(enquiry, Message.Type.ASKED_BACK)
                        .ifPresent(question -> letters.question(askBacks.waitForReply(enquiry.id(), by), question, by));
            case CORRECTION ->
                said(enquiry, Message.Type.CORRECTION)
                        .ifPresent(text -> letters.correction(enquiry, text, enquiry.lastDayOn(), by));
            default -> correspondence.acknowledge(enquiry);
        }
    }

    /** Word that came back after its process had ended, and has not been followed by other word since. */
    Optional<Outbox.Queued> word(Enquiry enquiry) {
        return outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind().isFirstResponse() && queued.fate() != Outbox.Fate.STOPPED)
                .reduce((earlier, later) -> later)
                .filter(newest -> newest.fate() == Outbox.Fate.REFUSED);
    }

    /** Sends such word once more, to the asker's address as it is now; the clock stops again. */
    void sendWordAgain(Enquiry enquiry, Outbox.Queued returned, Actor by) {
        Word word = word(returned);
        if (word == Word.NOTICE) {
            if (!promises.told(enquiry.id(), by)) {
                return;
            }
            enquiries.tell(Deed.What.SENT_AGAIN, enquiries.get(enquiry.id()), by, Map.of());
        } else {
            deliveries.told(enquiry.id(), word.status(), by, Deed.What.SENT_AGAIN);
        }
        correspondence.sendAgain(enquiry, returned);
        goesOn(enquiry);
    }

    /** The asker has been reached with such word in another way. */
    void wordReached(Enquiry enquiry, Outbox.Queued returned, String how, String text, Actor by) {
        Word word = word(returned);
        deliveries.reachedOtherwise(enquiry.id(), how, text, word == Word.NOTICE ? null : word.status(), by);
        if (word == Word.NOTICE) {
            promises.told(enquiry.id(), by);
        }
        goesOn(enquiry);
    }

    private static Word word(Outbox.Queued returned) {
        return switch (returned.letter().kind()) {
            case NOTICE -> Word.NOTICE;
            case ELSEWHERE -> Word.ELSEWHERE;
            default -> Word.ANSWER;
        };
    }

    /** Only once the task has been done: what waits for the answer ends by this, and the task's own surroundings with it. */
    private void goesOn(Enquiry enquiry) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                messages.getObject().tell(CaseMessage.FIRST_RESPONSE_GIVEN, enquiry);
            }
        });
    }

    /** The newest that came back and has not been sent once more since. */
    private LetterKind returned(Enquiry enquiry) {
        List<Outbox.Queued> all = outbox.of(enquiry.id());
        for (int i = all.size() - 1; i >= 0; i--) {
            Outbox.Queued one = all.get(i);
            LetterKind kind = one.letter().kind();
            if (one.fate() == Outbox.Fate.REFUSED
                    && SentLetters.MADE_GOOD_BESIDE.contains(kind)
                    && all.subList(i + 1, all.size()).stream()
                            .noneMatch(later -> later.letter().kind() == kind)) {
                return kind;
            }
        }
        return LetterKind.ACKNOWLEDGEMENT;
    }

    private Optional<String> said(Enquiry enquiry, Message.Type type) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.type() == type)
                .map(Message::text)
                .reduce((earlier, later) -> later);
    }
}
