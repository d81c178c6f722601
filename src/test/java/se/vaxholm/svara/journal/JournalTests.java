package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.IllegalTransactionStateException;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Actor;

/** The journal tells what happened in a case, all of it, in order, and nothing that did not happen. */
class JournalTests extends Story {

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void aWholeCaseIsToldInOrder() {
        String wrong = anyAddress();
        Enquiry enquiry = asked(byMail(wrong));
        postGoes(enquiry);
        clock.set("2026-03-02T11:00");
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        clock.set("2026-03-02T11:30");
        transaction.executeWithoutResult(status -> {
            enquiries.enquirerAdded(enquiry.id(), "En sak till.");
            process.enquirerWrote(enquiry);
        });
        postGoes(enquiry);
        enquiries.note(enquiry.id(), "Fråga Kalle.", actor("handlaggare"));
        process.release(task(enquiry, "assess").id(), staff("handlaggare"));
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        postGoes(enquiry);
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        postGoes(enquiry);
        clock.set("2026-03-05T08:30");
        actsOn("chef", enquiry);
        answers("handlaggare2", enquiry, "Ja.");
        postGoesButRefuses(enquiry, wrong);
        clock.set("2026-03-05T09:00");
        does("handlaggare2", enquiry, Outcome.SEND_AGAIN, Map.of("email", anyAddress()));
        postGoes(enquiry);

        assertThat(journal.of(enquiry.id()))
                .extracting(entry -> entry.actorRole() + " " + entry.what() + detail(entry))
                .containsExactly(
                        "ENQUIRER REGISTERED",
                        "SYSTEM PROCESS_STARTED",
                        "SYSTEM UNIT_ASSIGNED stadsbyggnad",
                        "SYSTEM LETTER_QUEUED ACKNOWLEDGEMENT",
                        "SYSTEM LETTER_QUEUED UNIT_NOTICE",
                        "SYSTEM LETTER_SENT ACKNOWLEDGEMENT",
                        "SYSTEM LETTER_SENT UNIT_NOTICE",
                        "STAFF CLAIMED",
                        "ENQUIRER ENQUIRER_ADDED",
                        "SYSTEM LETTER_QUEUED HANDLER_NOTICE",
                        "SYSTEM HANDLER_TOLD",
                        "SYSTEM LETTER_SENT HANDLER_NOTICE",
                        "STAFF NOTE_ADDED",
                        "STAFF RELEASED",
                        "SYSTEM LETTER_QUEUED REMINDER",
                        "SYSTEM REMINDED",
                        "SYSTEM LETTER_SENT REMINDER",
                        "SYSTEM ESCALATED",
                        "STAFF NOTE_ADDED",
                        "STAFF LATE_CASE_ACTED_ON",
                        "STAFF CLAIMED",
                        "STAFF ANSWERED",
                        "SYSTEM LETTER_QUEUED ANSWER",
                        "SYSTEM LETTER_REFUSED ANSWER",
                        "SYSTEM CLOCK_NEVER_STOPPED",
                        "STAFF ADDRESS_CORRECTED",
                        "STAFF SENT_AGAIN",
                        "SYSTEM LETTER_QUEUED ANSWER",
                        "SYSTEM LETTER_SENT ANSWER",
                        "SYSTEM CLOSED");
        assertThat(journal.of(enquiry.id())).extracting(Entry::at).isSorted();
        assertThat(journal.of(enquiry.id()))
                .filteredOn(entry -> entry.what() == Deed.What.CLAIMED)
                .extracting(Entry::actorName)
                .containsExactly(
                        staff("handlaggare").name(), staff("handlaggare2").name());
        assertThat(journal.of(enquiry.id()).toString())
                .as("neither the asker's name nor anybody's words")
                .doesNotContain("Karin", wrong, "En sak till", "Fråga Kalle", "Har bett", "friggebod");
    }

    @Test
    void anEntryStandsOrFallsWithItsDeed() {
        Enquiry enquiry = asked(byMail());
        List<Deed.What> before = deeds(enquiry);
        transaction.executeWithoutResult(status -> {
            enquiries.note(enquiry.id(), "Ångrad.", actor("handlaggare"));
            assertThat(deeds(enquiry)).endsWith(Deed.What.NOTE_ADDED);
            status.setRollbackOnly();
        });
        assertThat(deeds(enquiry)).isEqualTo(before);
    }

    @Test
    void aDeedOutsideATransactionIsRefused() {
        Deed deed = new Deed(Deed.What.REMINDED, null, null, Actor.SYSTEM, clock.instant(), Map.of());
        assertThatThrownBy(() -> events.publishEvent(deed)).isInstanceOf(IllegalTransactionStateException.class);
    }

    private static String detail(Entry entry) {
        String more = entry.detail().getOrDefault("kind", entry.detail().getOrDefault("unit", ""));
        return more.isEmpty() ? "" : " " + more;
    }
}
