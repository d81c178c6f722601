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
import se.vaxholm.svara.year.Phase.Away;

/** When the asker had word, told from the journal and the letters alone (G3). */
final class Words {

    /** What reaches the asker by a letter when they are reached by letter: the deed, and the letter's kind. */
    private static final Map<String, String> BY_LETTER = Map.of(
            "ANSWERED", "ANSWER",
            "PROMISED", "NOTICE",
            "HANDLED_ELSEWHERE", "ELSEWHERE");

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

    private static final Set<String> FIRST_RESPONSES = Set.of("ANSWER", "NOTICE", "ELSEWHERE");

    /** By these it is certain that what was forwarded stays with whoever has it. */
    private static final Set<String> STANDS = Set.of("FORWARDING_STANDS", "FORWARDING_CONFIRMED", "CLOSED");

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
            } else if (line.what().equals("FORWARDED")) {
                byForwarding(account, line, words);
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

    /**
     * A matter that is another authority's is word when it is delivered there and the asker has been told (G4). What is handed
     * over within the municipality, or asked of a contractor, stands in no list here: it never is.
     */
    private static void byForwarding(Account account, Line line, List<Word> words) {
        Instant delivered = delivered(account, line);
        if (delivered == null || cameBackAt(account, delivered) != null) {
            return;
        }
        Mail told = told(account, line, delivered);
        if (told == null) {
            words.add(new Word(delivered, delivered, line.what(), null));
        } else if (told.fate().equals("SENT")) {
            Instant known = settled(told);
            words.add(new Word(delivered, known.isBefore(delivered) ? delivered : known, line.what(), null));
        }
    }

    /** The letter to the asker had come back before the matter was delivered: to nobody did they seem to know. */
    private static boolean knewBetter(Account account, Line forwarded, Instant delivered) {
        Mail told = told(account, forwarded, delivered);
        return told != null && told.fate().equals("REFUSED") && !settled(told).isAfter(delivered);
    }

    private static @Nullable Instant delivered(Account account, Line forwarded) {
        Mail letter = letter(account, forwarded, "FORWARDING");
        return letter != null && letter.fate().equals("SENT") ? settled(letter) : null;
    }

    /** The letter to the asker goes first when the matter becomes a company's, and else when it is delivered. */
    private static @Nullable Mail told(Account account, Line forwarded, Instant delivered) {
        return account.letters().stream()
                .filter(letter -> letter.kind().equals("FORWARDED"))
                .filter(letter -> letter.queuedAt().equals(forwarded.at())
                        || letter.queuedAt().equals(delivered))
                .findFirst()
                .orElse(null);
    }

    /** When a forwarding that had been delivered failed all the same: it came back, or nobody there took it. */
    private static @Nullable Instant cameBackAt(Account account, Instant delivered) {
        for (Line line : account.journal()) {
            if (!line.at().isBefore(delivered)) {
                if (line.what().equals("CLOCK_NEVER_STOPPED")) {
                    return line.at();
                }
                if (STANDS.contains(line.what())) {
                    return null;
                }
            }
        }
        return null;
    }

    /** The times in which the asker seemed to have word and had not. */
    static List<Away> thatCameBack(Account account) {
        List<Away> times = new ArrayList<>();
        for (Line line : account.lines("FORWARDED")) {
            Instant delivered = delivered(account, line);
            Instant cameBack = delivered == null ? null : cameBackAt(account, delivered);
            if (delivered != null && cameBack != null && !knewBetter(account, line, delivered)) {
                times.add(new Away(delivered, cameBack, false));
            }
        }
        for (Mail letter : account.letters()) {
            if (FIRST_RESPONSES.contains(letter.kind()) && !letter.fate().equals("SENT")) {
                times.add(new Away(letter.queuedAt(), settled(letter), true));
            }
        }
        return times.stream().sorted(Comparator.comparing(Away::from)).toList();
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
