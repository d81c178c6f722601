package se.vaxholm.svara.year;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import se.vaxholm.svara.year.Account.Line;
import se.vaxholm.svara.year.Account.Mail;

/** Ways in which the account of a case could be false, each of which the judge has to find. */
enum Forgery {
    ESCALATION_DROPPED(account -> recordedLater(account) ? Optional.empty() : without(account, "ESCALATED")),
    ESCALATION_DOUBLED(account -> twice(account, "ESCALATED")),
    ESCALATION_AN_HOUR_LATE(account -> moved(account, "ESCALATED", at -> at.plus(Duration.ofHours(1)))),
    REMINDER_DROPPED(account -> recordedLater(account) ? Optional.empty() : without(account, "REMINDED")),
    REMINDER_DOUBLED(account -> twice(account, "REMINDED")),
    LETTER_FORGOTTEN(account -> without(account, "LETTER_SENT")),
    CLOSE_FORGOTTEN(account -> without(account, "CLOSED")),
    CALL_A_DAY_EARLIER(account -> moved(account, "CALLED", at -> at.minus(Duration.ofDays(1)))),
    ANSWER_AFTER_THE_LAST_DAY(Forgery::answeredTooLate),
    PROMISE_WITHOUT_END(account -> without(account, "PROMISE_KEPT")),
    BROKEN_PROMISE_KEPT_SILENT(account -> without(account, "PROMISE_BROKEN")),
    PROMISE_BROKEN_A_WEEK_LATE(account -> moved(account, "PROMISE_BROKEN", at -> at.plus(Duration.ofDays(7)))),
    PROMISE_KEPT_TOO_LATE(account -> moved(account, "PROMISE_KEPT", at -> at.plus(Duration.ofDays(60)))),
    NEW_DAY_THAT_REPLACED_NOTHING(account -> without(account, "PROMISE_RENEGOTIATED")),
    PROMISE_REMINDER_DOUBLED(account -> twice(account, "PROMISE_REMINDED")),
    PROMISE_RESUMED_SILENTLY(account -> without(account, "PROMISE_RESUMED")),
    HAND_OVER_COUNTED_AS_WORD(Forgery::stoppedByHandOver),
    RECEIVER_REMINDED_TWICE(account -> twice(account, "HANDOVER_REMINDED")),
    FORWARDING_THAT_NOBODY_GOT(Forgery::forwardedToNobody);

    private final Function<Account, Optional<Account>> forge;

    Forgery(Function<Account, Optional<Account>> forge) {
        this.forge = forge;
    }

    /** The forged account; empty when there is nothing to forge in it. */
    Optional<Account> of(Account account) {
        return forge.apply(account);
    }

    /** An answer that was given before and recorded after a moment leaves open what had to happen at that moment. */
    private static boolean recordedLater(Account account) {
        return !account.lines("ANSWERED_OTHERWISE").isEmpty();
    }

    private static Optional<Account> without(Account account, String what) {
        return changed(account, what, line -> List.of());
    }

    private static Optional<Account> twice(Account account, String what) {
        return changed(account, what, line -> List.of(line, line));
    }

    private static Optional<Account> moved(Account account, String what, UnaryOperator<Instant> to) {
        return changed(account, what, line -> List.of(new Line(to.apply(line.at()), line.what(), line.detail())));
    }

    /** Changes the first line of a kind. */
    private static Optional<Account> changed(Account account, String what, Function<Line, List<Line>> change) {
        List<Line> lines = new ArrayList<>();
        boolean done = false;
        for (Line line : account.journal()) {
            boolean forged = !done && line.what().equals(what);
            lines.addAll(forged ? change.apply(line) : List.of(line));
            done |= forged;
        }
        return done ? Optional.of(account.withJournal(lines)) : Optional.empty();
    }

    /** An answer in time that needed no letter comes three working days late instead, and everybody agrees that it was then. */
    private static Optional<Account> answeredTooLate(Account account) {
        Instant answered = account.firstResponseAt();
        boolean simple = answered != null
                && !account.escalationStoodAtDeadline()
                && account.lines("ESCALATED").isEmpty()
                && account.lines("CALLED").size() == 1;
        if (!simple) {
            return Optional.empty();
        }
        LocalDate late = WorkingTime.workingDayAfter(WorkingTime.dayOf(answered), 3);
        Instant then = WorkingTime.closing(late);
        return changed(account, "CALLED", line -> List.of(new Line(then, line.what(), line.detail())))
                .map(forged -> forged.answeredAt(then, forged.journal()));
    }

    /** The clock stops when another unit is given the case. */
    private static Optional<Account> stoppedByHandOver(Account account) {
        return account.lines("HANDED_OVER").stream()
                .findFirst()
                .map(given -> account.answeredAt(given.at(), account.journal()));
    }

    /** A matter counts as forwarded though the letter to whom it belongs came back. */
    private static Optional<Account> forwardedToNobody(Account account) {
        boolean forwarded = account.status().equals("FORWARDED")
                && account.lines("FORWARDED").size() == 1
                && account.lines("INPUT_ASKED_FOR").isEmpty()
                && account.lines("REOPENED").isEmpty();
        return forwarded
                ? Optional.of(account.withLetters(account.letters().stream()
                        .map(letter -> letter.kind().equals("FORWARDING")
                                ? new Mail(letter.kind(), letter.queuedAt(), "REFUSED", letter.settledAt())
                                : letter)
                        .toList()))
                : Optional.empty();
    }
}
