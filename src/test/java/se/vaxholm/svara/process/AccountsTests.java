package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.KeycloakDesk;
import se.vaxholm.svara.security.StaffDirectory;
import se.vaxholm.svara.security.StaffDirectory.Account;
import se.vaxholm.svara.security.TestStaff;

/** What Keycloak itself says of people, and what follows for their work when it changes there (G7). */
@SvaraBrowserTest
class AccountsTests {

    @Autowired
    private StaffDirectory directory;

    @Autowired
    private AbsentStaff absent;

    @Autowired
    private EnquiryProcess process;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Intake intake;

    @Autowired
    private Journal journal;

    @Autowired
    private TestClock clock;

    @Test
    void keycloakTellsWhoWorksWhere() {
        Account maja = directory.account("handlaggare").orElseThrow();
        assertThat(maja.name()).isEqualTo("Maja Brygglund");
        assertThat(maja.enabled()).isTrue();
        assertThat(maja.groups()).containsExactlyInAnyOrder("stadsbyggnad", "roll-handlaggare");
        assertThat(directory.account("handlagg")).as("the whole name alone").isEmpty();
        assertThat(directory.account("nobody' or 1=1&x={y}")).isEmpty();
        assertThat(directory.officersOf("stadsbyggnad"))
                .extracting(Actor::id)
                .contains("handlaggare", "handlaggare2", "chef")
                .doesNotContain("handlaggare3");
        assertThat(directory.officersOf("kommunledning"))
                .as("a process owner answers nobody")
                .isEmpty();
        assertThat(directory.officersOf("no-such-unit")).isEmpty();
    }

    @Test
    void theWorkOfADisabledAccountGoesBackAndThatOfOneWhoLeftTheUnitToo() throws Exception {
        KeycloakDesk desk = KeycloakDesk.signIn();
        Enquiry one = taken("handlaggare2");
        Enquiry other = taken("handlaggare");
        absent.checkAccounts();
        assertThat(enquiries.get(one.id()).handlerId()).isEqualTo("handlaggare2");
        try {
            desk.enable("handlaggare2", false);
            desk.leave("handlaggare", "stadsbyggnad");
            absent.checkAccounts();
        } finally {
            desk.enable("handlaggare2", true);
            desk.join("handlaggare", "stadsbyggnad");
        }
        assertThat(reason(one)).isEqualTo(Map.of("reason", "ACCOUNT_DISABLED"));
        assertThat(reason(other)).isEqualTo(Map.of("reason", "LEFT_UNIT"));
        for (Enquiry enquiry : List.of(one, other)) {
            assertThat(enquiries.get(enquiry.id()).isUnclaimed()).isTrue();
            process.claim(assess(enquiry), TestStaff.named("chef"));
            process.release(assess(enquiry), TestStaff.named("chef"));
        }
    }

    private Map<String, String> reason(Enquiry enquiry) {
        return journal.of(enquiry.id()).stream()
                .filter(entry -> entry.what() == Deed.What.WORK_RETURNED)
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private Enquiry taken(String who) {
        Enquirer asker = new Enquirer("Karin Ek", null, null, ReplyBy.STATUS_PAGE, Language.SV);
        var receipt = intake.register(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga ett växthus?",
                asker,
                clock.instant()));
        Enquiry enquiry = enquiries.find(receipt.number()).orElseThrow();
        process.claim(assess(enquiry), TestStaff.named(who));
        return enquiry;
    }

    private String assess(Enquiry enquiry) {
        return process.openTasks(enquiry).stream()
                .filter(task -> task.form().equals("assess"))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
