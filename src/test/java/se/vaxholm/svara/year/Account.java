package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of the simulated year as it stands recorded when the year is over: what the judge of the year reads.
 *
 * @param earlierResponses when the clock had stopped each time before the case was opened again
 * @param escalationStoodAtDeadline whether an escalation was seen to stand open when the second working day ended
 */
record Account(
        String number,
        String replyBy,
        Instant receivedAt,
        LocalDate lastDayOn,
        Instant remindAt,
        Instant answerDueAt,
        String status,
        @Nullable Instant firstResponseAt,
        @Nullable Instant closedAt,
        List<Instant> earlierResponses,
        boolean escalationStoodAtDeadline,
        List<Line> journal,
        List<Mail> letters) {

    /** A line of the journal. */
    record Line(Instant at, String what, Map<String, String> detail) {

        String detail(String name) {
            return detail.getOrDefault(name, "");
        }
    }

    /** A letter and its fate. */
    record Mail(
            String kind,
            Instant queuedAt,
            String fate,
            @Nullable Instant settledAt) {}

    List<Line> lines(String what) {
        return journal.stream().filter(line -> line.what().equals(what)).toList();
    }

    Account withJournal(List<Line> other) {
        return new Account(
                number,
                replyBy,
                receivedAt,
                lastDayOn,
                remindAt,
                answerDueAt,
                status,
                firstResponseAt,
                closedAt,
                earlierResponses,
                escalationStoodAtDeadline,
                other,
                letters);
    }

    Account withLetters(List<Mail> other) {
        return new Account(
                number,
                replyBy,
                receivedAt,
                lastDayOn,
                remindAt,
                answerDueAt,
                status,
                firstResponseAt,
                closedAt,
                earlierResponses,
                escalationStoodAtDeadline,
                journal,
                other);
    }

    /** As if the clock had stopped then, in the case and in its journal, and nobody had seen an escalation. */
    Account answeredAt(Instant at, List<Line> other) {
        return new Account(
                number,
                replyBy,
                receivedAt,
                lastDayOn,
                remindAt,
                answerDueAt,
                status,
                at,
                closedAt,
                earlierResponses,
                false,
                other,
                letters);
    }

    /** For whoever looks for what went wrong. */
    String story() {
        return number + ", reply by " + replyBy + ", received " + receivedAt + "\n"
                + Stream.concat(
                                journal.stream().map(line -> line.at() + " " + line.what() + " " + line.detail()),
                                letters.stream()
                                        .map(letter -> letter.queuedAt() + " [" + letter.kind() + " " + letter.fate()
                                                + " " + letter.settledAt() + "]"))
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }
}
