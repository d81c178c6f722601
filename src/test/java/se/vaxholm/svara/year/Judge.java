package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.year.Account.Line;
import se.vaxholm.svara.year.Words.Word;

/**
 * Says what is wrong with the account of a case, measured by the guideline and by days counted here, never by what the domain
 * itself has worked out.
 */
final class Judge {

    private static final int MANAGERS_HOURS = 8;
    private static final int HEADS_HOURS = 16;
    private static final int HOUR = 60;

    private static final Set<String> ENDED =
            Set.of("ANSWERED", "FORWARDED", "HANDLED_ELSEWHERE", "NO_ANSWER_EXPECTED", "CLOSED_UNANSWERED", "CLOSED");

    private final Account account;
    private final List<String> problems = new ArrayList<>();

    private Judge(Account account) {
        this.account = account;
    }

    static List<String> problems(Account account) {
        Judge judge = new Judge(account);
        judge.judge();
        return judge.problems.stream()
                .map(problem -> account.number() + ": " + problem)
                .toList();
    }

    /**
     * A stretch of time in which one deadline counts.
     *
     * @param reminder what the journal calls its reminder, empty when there is none
     * @param firstLevel on which rung of the ladder it begins when it is late
     * @param until when word ended it, null when nothing did
     * @param certainUntil when that word was certain
     */
    private record Phase(
            String name,
            Instant from,
            LocalDate day,
            Instant remindAt,
            String reminder,
            int firstLevel,
            @Nullable Instant until,
            @Nullable Instant certainUntil) {

        /** Whether it went on beyond this moment for certain. */
        boolean outlasts(Instant moment) {
            return until == null || until.isAfter(moment);
        }

        /** Whether the moment fell while a letter with word was on its way: whoever watches the clock may see either. */
        boolean isOpen(Instant moment) {
            return until != null && certainUntil != null && !until.isAfter(moment) && !certainUntil.isBefore(moment);
        }

        boolean holds(Instant moment) {
            return !moment.isBefore(from) && (certainUntil == null || !moment.isAfter(certainUntil));
        }
    }

