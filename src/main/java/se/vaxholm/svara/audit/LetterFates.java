package se.vaxholm.svara.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.correspondence.Outbox.Fate;
import se.vaxholm.svara.correspondence.StoredLetters.StoredLetter;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Entry;

/** What a case's journal was told became of its letters, to hold the letters' rows against. */
final class LetterFates {

    static final Set<Deed.What> TOLD =
            Set.of(Deed.What.LETTER_SENT, Deed.What.LETTER_REFUSED, Deed.What.LETTER_STOPPED);

    private static final List<Fate> CAME_BACK = List.of(Fate.SENT, Fate.REFUSED);

    /** Nothing else happens to a letter; whoever makes Svara tell its journal of something else is found by it. */
    private static final Set<List<Fate>> POSSIBLE =
            Set.of(List.of(), List.of(Fate.SENT), List.of(Fate.REFUSED), List.of(Fate.STOPPED), CAME_BACK);

    /**
     * Svara tells a case the moment that a letter is settled, and when that fails again each minute for as long as it takes: how
     * long ago it was settled says nothing of who wrote that, but its next try is never further away than that minute. A row
     * that only looks untold is told by then, and the journal has what it made Svara say. The rest is for nodes whose clocks
     * differ.
     */
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(5);

    /** Deed and row are of one moment, while a clock may be set right. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final Map<String, List<Entry>> told = new HashMap<>();

    /** @param entry one of {@link #TOLD}, after those that were told before */
    void add(String letter, Entry entry) {
        told.computeIfAbsent(letter, id -> new ArrayList<>()).add(entry);
    }

    /** Whether a letter was stopped before it left. */
    boolean isStopped(UUID letter) {
        return story(of(letter)).equals(List.of(Fate.STOPPED));
    }

    /**
     * Whether a row says what the journal does, or what the journal is told next.
     *
     * @param queued the entry by which the letter was queued
     */
    boolean fits(StoredLetter letter, Entry queued, Instant now) {
        List<Entry> entries = of(letter.id());
        List<Fate> story = new ArrayList<>(story(entries));
        Fate fate = letter.fate();
        Instant tellAt = letter.tellAt();
        Instant settledBy =
                entries.isEmpty() ? now : entries.get(entries.size() - 1).at();
        if (fate != null && tellAt != null) {
            if (tellAt.isAfter(now.plus(UNTIL_TOLD)) || !CAME_BACK.contains(fate)) {
                return false;
            }
            story.add(fate);
            settledBy = now;
        }
        return POSSIBLE.contains(story)
                && fate == (story.isEmpty() ? Fate.QUEUED : story.get(story.size() - 1))
                && letter.bounced() == story.equals(CAME_BACK)
                && (fate == Fate.QUEUED
                        ? letter.settledAt() == null
                        : isBetween(letter.settledAt(), queued.at(), settledBy));
    }

    private static boolean isBetween(@Nullable Instant settled, Instant queued, Instant told) {
        return settled != null && !settled.isBefore(queued.minus(AT_ONCE)) && !settled.isAfter(told.plus(AT_ONCE));
    }

    private List<Entry> of(UUID letter) {
        return told.getOrDefault(letter.toString(), List.of());
    }

    private static List<Fate> story(List<Entry> entries) {
        return entries.stream().map(LetterFates::fate).toList();
    }

    private static Fate fate(Entry entry) {
        return switch (entry.what()) {
            case LETTER_SENT -> Fate.SENT;
            case LETTER_REFUSED -> Fate.REFUSED;
            default -> Fate.STOPPED;
        };
    }
}
