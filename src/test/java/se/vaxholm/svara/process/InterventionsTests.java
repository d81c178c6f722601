package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.security.TestStaff;

/** What somebody does to the engine itself stands in the journal, with who it was. */
class InterventionsTests extends Story {

    @Autowired
    private IdentityService identities;

    @Autowired
    private ActingPerson acting;

    @AfterEach
    void nobody() {
        identities.clearAuthentication();
    }

    private void asAdministrator(Runnable deed) {
        identities.setAuthentication("admin", List.of("roll-admin"));
        SecurityContextHolder.getContext().setAuthentication(TestStaff.authentication(staff("admin")));
        try {
            deed.run();
        } finally {
            identities.clearAuthentication();
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void aJobThatIsTriedAgainByHandIsInItsCasesJournal() {
        Enquiry enquiry = asked(byMail());
        Job reminder = timer(enquiry, "Boundary_RemindAt").orElseThrow();
        asAdministrator(() -> management.setJobRetries(reminder.getId(), 7));
        Entry entry = entry(enquiry, Deed.What.INTERVENED);
        assertThat(entry.actorId()).isEqualTo("admin");
        assertThat(entry.actorName()).isEqualTo(staff("admin").name());
        assertThat(entry.actingAs()).isEqualTo("ADMIN");
        assertThat(entry.detail())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "operation", "SetJobRetries",
                        "of", "Job",
                        "property", "retries",
                        "from", Integer.toString(reminder.getRetries()),
                        "to", "7",
                        "job", reminder.getId(),
                        "definition", reminder.getProcessDefinitionId()));
    }

    @Test
    void whatOneOfOurOwnPagesDoesToTheEngineIsNoIntervention() {
        Enquiry enquiry = asked(byMail());
        Job reminder = timer(enquiry, "Boundary_RemindAt").orElseThrow();
        acting.as(staff("admin"), () -> {
            management.setJobRetries(reminder.getId(), 7);
            return reminder;
        });
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.INTERVENED);
    }

    @Test
    void workInTasklistIsNoIntervention() {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        identities.setAuthentication(
                "handlaggare", List.copyOf(staff("handlaggare").groups()));
        engine.getTaskService().claim(task, "handlaggare");
        assertThat(deeds(enquiry)).contains(Deed.What.CLAIMED).doesNotContain(Deed.What.INTERVENED);
    }

    private List<Entry> inNoCase() {
        return journal.of(Chain.SETTINGS, Deed.What.INTERVENED, Map.of());
    }

    @Test
    void whatConcernsManyCasesIsInNobodysJournal() {
        Enquiry enquiry = asked(byMail());
        String definition = timer(enquiry, "Boundary_RemindAt").orElseThrow().getJobDefinitionId();
        int before = inNoCase().size();
        asAdministrator(() -> management.setJobRetriesByJobDefinitionId(definition, 5));
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.INTERVENED);
        assertThat(inNoCase()).hasSize(before + 1).last().satisfies(entry -> {
            assertThat(entry.actorId()).isEqualTo("admin");
            assertThat(entry.actorName()).isEqualTo(staff("admin").name());
        });
    }

    @Test
    void ordinaryWorkIsNoIntervention() {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(deeds(enquiry)).contains(Deed.What.CLOSED).doesNotContain(Deed.What.INTERVENED);
    }

    @Test
    void eachEntrySaysWhoAsWhatForWhomAndInWhichStep() {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        answers("handlaggare", enquiry, "Ja.");
        Entry answered = entry(enquiry, Deed.What.ANSWERED);
        assertThat(answered.actorId()).isEqualTo("handlaggare");
        assertThat(answered.actingAs()).isEqualTo("HANDLAGGARE");
        assertThat(answered.unit()).isEqualTo("stadsbyggnad");
        assertThat(answered.step()).matches("direct-answer:\\d+:\\S+ \\S+");
        Entry assigned = entry(enquiry, Deed.What.UNIT_ASSIGNED);
        assertThat(assigned.actorId()).isNull();
        assertThat(assigned.step()).matches("receipt:\\d+:\\S+ \\S+");
    }
}
