package se.vaxholm.svara.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.StoredLetters;
import se.vaxholm.svara.correspondence.StoredLetters.StoredLetter;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.files.FileSeals;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;

/**
 * Holds letters, and the files that went with them, against what the journal sealed of them when they were written and was told of
 * them since.
 */
@Component
class LetterSeals {

    private static final Set<Deed.What> TOLD = Stream.concat(
                    Stream.of(Deed.What.LETTER_QUEUED, Deed.What.FILE_DELETED), LetterFates.TOLD.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Of one case, for a page. */
    private static final int MOST_LETTERS = 500;

    /** Bytes of files, for a page: as many as a letter can carry, six times. */
    private static final long MOST_READ = 100L << 20;

    private final StoredLetters letters;
    private final FileSeals files;
    private final Journal journal;
    private final Clock clock;
    private final Snapshot snapshot;

    LetterSeals(StoredLetters letters, FileSeals files, Journal journal, Clock clock, Snapshot snapshot) {
        this.clock = clock;
        this.letters = letters;
        this.files = files;
        this.journal = journal;
        this.snapshot = snapshot;
    }

    /** How a letter stands to its seal. */
    enum Fit {
        /** It is as it was written. */
        SAME,
        /** It is not. */
        CHANGED,
        /** A file that went with it is not what it was. */
        FILE_CHANGED,
        /** A file that went with it is gone, and nobody has told that they deleted it. */
        FILE_GONE,
        /** A file is said to have gone with it that did not. */
        FILE_ADDED,
        /** What its row says became of it is not what the journal says. */
        FATE_CHANGED,
        /** It is from a time when letters were not sealed. */
        UNSEALED,
        /** The journal knows of no such letter. */
        INSERTED,
        /** The journal knows it, and it is gone. */
        GONE;

        boolean isWrong() {
            return this != SAME && this != UNSEALED;
        }
    }

    /**
     * A letter, and how it stands to its seal.
     *
     * @param kind null when somebody has made one of it that there is not
     */
    record SealedLetter(
            UUID enquiryId, Instant at, @Nullable LetterKind kind, Fit fit) {}

    /**
     * The letters of a case.
     *
     * @param letters in the order in which they were written, at most five hundred
     * @param more how many there are beside those, all of which are as they were written, unless there are five hundred that are
     *     not
     * @param unread whether there was more in the files than is read for a page, so that of some only their rows were compared
     */
    record OfCase(List<SealedLetter> letters, int more, boolean unread) {}

    /** Of one case; reads the files' content too, a hundred megabytes of it at most. */
    OfCase of(UUID enquiryId) {
        Contents contents = new Contents(MOST_READ);
        List<SealedLetter> all = snapshot.of(() -> between(enquiryId, enquiryId, contents));
        List<SealedLetter> shown = all.stream()
                .sorted(Comparator.comparing(
                        (SealedLetter letter) -> !letter.fit().isWrong()))
                .limit(MOST_LETTERS)
                .sorted(Comparator.comparing(SealedLetter::at))
                .toList();
        return new OfCase(shown, all.size() - shown.size(), contents.unread);
    }

    /** Reads each file once, until it has read enough. */
    private final class Contents implements Predicate<FileSeals.Lying> {

        private final Map<UUID, Boolean> known = new HashMap<>();
        private long left;
        private boolean unread;

        Contents(long most) {
            left = most;
        }

        @Override
        public boolean test(FileSeals.Lying file) {
            return known.computeIfAbsent(file.id(), id -> {
                boolean enough = file.size() > left;
                left -= enough ? 0 : file.size();
                unread |= enough;
                return enough || files.isContentAsTold(file);
            });
        }
    }

    /**
     * The letters of all cases from one id to another, in the moment that the transaction around it sees; of their files what
     * their rows say.
     */
    List<SealedLetter> between(UUID first, UUID last) {
        return between(first, last, file -> true);
    }

    private List<SealedLetter> between(UUID first, UUID last, Predicate<FileSeals.Lying> content) {
        Map<UUID, List<Entry>> entries = journal.between(first, last, TOLD);
        List<StoredLetter> stored = letters.between(first, last);
        Map<UUID, List<FileSeals.Lying>> along = files.ofMessages(stored.stream()
                .map(StoredLetter::filesOf)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<UUID, LettersOfCase> cases = new HashMap<>();
        entries.forEach((chain, told) -> cases.put(chain, new LettersOfCase(chain, told)));
        Instant now = clock.instant();
        List<SealedLetter> all = new ArrayList<>();
        for (StoredLetter letter : stored) {
            LettersOfCase seals =
                    cases.computeIfAbsent(letter.enquiryId(), enquiry -> new LettersOfCase(enquiry, List.of()));
            UUID filesOf = letter.filesOf();
            List<FileSeals.Lying> here = filesOf == null ? List.of() : along.getOrDefault(filesOf, List.of());
            all.add(seals.hold(letter, here, content, now));
        }
        cases.values().forEach(seals -> seals.rest(all));
        return all;
    }
}
