package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.year.Account.Line;
import se.vaxholm.svara.year.Phase.Away;
import se.vaxholm.svara.year.Words.Word;

/** Tells from the journal and the letters which deadlines a case had, one after the other, and beside each other after its close. */
final class Phases {

    private final Account account;
    private final List<Away> away;
    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Instant replySince;
    private @Nullable Instant wishSince;

    private Phases(Account account) {
        this.account = account;
        away = Words.thatCameBack(account);
    }

    static List<Phase> of(Account account) {
        Phases phases = new Phases(account);
        List<List<Line>> lives = lives(account);
        for (int i = 0; i < lives.size(); i++) {
            phases.beforeTheClose(lives.get(i), i == 0);
            phases.afterTheClose(lives.get(i));
        }
        phases.stillWaiting();
        return phases.phases;
    }

    /** From when it came until it is opened again, and so on: each with a clock of its own. */
    static List<List<Line>> lives(Account account) {
        List<List<Line>> lives = new ArrayList<>();
        lives.add(new ArrayList<>());
        for (Line line : account.journal()) {
            if (line.what().equals("REOPENED")) {
                lives.add(new ArrayList<>());
            }
            lives.get(lives.size() - 1).add(line);
        }
        return lives;
    }

    private void beforeTheClose(List<Line> life, boolean first) {
        List<Word> words = Words.of(account, life);
        phases.add(first ? firstResponse(words) : reopened(life.get(0), words));
        for (int i = 0; i < words.size() && !words.get(i).ends(); i++) {
            Word word = words.get(i);
            LocalDate promised = word.promisedOn();
            if (promised != null) {
                // Until its letter has left the deadline before is watched.
                phases.add(phase(
                        "the promise of " + promised,
                        word.settledAt(),
                        promised,
                        promiseReminder(word.at(), promised),
                        "PROMISE_REMINDED",
                        words,
                        i + 1));
            }
        }
    }

    private Phase firstResponse(List<Word> words) {
        LocalDate day = account.lines("REOPENED").isEmpty()
                ? account.lastDayOn()
                : LocalDate.parse(account.lines("UNIT_ASSIGNED").get(0).detail("lastDay"));
        return phase("the first response", account.receivedAt(), day, WorkingTime.halfway(day), "REMINDED", words, 0);
    }

    /**
     * A case that somebody opens again who has read a message is counted from when the message came, so that reading it late and
     * answering it late is one deadline with one ladder. Of a half day that began while the case was closed nobody is reminded
     * until it is open.
     */
    private Phase reopened(Line opened, List<Word> words) {
        LocalDate day = LocalDate.parse(opened.detail("lastDay"));
        Instant since = replySince == null ? opened.at() : replySince;
        boolean same = replySince != null && day.equals(WorkingTime.workingDayAfter(WorkingTime.dayOf(replySince), 2));
        if (replySince != null && !same) {
            // What happens at the very moment of opening belongs to the new deadline.
            phases.add(afterTheClose("the reply", replySince, 1, opened.at().minusMillis(1), List.of()));
        }
        replySince = null;
        Instant half = WorkingTime.halfway(day);
        return phase(
                "the question opened again at " + opened.at(),
                same ? since : opened.at(),
                day,
                half.isBefore(opened.at()) ? opened.at() : half,
                "REMINDED",
                words,
                0);
    }

    private Phase phase(
            String name, Instant from, LocalDate day, Instant remindAt, String reminder, List<Word> words, int end) {
        Word word = end < words.size() ? words.get(end) : null;
        return new Phase(
                name,
                from,
                day,
                remindAt,
                reminder,
                1,
                word == null ? null : word.at(),
                word == null ? null : word.settledAt(),
                away.stream()
                        .filter(time -> !time.from().isBefore(from)
                                && (word == null || time.from().isBefore(word.at())))
                        .toList());
    }

    /** The working day before the promised one when it opens, or else the morning of the day itself. */
    private static Instant promiseReminder(Instant toldAt, LocalDate day) {
        LocalDate before = WorkingTime.workingDayBefore(day);
        return WorkingTime.opening(before.isAfter(WorkingTime.dayOf(toldAt)) ? before : day);
    }

    /** What the asker says after the close is read in the time that a question has, and so is a wish to be contacted met. */
    private void afterTheClose(List<Line> life) {
        boolean closed = false;
        for (Line line : life) {
            switch (line.what()) {
                case "CLOSED" -> closed = true;
                case "ENQUIRER_ADDED" -> replySince = closed && replySince == null ? line.at() : replySince;
                case "CONTACT_WANTED" -> wishSince = line.at();
                case "REPLY_READ" -> {
                    if (replySince != null) {
                        phases.add(afterTheClose("the reply", replySince, 1, line.at(), List.of()));
                    }
                    replySince = null;
                }
                case "CONTACTED" -> {
                    if (wishSince != null) {
                        phases.add(afterTheClose(
                                "the wish to be contacted", wishSince, 2, line.at(), whileOpenAgain(wishSince)));
                    }
                    wishSince = null;
                }
                default -> {
                    // Nothing that waits.
                }
            }
        }
    }

    private void stillWaiting() {
        if (replySince != null) {
            phases.add(afterTheClose("the reply", replySince, 1, null, List.of()));
        }
        if (wishSince != null) {
            phases.add(afterTheClose("the wish to be contacted", wishSince, 2, null, whileOpenAgain(wishSince)));
        }
    }

    /** A wish waits while the case is open again, and is a task when it is answered anew. */
    private List<Away> whileOpenAgain(Instant since) {
        List<Away> times = new ArrayList<>();
        for (Line opened : account.lines("REOPENED")) {
            if (opened.at().isAfter(since)) {
                account.lines("CLOSED").stream()
                        .filter(closed -> closed.at().isAfter(opened.at()))
                        .findFirst()
                        .ifPresent(closed -> times.add(new Away(opened.at(), closed.at(), false)));
            }
        }
        return times;
    }

    private static Phase afterTheClose(String name, Instant from, int level, @Nullable Instant until, List<Away> away) {
        LocalDate day = WorkingTime.workingDayAfter(WorkingTime.dayOf(from), 2);
        return new Phase(name, from, day, null, "", level, until, until, away);
    }
}
