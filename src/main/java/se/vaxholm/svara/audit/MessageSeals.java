package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Said;
import se.vaxholm.svara.enquiry.StoredMessages;
import se.vaxholm.svara.enquiry.StoredMessages.StoredMessage;
import se.vaxholm.svara.journal.Entry;
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
        Map<UUID, CaseSeals> cases = new HashMap<>();
        journal.between(first, last, TOLD, Said.DETAIL)
                .forEach((chain, told) -> cases.put(chain, new CaseSeals(chain, told)));
        List<SealedMessage> all = new ArrayList<>();
        for (StoredMessage message : messages.between(first, last)) {
            CaseSeals seals = cases.computeIfAbsent(message.enquiryId(), enquiry -> new CaseSeals(enquiry, List.of()));
            all.add(new SealedMessage(message.enquiryId(), message.at(), seals.fit(message)));
        }
        cases.values().forEach(seals -> seals.rest(all));
        return all;
    }

    /** What a case's journal says of its messages. */
    private static final class CaseSeals {

        private final UUID enquiryId;
        private final Map<String, Seal> sealed = new HashMap<>();
        private final Set<String> stopped = new HashSet<>();
        private final List<SealedMessage> movedOtherwise = new ArrayList<>();
        /** Its question was not sealed, so nothing that was said before others were can be told by its seal. */
        private final boolean old;

        private record Seal(String sha256, Instant at) {}

        CaseSeals(UUID enquiryId, List<Entry> told) {
            this.enquiryId = enquiryId;
            old = told.stream()
                    .anyMatch(entry -> entry.what() == Deed.What.REGISTERED
                            && !entry.detail().containsKey(Said.DETAIL));
            told.forEach(this::hear);
        }

        private void hear(Entry entry) {
            if (entry.what() == Deed.What.SENDING_STOPPED) {
                stopped.add(entry.detail().getOrDefault("message", ""));
            }
            for (String said : entry.detail().getOrDefault(Said.DETAIL, "").split(" ", -1)) {
                int is = said.indexOf('=');
                if (is > 0) {
                    Seal seal = new Seal(said.substring(is + 1), entry.at());
                    if (entry.what() == Deed.What.MESSAGE_MOVED) {
                        moved(said.substring(0, is), seal);
                    } else {
                        sealed.put(said.substring(0, is), seal);
                    }
                }
            }
        }

        /** What was moved must have been what was said. */
        private void moved(String id, Seal seal) {
            Seal before = sealed.remove(id);
            if (before == null ? !old : !before.sha256().equals(seal.sha256())) {
                movedOtherwise.add(new SealedMessage(enquiryId, seal.at(), Fit.CHANGED));
            }
        }

        Fit fit(StoredMessage message) {
            @Nullable Seal seal = sealed.remove(message.id().toString());
            if (seal == null) {
                return old ? Fit.UNSEALED : Fit.INSERTED;
            }
            boolean same = message.toldBy().contains(seal.sha256())
                    && message.stopped() == stopped.contains(message.id().toString());
            return same ? Fit.SAME : Fit.CHANGED;
        }

        /** Those that did not lie there. */
        void rest(List<SealedMessage> all) {
            all.addAll(movedOtherwise);
            sealed.values().forEach(gone -> all.add(new SealedMessage(enquiryId, gone.at(), Fit.GONE)));
        }
    }
}
