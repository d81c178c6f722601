package se.vaxholm.svara.year;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import se.vaxholm.svara.year.Account.Line;

/** Follows a case from hand to hand: who is given it takes it or gives it back, and their manager hears when they do neither (G4). */
final class HandoverBook {

    private static final int MINUTES_TO_ACCEPT = 4 * 60;

    /** What ends the wait for a unit to accept a case: what it does with it, or that its asker has word. */
    private static final Set<String> ENDS = Set.of("HANDOVER_ACCEPTED", "RETURNED", "RAISED_TO_REGISTRAR", "CLOSED");

    private HandoverBook() {}

    static List<String> problems(Account account) {
        List<String> problems = new ArrayList<>();
        int reminders = 0;
        for (Line given : account.lines("HANDED_OVER")) {
            Instant remindAt = WorkingTime.plusMinutes(given.at(), MINUTES_TO_ACCEPT);
            Instant end = account.journal().stream()
                    .filter(line -> ENDS.contains(line.what()) && line.at().isAfter(given.at()))
                    .map(Line::at)
                    .findFirst()
                    .orElse(Instant.MAX);
            List<Line> reminded = account.lines("HANDOVER_REMINDED").stream()
                    .filter(line -> line.at().isAfter(given.at()) && !line.at().isAfter(end))
                    .toList();
            reminders += reminded.size();
            boolean due = end.isAfter(remindAt);
            if (reminded.size() > 1
                    || (due && (reminded.isEmpty() || !reminded.get(0).at().equals(remindAt)))
                    || (!due && end.isBefore(remindAt) && !reminded.isEmpty())) {
                problems.add("of the hand-over at " + given.at() + ", accepted or returned at " + end
                        + ", the receiver was reminded at "
                        + reminded.stream().map(Line::at).toList() + ", not at " + remindAt);
            }
        }
        if (reminders != account.lines("HANDOVER_REMINDED").size()) {
            problems.add("somebody was reminded of a hand-over that nobody waited for");
        }
        return problems;
    }
}
