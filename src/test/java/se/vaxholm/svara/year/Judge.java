package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.year.Account.Line;
import se.vaxholm.svara.year.Phase.Away;
import se.vaxholm.svara.year.Words.Word;

/**
 * Says what is wrong with the account of a case, measured by the guideline and by days counted here, never by what the domain
 * itself has worked out.
 */
final class Judge {

    private static final int MANAGERS_MINUTES = 8 * 60;
    private static final int HEADS_MINUTES = 16 * 60;

    private static final Set<String> ENDED =
            Set.of("ANSWERED", "FORWARDED", "HANDLED_ELSEWHERE", "NO_ANSWER_EXPECTED", "CLOSED_UNANSWERED", "CLOSED");

    /** What is forwarded is closed when it is certain that it stays there. */
    private static final Set<String> FORWARDING_ENDS = Set.of("FORWARDING_STANDS", "FORWARDING_CONFIRMED");

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

    private void judge() {
        List<List<Line>> lives = Phases.lives(account);
        List<Phase> phases = Phases.of(account);
        secondDay(Words.of(account, lives.get(0)));
        lives.stream().skip(1).forEach(life -> lastDay("opened again", since(life.get(0)), life.get(0)));
        for (Phase phase : phases) {
            reminder(phase);
            ladder(phase);
        }
        noneOutside(phases, "ESCALATED");
        noneOutside(phases, "COUNTED_AS_LATE");
        same("the count of its openings", account.earlierResponses().size(), lives.size() - 1);
        for (int i = 0; i < lives.size() - 1 && i < account.earlierResponses().size(); i++) {
            same("the count of its closes", closes(lives.get(i)).size(), 1);
            stopped(lives.get(i), account.earlierResponses().get(i));
        }
        problems.addAll(PromiseBook.problems(account));
        problems.addAll(HandoverBook.problems(account));
        problems.addAll(PostBook.problems(account));
        end(lives.get(lives.size() - 1));
    }

    /** The day of receipt counts as none; some matters have one day by law, none has more than two. */
    private void lastDay(String what, Instant since, Line line) {
        LocalDate from = WorkingTime.dayOf(since);
        LocalDate day = LocalDate.parse(line.detail("lastDay"));
        if (!day.equals(WorkingTime.workingDayAfter(from, 2)) && !day.equals(WorkingTime.workingDayAfter(from, 1))) {
            problem("its last day when " + what + " is " + day + ", counted from " + since);
        }
    }

    /** Whoever wrote after the close and is found to have no answer has waited since they wrote. */
    private Instant since(Line opened) {
        Instant since = opened.at();
        boolean closed = false;
        Instant written = null;
        for (Line line : account.journal()) {
            if (line.equals(opened)) {
                return written == null ? since : written;
            }
            switch (line.what()) {
                case "CLOSED" -> closed = true;
                case "REOPENED" -> {
                    closed = false;
                    written = null;
                }
                case "ENQUIRER_ADDED" -> written = closed && written == null ? line.at() : written;
                case "REPLY_READ" -> written = null;
                default -> {
                    // Nothing that the asker says.
                }
            }
        }
        return since;
    }

    /** By the end of the second working day there was word, or somebody had been told that there was none. */
    private void secondDay(List<Word> words) {
        Line assigned = account.lines("UNIT_ASSIGNED").get(0);
        lastDay("it came", account.receivedAt(), assigned);
        if (account.lines("REOPENED").isEmpty()) {
            LocalDate day = account.lastDayOn();
            if (account.lines("UNIT_ASSIGNED").stream()
                    .anyMatch(line -> LocalDate.parse(line.detail("lastDay")).isBefore(day))) {
                problem("its last day moved to " + day);
            }
            same("due", account.answerDueAt(), WorkingTime.closing(day));
            same("the reminder's time", account.remindAt(), WorkingTime.halfway(day));
        }
        Instant end =
                WorkingTime.midnightAfter(WorkingTime.workingDayAfter(WorkingTime.dayOf(account.receivedAt()), 2));
        boolean word = !words.isEmpty() && words.get(0).at().isBefore(end);
        // Of a forwarding that fails later nobody could know then: afterwards the clock shows as never stopped (G3).
        boolean seemed = Words.thatCameBack(account).stream()
                .anyMatch(time -> time.from().isBefore(end) && !time.to().isBefore(end));
        if (!word && !seemed && !account.escalationStoodAtDeadline()) {
            problem("at the end of the second working day there was neither word nor an escalation");
        }
    }

