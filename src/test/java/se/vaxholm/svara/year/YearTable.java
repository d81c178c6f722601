package se.vaxholm.svara.year;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.vaxholm.svara.year.Words.Word;

/** The simulated year in figures. */
record YearTable(long seed, List<Account> accounts, Map<String, Integer> deeds) {

    @Override
    public String toString() {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("cases", accounts.size());
        long inTime = accounts.stream().filter(YearTable::isInTime).count();
        rows.put("word within two working days", inTime);
        rows.put("late", accounts.size() - inTime);
        rows.put("reminders", lines("REMINDED"));
        rows.put("escalated to the manager", escalated("1"));
        rows.put("escalated to the head of department", escalated("2"));
        rows.put("counted as late", lines("COUNTED_AS_LATE"));
        rows.put("promises", lines("PROMISED"));
        rows.put("  kept", lines("PROMISE_KEPT"));
        rows.put("  broken", lines("PROMISE_BROKEN"));
        rows.put("  renegotiated", lines("PROMISE_RENEGOTIATED"));
        rows.put("  never told", lines("PROMISE_NOT_TOLD"));
        rows.put("letters", letters("SENT") + letters("REFUSED"));
        rows.put("  came back", letters("REFUSED"));
        rows.put("handed over to another unit", lines("HANDED_OVER"));
        rows.put("  returned", lines("RETURNED"));
        rows.put("  raised to the registrar", lines("RAISED_TO_REGISTRAR"));
        rows.put("forwarded to somebody else", lines("FORWARDED"));
        rows.put("  stood", lines("FORWARDING_STANDS") + lines("FORWARDING_CONFIRMED"));
        rows.put("  refused", lines("FORWARDING_REFUSED"));
        rows.put("  taken back", lines("FORWARDING_TAKEN_BACK"));
        rows.put("contractors asked", lines("INPUT_ASKED_FOR"));
        rows.put("clocks that had never stopped", lines("CLOCK_NEVER_STOPPED"));
        rows.put("reopened", lines("REOPENED"));
        deeds.forEach((deed, times) -> rows.put("deed: " + deed, times));
        return "The simulated year " + WorkingTime.YEAR + ", seed " + seed + "\n"
                + rows.entrySet().stream()
                        .map(row -> "%-44s %7s".formatted(row.getKey(), row.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static boolean isInTime(Account account) {
        Instant end =
                WorkingTime.midnightAfter(WorkingTime.workingDayAfter(WorkingTime.dayOf(account.receivedAt()), 2));
        List<Word> words = Words.of(account, account.journal());
        return !words.isEmpty() && words.get(0).at().isBefore(end);
    }

    private long lines(String what) {
        return accounts.stream()
                .mapToLong(account -> account.lines(what).size())
                .sum();
    }

    private long escalated(String level) {
        return accounts.stream()
                .flatMap(account -> account.lines("ESCALATED").stream())
                .filter(line -> line.detail("level").equals(level))
                .count();
    }

    private long letters(String fate) {
        return accounts.stream()
                .flatMap(account -> account.letters().stream())
                .filter(letter -> letter.fate().equals(fate))
                .count();
    }
}