    private void judge() {
        List<List<Line>> lives = lives();
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            phases.addAll(phases(lives.get(i), i == 0));
            Instant next = i + 1 < lives.size() ? lives.get(i + 1).get(0).at() : null;
            phases.addAll(afterTheClose(lives.get(i), next));
        }
        for (Phase phase : phases) {
            reminder(phase);
            ladder(phase);
        }
        noneOutside(phases, "ESCALATED");
        noneOutside(phases, "COUNTED_AS_LATE");
        promises();
        problems.addAll(PostBook.problems(account));
        end(lives.get(lives.size() - 1));
    }

    /** From when it came until it is opened again, and so on: each with a clock of its own. */
    private List<List<Line>> lives() {
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

    private List<Phase> phases(List<Line> life, boolean first) {
        List<Word> words = Words.of(account, life);
        LocalDate day = first ? firstDay(words) : LocalDate.parse(life.get(0).detail("lastDay"));
        Instant from = first ? account.receivedAt() : life.get(0).at();
        List<Phase> phases = new ArrayList<>();
        Phase phase = phase("the first response", from, day, WorkingTime.halfway(day), "REMINDED", words, 0);
        phases.add(phase);
        for (int i = 0; i < words.size() && !words.get(i).ends(); i++) {
            Word word = words.get(i);
            LocalDate promised = word.promisedOn();
            if (promised != null) {
                phases.add(phase(
                        "the promise of " + promised,
                        word.at(),
                        promised,
                        promiseReminder(word.at(), promised),
                        "PROMISE_REMINDED",
                        words,
                        i + 1));
            }
        }
        return phases;
    }

    /** What the asker says after the close is read in the time that a question has, and so is a wish to be contacted met. */
    private static List<Phase> afterTheClose(List<Line> life, @Nullable Instant reopenedAt) {
        List<Phase> phases = new ArrayList<>();
        Instant closed = null;
        Instant written = null;
        Instant wanted = null;
        for (Line line : life) {
            switch (line.what()) {
                case "CLOSED" -> closed = line.at();
                case "ENQUIRER_ADDED" -> written = closed != null && written == null ? line.at() : written;
                case "CONTACT_WANTED" -> wanted = line.at();
                case "REPLY_READ" -> {
                    if (written != null) {
                        phases.add(afterTheClose("the reply", written, 1, line.at()));
                    }
                    written = null;
                }
                case "CONTACTED" -> {
                    if (wanted != null) {
                        phases.add(afterTheClose("the wish to be contacted", wanted, 2, line.at()));
                    }
                    wanted = null;
                }
                default -> {
                    // Nothing that waits.
                }
            }
        }
        if (written != null) {
            phases.add(afterTheClose("the reply", written, 1, reopenedAt));
        }
        if (wanted != null) {
            phases.add(afterTheClose("the wish to be contacted", wanted, 2, reopenedAt));
        }
        return phases;
    }

    private static Phase afterTheClose(String name, Instant from, int level, @Nullable Instant until) {
        LocalDate day = WorkingTime.workingDayAfter(WorkingTime.dayOf(from), 2);
        return new Phase(name, from, day, from, "", level, until, until);
    }

    private static Phase phase(
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
                word == null ? null : word.settledAt());
    }

    /** The day of receipt counts as none; some matters have one day by law, none has more than two. */
    private LocalDate firstDay(List<Word> words) {
        LocalDate received = WorkingTime.dayOf(account.receivedAt());
        LocalDate second = WorkingTime.workingDayAfter(received, 2);
        LocalDate told = account.lastDayOn();
        boolean reopened = !account.lines("REOPENED").isEmpty();
        LocalDate day =
                reopened ? LocalDate.parse(account.lines("UNIT_ASSIGNED").get(0).detail("lastDay")) : told;
        if (!day.equals(second) && !day.equals(WorkingTime.workingDayAfter(received, 1))) {
            problem("its last day is " + day + ", not " + second);
        }
        if (!reopened) {
            same("due", account.answerDueAt(), WorkingTime.closing(day));
            same("the reminder's time", account.remindAt(), WorkingTime.halfway(day));
        }
        Instant end = WorkingTime.midnightAfter(second);
        boolean word = !words.isEmpty() && words.get(0).at().isBefore(end);
        if (!word && !account.escalationStoodAtDeadline()) {
            problem("at the end of the second working day there was neither word nor an escalation");
        }
        return day;
    }

    /** The working day before the promised one when it opens, or else the morning of the day itself. */
    private static Instant promiseReminder(Instant toldAt, LocalDate day) {
        LocalDate before = WorkingTime.workingDayBefore(day);
        return WorkingTime.opening(before.isAfter(WorkingTime.dayOf(toldAt)) ? before : day);
    }

    private void reminder(Phase phase) {
        if (phase.reminder().isEmpty()) {
            return;
        }
        long sent = account.lines(phase.reminder()).stream()
                .filter(line -> phase.holds(line.at()))
                .count();
        boolean due = phase.outlasts(phase.remindAt());
        if (sent > 1 || (sent == 1 && !due && !phase.isOpen(phase.remindAt()))) {
            problem("for " + phase.name() + " there were " + sent + " reminders");
        }
        if (sent == 0 && due && !phase.isOpen(phase.remindAt()) && !isRegisteredAfter(phase.remindAt())) {
            problem("for " + phase.name() + " there was no reminder");
        }
    }

    private boolean isRegisteredAfter(Instant moment) {
        return account.journal().get(0).at().isAfter(moment);
    }

    /** The manager when the day closes, the head of department when the manager's time is out, then the figures. */
    private void ladder(Phase phase) {
        Instant due = WorkingTime.closing(phase.day());
        Instant headsTurn = due;
        if (phase.firstLevel() == 1) {
            Instant raised = step(phase, "ESCALATED", "1", due);
            if (raised == null) {
                return;
            }
            headsTurn = WorkingTime.plusMinutes(actedOn(phase, "1", raised), MANAGERS_HOURS * HOUR);
        }
        Instant risen = step(phase, "ESCALATED", "2", headsTurn);
        if (risen != null) {
            step(phase, "COUNTED_AS_LATE", "", WorkingTime.plusMinutes(actedOn(phase, "2", risen), HEADS_HOURS * HOUR));
        }
    }

    private Instant actedOn(Phase phase, String level, Instant otherwise) {
        return account.lines("LATE_CASE_ACTED_ON").stream()
                .filter(line -> line.detail("level").equals(level)
                        && phase.holds(line.at())
                        && !line.at().isBefore(otherwise))
                .map(Line::at)
                .findFirst()
                .orElse(otherwise);
    }

    /** Exactly once if the phase goes on beyond the moment, never otherwise; gives when. */
    private @Nullable Instant step(Phase phase, String what, String level, Instant moment) {
        List<Line> steps = account.lines(what).stream()
                .filter(line -> line.detail("level").equals(level) && phase.holds(line.at()))
                .toList();
        String name = what + (level.isEmpty() ? "" : " to level " + level);
        boolean expected = phase.outlasts(moment);
        if (steps.isEmpty()) {
            if (expected && !phase.isOpen(moment)) {
                problem("for " + phase.name() + " it was not " + name + " at " + moment);
            }
            return null;
        }
        if (steps.size() > 1) {
            problem("for " + phase.name() + " it was " + name + " " + steps.size() + " times");
        }
        Line step = steps.get(0);
        if (!expected && !phase.isOpen(moment)) {
            problem("for " + phase.name() + " it was " + name + " though the asker had word");
        } else if (!step.at().equals(moment) && moment.isAfter(phase.from())) {
            problem("for " + phase.name() + " it was " + name + " at " + step.at() + ", not at " + moment);
        }
        return step.at();
    }

    private void noneOutside(List<Phase> phases, String what) {
        account.lines(what).stream()
                .filter(line -> phases.stream().noneMatch(phase -> phase.holds(line.at())))
                .forEach(line -> problem(what + " at " + line.at() + " belongs to no deadline"));
    }

    /** Every promise that reached the asker ends once: kept by its day, renegotiated by its day, or broken after it. */
    private void promises() {
        Map<String, Integer> open = new TreeMap<>();
        for (Line line : account.journal()) {
            String day = line.detail("day");
            LocalDate on = WorkingTime.dayOf(line.at());
            switch (line.what()) {
                case "PROMISED" -> {
                    open.merge(day, 1, Integer::sum);
                    if (!WorkingTime.isWorkingDay(LocalDate.parse(day))
                            || !LocalDate.parse(day).isAfter(on)) {
                        problem("it promised " + day + ", which is no working day to come");
                    }
                }
                case "PROMISE_KEPT", "PROMISE_RENEGOTIATED" -> {
                    open.merge(day, -1, Integer::sum);
                    if (wordBefore(line).isAfter(LocalDate.parse(day))) {
                        problem(line.what() + " for " + day + ", but on " + on);
                    }
                }
                case "PROMISE_BROKEN" -> {
                    open.merge(day, -1, Integer::sum);
                    if (!on.isAfter(LocalDate.parse(day))) {
                        problem("PROMISE_BROKEN for " + day + " as early as " + on);
                    }
                    if (on.isAfter(WorkingTime.workingDayAfter(LocalDate.parse(day), 1))) {
                        problem("PROMISE_BROKEN for " + day + " as late as " + on);
                    }
                }
                case "PROMISE_NOT_TOLD" -> open.merge(day, -1, Integer::sum);
                case "CLOCK_NEVER_STOPPED" ->
                    keptByWhatCameBack(line).ifPresent(kept -> open.merge(kept, 1, Integer::sum));
                default -> {
                    // Nothing of a promise.
                }
            }
        }
        open.forEach((day, count) -> {
            if (count != 0) {
                problem("the promise of " + day + " ended " + (count > 0 ? "never" : "more than once"));
            }
        });
    }

    /** The promise that had ended by a letter which has come back: it runs again. */
    private Optional<String> keptByWhatCameBack(Line cameBack) {
        return account.lines("PROMISE_KEPT").stream()
                .filter(kept -> account.letters().stream()
                        .anyMatch(letter -> letter.fate().equals("REFUSED")
                                && letter.queuedAt().equals(kept.at())
                                && cameBack.at().equals(letter.settledAt())))
                .map(kept -> kept.detail("day"))
                .findFirst();
    }

    /** The day of what kept it: an answer outside Svara is recorded later than it is given. */
    private LocalDate wordBefore(Line line) {
        return account.lines("ANSWERED_OTHERWISE").stream()
                .filter(given -> given.at().equals(line.at()))
                .map(given -> WorkingTime.dayOf(Instant.parse(given.detail("at"))))
                .findFirst()
                .orElse(WorkingTime.dayOf(line.at()));
    }

    /** The case has ended, and its clock stopped when the journal and the letters say so. */
    private void end(List<Line> life) {
        if (account.closedAt() == null || !ENDED.contains(account.status())) {
            problem("it has not ended: " + account.status());
            return;
        }
        List<Line> closed =
                life.stream().filter(line -> line.what().equals("CLOSED")).toList();
        if (closed.size() != 1 || !closed.get(0).at().equals(account.closedAt())) {
            problem("it closed at " + account.closedAt() + ", and the journal says " + closed);
        }
        List<Word> words = Words.of(account, life);
        Instant word = words.isEmpty() ? null : words.get(0).at();
        Instant stopped = account.firstResponseAt();
        if (word == null || stopped == null || !word.equals(stopped)) {
            problem("its clock stopped at " + stopped + ", and the asker had word at " + word);
        }
        if (words.stream().noneMatch(Word::ends)) {
            problem("it ended without an answer");
        }
    }

    private void same(String what, Instant is, Instant expected) {
        if (!is.equals(expected)) {
            problem(what + " is " + is + ", not " + expected);
        }
    }

    private void problem(String problem) {
        problems.add(problem);
    }
}
