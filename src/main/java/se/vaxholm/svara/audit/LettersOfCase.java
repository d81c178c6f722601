package se.vaxholm.svara.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.audit.LetterSeals.Fit;
import se.vaxholm.svara.audit.LetterSeals.SealedLetter;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.StoredLetters.StoredLetter;
import se.vaxholm.svara.files.FileSeals;
import se.vaxholm.svara.journal.Entry;

/** What a case's journal says of its letters, to hold one after the other against. */
final class LettersOfCase {

    /** A letter and its entry are written one after the other, while a clock may be set right. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final UUID enquiryId;

    /** Those that have not been found yet, by their ids. */
    private final Map<String, Entry> queued = new HashMap<>();

    private final LetterFates fates = new LetterFates();

    private final Set<String> deletedFiles = new HashSet<>();

    /** @param told the case's entries, in their order; those that tell nothing of letters are passed over */
    LettersOfCase(UUID enquiryId, List<Entry> told) {
        this.enquiryId = enquiryId;
        for (Entry entry : told) {
            String letter = entry.detail().getOrDefault("letter", "");
            switch (entry.what()) {
                case LETTER_QUEUED -> queued.putIfAbsent(letter, entry);
                case FILE_DELETED -> deletedFiles.add(entry.detail().getOrDefault("file", ""));
                default -> {
                    if (LetterFates.TOLD.contains(entry.what())) {
                        fates.add(letter, entry);
                    }
                }
            }
        }
    }

    /**
     * How a letter stands to its seal; it has been found then.
     *
     * @param here the files that go with it now
     * @param content whether a file's bytes are what its row tells of
     * @param now until when the journal may have been told what became of it
     */
    SealedLetter hold(
            StoredLetter letter, List<FileSeals.Lying> here, Predicate<FileSeals.Lying> content, Instant now) {
        @Nullable Entry entry = queued.remove(letter.id().toString());
        Fit fit = fit(entry, letter);
        if (fit == Fit.SAME && entry != null) {
            fit = ofFiles(entry, letter, here, content);
            fit = fit == Fit.SAME && !fates.fits(letter, entry, now) ? Fit.FATE_CHANGED : fit;
        }
        return new SealedLetter(enquiryId, entry == null ? letter.queuedAt() : entry.at(), kind(entry, letter), fit);
    }

    /** Those that did not lie there. */
    void rest(List<SealedLetter> all) {
        queued.values()
                .forEach(gone -> all.add(new SealedLetter(
                        enquiryId, gone.at(), kind(gone.detail().get("kind")), Fit.GONE)));
    }

    private static Fit fit(@Nullable Entry entry, StoredLetter letter) {
        if (entry == null) {
            return Fit.INSERTED;
        }
        String sealed = entry.detail().get("sha256");
        if (sealed == null) {
            return Fit.UNSEALED;
        }
        boolean same = sealed.equals(letter.sha256())
                && letter.kind().equals(entry.detail().get("kind"))
                && Duration.between(entry.at(), letter.queuedAt()).abs().compareTo(AT_ONCE) < 0;
        return same ? Fit.SAME : Fit.CHANGED;
    }

    private static @Nullable LetterKind kind(@Nullable Entry entry, StoredLetter letter) {
        return kind(entry == null ? letter.kind() : entry.detail().get("kind"));
    }

    private static @Nullable LetterKind kind(@Nullable String told) {
        return Arrays.stream(LetterKind.values())
                .filter(kind -> kind.name().equals(told))
                .findFirst()
                .orElse(null);
    }

    private Fit ofFiles(
            Entry entry, StoredLetter letter, List<FileSeals.Lying> here, Predicate<FileSeals.Lying> content) {
        String told = entry.detail().get("files");
        // The files of an answer that was stopped before it left are its writer's again.
        if (told == null || fates.isStopped(letter.id())) {
            return Fit.SAME;
        }
        Map<String, String> sealed = new HashMap<>();
        for (String file : told.split(" ", -1)) {
            if (!file.isEmpty()) {
                sealed.put(file.split("=", 2)[0], file);
            }
        }
        for (FileSeals.Lying file : here) {
            String id = file.id().toString();
            String seal = sealed.remove(id);
            if (seal == null && !file.stopped()) {
                return Fit.FILE_ADDED;
            }
            if (seal != null && (!seal.equals(id + "=" + file.seal()) || !content.test(file))) {
                return Fit.FILE_CHANGED;
            }
        }
        return deletedFiles.containsAll(sealed.keySet()) ? Fit.SAME : Fit.FILE_GONE;
    }
}
