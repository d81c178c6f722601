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
import se.vaxholm.svara.audit.MessageSeals.Fit;
import se.vaxholm.svara.audit.MessageSeals.SealedMessage;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Said;
import se.vaxholm.svara.enquiry.StoredMessages.StoredMessage;
import se.vaxholm.svara.journal.Entry;

/** What a case's journal says of its messages, to hold one after the other against. */
final class MessagesOfCase {

    private final UUID enquiryId;
    private final Map<String, Seal> sealed = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private final List<SealedMessage> movedOtherwise = new ArrayList<>();
    /** Its question was not sealed, so nothing that was said before others were can be told by its seal. */
    private final boolean old;

    private record Seal(String sha256, Instant at) {}

    /** @param told the case's entries, in their order; those that tell nothing of messages are passed over */
    MessagesOfCase(UUID enquiryId, List<Entry> told) {
        this.enquiryId = enquiryId;
        old = told.stream()
                .anyMatch(entry ->
                        entry.what() == Deed.What.REGISTERED && !entry.detail().containsKey(Said.DETAIL));
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
