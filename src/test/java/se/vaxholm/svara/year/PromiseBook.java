package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.vaxholm.svara.year.Account.Line;

/** Keeps the account of a case's promises: each that reached the asker ends once, and in time for the way in which it ends (G6). */
final class PromiseBook {

    private final Account account;
    private final Map<String, Integer> open = new TreeMap<>();
    private final Map<String, LocalDate> resumedOn = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private PromiseBook(Account account) {
        this.account = account;
    }

    static List<String> problems(Account account) {
        PromiseBook book = new PromiseBook(account);
        account.journal().forEach(book::read);
        book.open.forEach((day, count) -> {
            if (count != 0) {
                book.problems.add("the promise of " + day + " ended " + (count > 0 ? "never" : "more than once"));
            }
        });
        return book.problems;
    }

    private void read(Line line) {
        String day = line.detail("day");
        switch (line.what()) {
            case "PROMISED" -> {
                open.merge(day, 1, Integer::sum);
                if (!WorkingTime.isWorkingDay(LocalDate.parse(day))
                        || !LocalDate.parse(day).isAfter(WorkingTime.dayOf(line.at()))) {
                    problems.add("it promised " + day + ", which is no working day to come");
                }
            }
            case "PROMISE_KEPT", "PROMISE_RENEGOTIATED" -> {
                open.merge(day, -1, Integer::sum);
                if (wordBefore(line).isAfter(LocalDate.parse(day))) {
                    problems.add(line.what() + " for " + day + ", but on " + WorkingTime.dayOf(line.at()));
                }
            }
            case "PROMISE_BROKEN" -> {
                open.merge(day, -1, Integer::sum);
                broken(LocalDate.parse(day), WorkingTime.dayOf(line.at()));
            }
            case "PROMISE_NOT_TOLD" -> open.merge(day, -1, Integer::sum);
            case "PROMISE_RESUMED" -> {
                open.merge(day, 1, Integer::sum);
                resumedOn.put(day, WorkingTime.dayOf(line.at()));
            }
            default -> {
                // Nothing of a promise.
            }
        }
    }

    /** When its day has passed, and at once when the next one begins or when what seemed to have kept it came back. */
    private void broken(LocalDate day, LocalDate on) {
        if (!on.isAfter(day)) {
            problems.add("PROMISE_BROKEN for " + day + " as early as " + on);
        }
        if (on.isAfter(WorkingTime.workingDayAfter(day, 1)) && !on.equals(resumedOn.get(day.toString()))) {
            problems.add("PROMISE_BROKEN for " + day + " as late as " + on);
        }
    }

    /** The day of what kept it: an answer outside Svara is recorded later than it is given. */
    private LocalDate wordBefore(Line line) {
        return account.lines("ANSWERED_OTHERWISE").stream()
                .filter(given -> given.at().equals(line.at()))
                .map(given -> WorkingTime.dayOf(Instant.parse(given.detail("at"))))
                .findFirst()
                .orElse(WorkingTime.dayOf(line.at()));
    }
}