    private void reminder(Phase phase) {
        Instant moment = phase.remindAt();
        if (moment == null) {
            return;
        }
        Instant remindAt = phase.seen(moment);
        List<Line> sent = account.lines(phase.reminder()).stream()
                .filter(line -> isOf(line, phase))
                .toList();
        // What is late by then is escalated: a reminder of a moment that has passed would only be noise.
        boolean due = phase.outlasts(remindAt) && !remindAt.isAfter(phase.due());
        boolean open = phase.isOpen(remindAt);
        if (sent.size() > 1 || (sent.size() == 1 && !due && !open)) {
            problem("for " + phase.name() + " there were " + sent.size() + " reminders");
        } else if (sent.size() == 1 && !open && !sent.get(0).at().equals(remindAt) && !isRegisteredAfter(remindAt)) {
            problem("for " + phase.name() + " the reminder came at "
                    + sent.get(0).at() + ", not at " + remindAt);
        }
        if (sent.isEmpty() && due && !open && !isRegisteredAfter(remindAt) && !isRemindedBefore(phase)) {
            problem("for " + phase.name() + " there was no reminder");
        }
    }

    /** A promise's reminder says of which day it is: another promise may begin at the very moment of it. */
    private static boolean isOf(Line reminder, Phase phase) {
        return phase.holds(reminder.at())
                && (reminder.detail("day").isEmpty()
                        || reminder.detail("day").equals(phase.day().toString()));
    }

    /** Whoever gives the same day once more has been reminded of it. */
    private boolean isRemindedBefore(Phase phase) {
        return account.lines(phase.reminder()).stream()
                .anyMatch(line -> line.at().isBefore(phase.from())
                        && line.detail("day").equals(phase.day().toString()));
    }

    private boolean isRegisteredAfter(Instant moment) {
        return account.journal().get(0).at().isAfter(moment);
    }

    /** The manager when the day closes, the head of department when the manager's time is out, then the figures. */
    private void ladder(Phase phase) {
        Instant next = phase.seen(phase.due());
        if (phase.firstLevel() == 1) {
            Instant raised = step(phase, "ESCALATED", "1", next);
            if (raised == null) {
                return;
            }
            next = climbsOn(phase, "1", raised, MANAGERS_MINUTES);
        }
        Instant risen = step(phase, "ESCALATED", "2", next);
        if (risen != null) {
            step(phase, "COUNTED_AS_LATE", "", climbsOn(phase, "2", risen, HEADS_MINUTES));
        }
    }

    /**
     * When somebody's time is out: each time that they act they have it again, and so they have when it ran out while the case
     * was away.
     */
    private Instant climbsOn(Phase phase, String level, Instant raised, int minutes) {
        Instant until = WorkingTime.plusMinutes(raised, minutes);
        List<Instant> again = Stream.concat(
                        account.lines("LATE_CASE_ACTED_ON").stream()
                                .filter(line -> line.detail("level").equals(level))
                                .map(Line::at),
                        phase.away().stream().filter(time -> !time.watched()).map(Away::to))
                .filter(at -> phase.holds(at) && !at.isBefore(raised))
                .sorted()
                .toList();
        for (Instant at : again) {
            boolean back = phase.away().stream().anyMatch(time -> time.to().equals(at));
            if (back ? phase.seen(until).equals(at) : !at.isAfter(until)) {
                until = WorkingTime.plusMinutes(at, minutes);
            }
        }
        return until;
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

    /** The case has ended, and its clock stopped when the journal and the letters say so. */
    private void end(List<Line> life) {
        if (account.closedAt() == null || !ENDED.contains(account.status())) {
            problem("it has not ended: " + account.status());
            return;
        }
        List<Line> closed = closes(life);
        if (closed.size() != 1 || !closed.get(0).at().equals(account.closedAt())) {
            problem("it closed at " + account.closedAt() + ", and the journal says " + closed);
        }
        stopped(life, account.firstResponseAt());
    }

    private void stopped(List<Line> life, @Nullable Instant stopped) {
        List<Word> words = Words.of(account, life);
        Instant word = words.isEmpty() ? null : words.get(0).at();
        if (word == null || stopped == null || !word.equals(stopped)) {
            problem("its clock stopped at " + stopped + ", and the asker had word at " + word);
        }
        if (words.stream().noneMatch(Word::ends)) {
            problem("it ended without an answer");
        }
        for (Line closed : closes(life)) {
            boolean itsTime =
                    words.stream().anyMatch(one -> one.ends() && one.settledAt().equals(closed.at()))
                            || life.stream()
                                    .anyMatch(line -> FORWARDING_ENDS.contains(line.what())
                                            && line.at().equals(closed.at()));
            if (!itsTime) {
                problem("it was closed at " + closed.at() + ", when nobody had given word");
            }
        }
    }

    private static List<Line> closes(List<Line> life) {
        return life.stream().filter(line -> line.what().equals("CLOSED")).toList();
    }

    private void same(String what, Object is, Object expected) {
        if (!is.equals(expected)) {
            problem(what + " is " + is + ", not " + expected);
        }
    }

    private void problem(String problem) {
        problems.add(problem);
    }
}
