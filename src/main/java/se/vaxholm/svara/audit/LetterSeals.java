package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;

/** Holds a case's letters against what the journal sealed of them when they were written. */
@Component
class LetterSeals {

    private final Outbox outbox;
    private final Journal journal;

    LetterSeals(Outbox outbox, Journal journal) {
        this.outbox = outbox;
        this.journal = journal;
    }

    /** How a letter stands to its seal. */
    enum Fit {
        /** It is as it was written. */
        SAME,
        /** It is not. */
        CHANGED,
        /** It is from a time when letters were not sealed. */
        UNSEALED,
        /** The journal knows it, and it is gone. */
        GONE
    }

    /** A letter, and how it stands to its seal. */
    record SealedLetter(Instant at, LetterKind kind, Fit fit) {}

    List<SealedLetter> of(UUID enquiryId) {
        Map<String, Entry> queued = journal.of(enquiryId).stream()
                .filter(entry -> entry.what() == Deed.What.LETTER_QUEUED
                        && entry.detail().containsKey("letter"))
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.detail().get("letter")),
                        entry -> entry,
                        (first, again) -> first));
        List<SealedLetter> letters = new ArrayList<>();
        for (Outbox.Queued letter : outbox.of(enquiryId)) {
            Entry entry = queued.remove(letter.id().toString());
            String sealed = entry == null ? null : entry.detail().get("sha256");
            Fit fit = sealed == null
                    ? Fit.UNSEALED
                    : sealed.equals(letter.letter().sha256()) ? Fit.SAME : Fit.CHANGED;
            letters.add(new SealedLetter(letter.queuedAt(), letter.letter().kind(), fit));
        }
        queued.values()
                .forEach(gone -> letters.add(new SealedLetter(
                        gone.at(), LetterKind.valueOf(gone.detail().getOrDefault("kind", "ANSWER")), Fit.GONE)));
        return letters;
    }
}
