package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Said;
import se.vaxholm.svara.enquiry.StoredMessages;
import se.vaxholm.svara.enquiry.StoredMessages.StoredMessage;
import se.vaxholm.svara.journal.Journal;

/** Holds what was said in a case, by the asker or by us, against what the journal sealed of it when it was said. */
@Component
class MessageSeals {

    /** Those that tell of messages under another name, or that have to tell of one. */
    private static final Set<Deed.What> TOLD = Set.of(Deed.What.REGISTERED, Deed.What.SENDING_STOPPED);

    private final StoredMessages messages;
    private final Journal journal;
    private final Snapshot snapshot;

    MessageSeals(StoredMessages messages, Journal journal, Snapshot snapshot) {
        this.messages = messages;
        this.journal = journal;
        this.snapshot = snapshot;
    }

    /** How a message stands to its seal. */
    enum Fit {
        /** It is as it was said. */
        SAME,
        /** It is not. */
        CHANGED,
        /** It is in a case from a time when messages were not sealed. */
        UNSEALED,
        /** The journal knows of no such message. */
        INSERTED,
        /** The journal knows it, and it is gone. */
        GONE;

        boolean isWrong() {
            return this != SAME && this != UNSEALED;
        }
    }

    /** A message, and how it stands to its seal. */
    record SealedMessage(UUID enquiryId, Instant at, Fit fit) {}

    /** The messages of one case, those that are gone last. */
    List<SealedMessage> of(UUID enquiryId) {
        return snapshot.of(() -> between(enquiryId, enquiryId));
    }

    /** The messages of all cases from one id to another, in the moment that the transaction around it sees. */
    List<SealedMessage> between(UUID first, UUID last) {
        Map<UUID, MessagesOfCase> cases = new HashMap<>();
        journal.between(first, last, TOLD, Said.DETAIL)
                .forEach((chain, told) -> cases.put(chain, new MessagesOfCase(chain, told)));
        List<SealedMessage> all = new ArrayList<>();
        for (StoredMessage message : messages.between(first, last)) {
            MessagesOfCase seals =
                    cases.computeIfAbsent(message.enquiryId(), enquiry -> new MessagesOfCase(enquiry, List.of()));
            all.add(new SealedMessage(message.enquiryId(), message.at(), seals.fit(message)));
        }
        cases.values().forEach(seals -> seals.rest(all));
        return all;
    }
}
