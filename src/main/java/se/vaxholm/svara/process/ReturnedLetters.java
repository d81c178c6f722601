package se.vaxholm.svara.process;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.security.Actor;

/** Sends once more, to the right address, what came back beside the work on the answer: the same words, not others. */
@Component
class ReturnedLetters {

    private final Outbox outbox;
    private final Enquiries enquiries;
    private final AskBacks askBacks;
    private final Correspondence correspondence;
    private final OutcomeLetters letters;

    ReturnedLetters(
            Outbox outbox,
            Enquiries enquiries,
            AskBacks askBacks,
            Correspondence correspondence,
            OutcomeLetters letters) {
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
