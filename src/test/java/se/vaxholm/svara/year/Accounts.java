package se.vaxholm.svara.year;

import java.util.List;
import se.vaxholm.svara.enquiry.Enquiry;

/** Reads the simulated year's cases as they stand recorded. */
final class Accounts {

    private final Town town;

    Accounts(Town town) {
        this.town = town;
    }

    List<Account> of(SimulatedYear year) {
        return year.matters().map(this::of).toList();
    }

    private Account of(Matter matter) {
        Enquiry enquiry = town.enquiries().get(matter.id());
        return new Account(
                matter.number(),
                enquiry.enquirer().replyBy().name(),
                enquiry.receivedAt(),
                enquiry.lastDayOn(),
                enquiry.remindAt(),
                enquiry.answerDueAt(),
                enquiry.status().name(),
                enquiry.firstResponseAt(),
                enquiry.closedAt(),
                town.jdbc()
                        .sql("select first_response_at from reopening where enquiry_id = ? order by at")
                        .param(matter.id())
                        .query((row, i) -> row.getTimestamp(1).toInstant())
                        .list(),
                matter.escalationStoodAtDeadline(),
                town.journal().of(matter.id()).stream()
                        .map(entry -> new Account.Line(entry.at(), entry.what().name(), entry.detail()))
                        .toList(),
                town.outbox().of(matter.id()).stream()
                        .map(queued -> new Account.Mail(
                                queued.letter().kind().name(),
                                queued.queuedAt(),
                                queued.fate().name(),
                                queued.settledAt()))
                        .toList());
    }
}
