package se.vaxholm.svara.process;

import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Enquiries;

/** Reminds askers, once each, of questions of ours that they have not replied to. */
@Service
public class AskReminders {

    private static final int AT_A_TIME = 100;

    private final AskBacks askBacks;
    private final Enquiries enquiries;
    private final OutcomeLetters letters;
    private final TransactionTemplate transaction;

    AskReminders(AskBacks askBacks, Enquiries enquiries, OutcomeLetters letters, TransactionTemplate transaction) {
        this.askBacks = askBacks;
        this.enquiries = enquiries;
        this.letters = letters;
        this.transaction = transaction;
    }

    /** Each in a transaction of its own; of two nodes the second finds it done. */
    @Scheduled(fixedDelayString = "${svara.ask-back.pause:PT10M}", initialDelayString = "${svara.ask-back.pause:PT10M}")
    public void remindDue() {
        for (UUID id : askBacks.toRemind(AT_A_TIME)) {
            transaction.executeWithoutResult(status -> {
                enquiries.lock(id);
                if (askBacks.reminded(id)) {
                    letters.remindAsker(enquiries.get(id));
                }
            });
        }
    }
}
