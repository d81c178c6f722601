package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.year.Account.Line;
import se.vaxholm.svara.year.Account.Mail;

/** When the asker had word, told from the journal and the letters alone (G3). */
final class Words {

    /** What reaches the asker by a letter when they are reached by letter: the deed, and the letter's kind. */
    private static final Map<String, String> BY_LETTER = Map.of(
            "ANSWERED", "ANSWER",
            "PROMISED", "NOTICE",
            "HANDLED_ELSEWHERE", "ELSEWHERE",
            "FORWARDED", "FORWARDED");

    /** What reaches the asker, or ends their matter, at once. */
    private static final Set<String> AT_ONCE = Set.of(
            "ANSWERED_ON_THE_SPOT",
            "ANSWERED_OTHERWISE",
            "CALLED",
            "POSTED",
            "NO_ANSWER_EXPECTED",
            "CLOSED_UNANSWERED");

    /** Ways in which the asker hears at last what was written, an answer or a promise. */
    private static final Set<String> TELLINGS = Set.of("CALLED", "POSTED", "SENT_AGAIN", "WRITTEN_INSTEAD");

    private static final Set<String> FIRST_RESPONSES = Set.of("ANSWER", "NOTICE", "ELSEWHERE", "FORWARDED");

    /** What somebody may have been told at last whose letter came back; a promise tells of itself. */
    private static final Set<String> AT_LAST = Set.of("ANSWERED", "HANDLED_ELSEWHERE");

    private Words() {}

    /**
     * One word that the asker got.
     *
     * @param settledAt when it was certain: a letter has to leave first
     * @param promisedOn the day that it promises, null when it is no promise
     */
    record Word(
            Instant at,
            Instant settledAt,
            String what,
            @Nullable LocalDate promisedOn) {

        boolean ends() {
            return promisedOn == null;
        }
    }

    /** In the order in which they came, between two moments of the journal. */
    static List<Word> of(Account account, List<Line> journal) {
        List<Word> words = new ArrayList<>();
        for (Line line : journal) {
            String letterKind = BY_LETTER.get(line.what());
            if (TELLINGS.contains(line.what()) && isOfPromise(line, journal)) {
                // The line of the promise itself tells of it.
                continue;
            }
            if (AT_ONCE.contains(line.what())) {
                Instant at = line.detail("at").isEmpty() ? line.at() : Instant.parse(line.detail("at"));
                words.add(new Word(at, line.at(), line.what(), null));
            } else if (letterKind != null) {
                byLetter(account, line, letterKind, words);
            } else if (line.what().equals("SENT_AGAIN") || line.what().equals("WRITTEN_INSTEAD")) {
                byAnyLetter(account, line, words);
            } else if (line.what().equals("REACHED_OTHERWISE") && AT_LAST.contains(line.detail("word"))) {
                words.add(new Word(line.at(), line.at(), line.what(), null));
            }
        }
        return words.stream().sorted(Comparator.comparing(Word::at)).toList();
    }

    private static void byLetter(Account account, Line line, String kind, List<Word> words) {
        LocalDate promised = line.what().equals("PROMISED") ? LocalDate.parse(line.detail("day")) : null;
        Mail letter = letter(account, line, kind);
        if (letter == null) {
            boolean waitsForVoice = promised == null
                    && (account.replyBy().equals("PHONE") || account.replyBy().equals("LETTER"));
            if (!waitsForVoice) {
                words.add(new Word(line.at(), line.at(), line.what(), promised));
            }
        } else if (letter.fate().equals("SENT")) {
            words.add(new Word(line.at(), settled(letter), line.what(), promised));
        }
    }

    private static void byAnyLetter(Account account, Line line, List<Word> words) {
        List<Mail> letters = account.letters().stream()
                .filter(letter -> FIRST_RESPONSES.contains(letter.kind())
                        && letter.queuedAt().equals(line.at()))
                .toList();
        // Whoever has no address finds it on the case's page.
        if (letters.isEmpty()) {
            words.add(new Word(line.at(), line.at(), line.what(), null));
        } else if (letters.get(0).fate().equals("SENT")) {
            words.add(new Word(line.at(), settled(letters.get(0)), line.what(), null));
        }
    }

    private static boolean isOfPromise(Line telling, List<Line> journal) {
        return journal.stream()
                .anyMatch(line -> line.what().equals("PROMISED") && line.at().equals(telling.at()));
    }

    private static Instant settled(Mail letter) {
        Instant at = letter.settledAt();
        return at == null ? letter.queuedAt() : at;
    }

    private static @Nullable Mail letter(Account account, Line line, String kind) {
        return account.letters().stream()
                .filter(letter ->
                        letter.kind().equals(kind) && letter.queuedAt().equals(line.at()))
                .findFirst()
                .orElse(null);
    }
}
