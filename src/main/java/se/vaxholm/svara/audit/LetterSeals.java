package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;

/** Holds a case's letters against what the journal sealed of them when they were written. */
@Component
class LetterSeals {

    /** As many as are read of a case. */
    private static final int MOST_LETTERS = 500;

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
        /** It is from a time when letters were not sealed, or of a case that is too long to say. */
        UNSEALED,
        /** The journal knows of no such letter. */
        INSERTED,
        /** The journal knows it, and it is gone. */
        GONE
    }

    /** A letter, and how it stands to its seal. */
    record SealedLetter(Instant at, LetterKind kind, Fit fit) {}

    private static Fit fit(@Nullable Entry entry, Letter letter, boolean all) {
        if (entry == null) {
            return all ? Fit.INSERTED : Fit.UNSEALED;
        }
        String sealed = entry.detail().get("sha256");
        return sealed == null ? Fit.UNSEALED : sealed.equals(letter.sha256()) ? Fit.SAME : Fit.CHANGED;
    }

    List<SealedLetter> of(UUID enquiryId) {
        List<Entry> entries = journal.of(enquiryId);
        boolean all = entries.size() < Journal.MOST;
        Map<String, Entry> queued = entries.stream()
                .filter(entry -> entry.what() == Deed.What.LETTER_QUEUED
                        && entry.detail().containsKey("letter"))
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.detail().get("letter")),
                        entry -> entry,
                        (first, again) -> first));
        List<SealedLetter> letters = new ArrayList<>();
        for (Outbox.Queued letter : outbox.of(enquiryId)) {
            Entry entry = queued.remove(letter.id().toString());
            letters.add(new SealedLetter(letter.queuedAt(), letter.letter().kind(), fit(entry, letter.letter(), all)));
        }
        // Of a case with more letters than are read, what is left over need not be gone.
        List<Entry> left = letters.size() < MOST_LETTERS ? List.copyOf(queued.values()) : List.of();
        left.forEach(gone -> letters.add(new SealedLetter(
                gone.at(), LetterKind.valueOf(gone.detail().getOrDefault("kind", "ANSWER")), Fit.GONE)));
        return letters;
    }
}
