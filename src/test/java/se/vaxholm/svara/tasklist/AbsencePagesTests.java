package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.TestStaff;
import se.vaxholm.svara.staffing.Absence;
import se.vaxholm.svara.staffing.Absences;

/** The pages by which a unit does without a person (G7), and hears of its work as it wants to (G20). */
@SvaraTest
class AbsencePagesTests {

    private Desk desk;

    @Autowired
    private Absences absences;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Journal journal;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @BeforeEach
    void keycloakKnowsTheStaff() {
        clock.set("2026-03-02T09:00");
        TestServers.keycloakStandIn().know(TestStaff.all());
        jdbc.sql("delete from absence").update();
    }

    @AfterEach
    void keycloakForgets() {
        TestServers.keycloakStandIn().know(List.of());
        jdbc.sql("delete from absence").update();
    }

    @Test
    void anOfficerSaysWhenTheyAreAwayAndWhoStandsIn() throws Exception {
        desk.read("/franvaro", "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ingen i enheten är anmäld frånvarande.")))
                .andExpect(content().string(containsString("value=\"handlaggare2\"")))
                .andExpect(content().string(not(containsString("id=\"vem\""))));
        desk.send("/franvaro", "handlaggare", "fran", "2026-03-09", "till", "2026-03-13", "ersattare", "handlaggare2")
                .andExpect(redirectedUrl("/franvaro"));
        Absence absence = absences.of("handlaggare", List.of()).get(0);
        assertThat(absence.fromOn()).isEqualTo(LocalDate.parse("2026-03-09"));
        assertThat(absence.toOn()).isEqualTo(LocalDate.parse("2026-03-13"));
        assertThat(absence.deputyId()).isEqualTo("handlaggare2");
        assertThat(absence.units()).containsExactly("stadsbyggnad");
        desk.read("/franvaro", "handlaggare2")
                .andExpect(content().string(containsString("Maja Brygglund")))
                .andExpect(content().string(containsString("måndag 9 mars")))
                .andExpect(content().string(not(containsString("/ta-bort"))));
        desk.send("/franvaro/" + absence.id() + "/ta-bort", "handlaggare2").andExpect(status().isForbidden());
        desk.send("/franvaro/" + absence.id() + "/ta-bort", "chef").andExpect(redirectedUrl("/franvaro"));
        assertThat(absences.of("handlaggare", List.of())).isEmpty();
        desk.send("/franvaro/" + UUID.randomUUID() + "/ta-bort", "chef").andExpect(redirectedUrl("/franvaro"));
        desk.send("/franvaro/inget/ta-bort", "chef").andExpect(redirectedUrl("/franvaro"));
    }

    @Test
    void aManagerSaysItForSomebodyInTheirOwnUnitAlone() throws Exception {
        desk.read("/franvaro", "chef").andExpect(content().string(containsString("id=\"vem\"")));
        desk.send("/franvaro", "chef", "vem", "handlaggare", "fran", "2026-03-02", "till", "2026-03-04")
                .andExpect(redirectedUrl("/franvaro"));
        assertThat(absences.today("handlaggare").orElseThrow().setByName()).isEqualTo("Helena Fyrvik");
        for (String other : List.of("handlaggare3", "ingen-alls")) {
            desk.send("/franvaro", "chef", "vem", other, "fran", "2026-03-02", "till", "2026-03-04")
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#vem\"")));
        }
        desk.send("/franvaro", "handlaggare2", "vem", "handlaggare", "fran", "2026-04-02", "till", "2026-04-04")
                .andExpect(status().isBadRequest());
    }

    @Test
    void whatIsWrongIsToldAndWhatWasTypedStays() throws Exception {
        desk.send("/franvaro", "handlaggare", "fran", "i morgon", "till", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#fran\"")))
                .andExpect(content().string(containsString("href=\"#till\"")));
        desk.send("/franvaro", "handlaggare", "fran", "2026-03-09", "till", "2026-03-08")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("value=\"2026-03-09\"")));
        desk.send("/franvaro", "handlaggare", "fran", "2026-02-09", "till", "2026-02-10")
                .andExpect(status().isBadRequest());
        desk.send("/franvaro", "handlaggare", "fran", "2026-03-09", "till", "2036-03-09")
                .andExpect(status().isBadRequest());
        for (String deputy : List.of("handlaggare", "handlaggare3", "processagare", "ingen-alls")) {
            desk.send("/franvaro", "handlaggare", "fran", "2026-03-09", "till", "2026-03-09", "ersattare", deputy)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#ersattare\"")));
        }
        desk.send("/franvaro", "handlaggare", "fran", "2026-03-09", "till", "2026-03-11");
        desk.send("/franvaro", "handlaggare", "fran", "2026-03-11", "till", "2026-03-12")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Det finns redan en frånvaro")));
        assertThat(absences.of("handlaggare", List.of())).hasSize(1);
    }

    @Test
    void whoIsAwayMayTakeACaseAndIsWarned() throws Exception {
        desk.send("/franvaro", "handlaggare", "fran", "2026-03-02", "till", "2026-03-06");
        Enquiry enquiry = desk.question();
        desk.send(desk.address(enquiry, "assess") + "/ta", "handlaggare")
                .andExpect(flash().attribute(
                                Done.ATTRIBUTE,
                                new Done(
                                        "Du har tagit " + enquiry.number()
                                                + ", men är anmäld frånvarande till och med fredag 6 mars. Är du"
                                                + " tillbaka kan du ta bort frånvaron. Kl. 09.00.",
                                        "",
                                        false)));
        assertThat(desk.again(enquiry).handlerId()).isEqualTo("handlaggare");
    }

    @Test
    void theHandlerAnswersTheReminderOnTheCase() throws Exception {
        Enquiry enquiry = desk.question();
        desk.taken(enquiry, "handlaggare");
        desk.open(enquiry, "handlaggare").andExpect(content().string(not(containsString("Jag har det"))));
        transaction.executeWithoutResult(status -> enquiries.tell(Deed.What.REMINDED, enquiry, Actor.SYSTEM, Map.of()));
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("Jag har det")))
                .andExpect(content().string(containsString("Lämna tillbaka")));
        desk.open(enquiry, "chef").andExpect(content().string(not(containsString("Jag har det"))));
        desk.send(desk.address(enquiry, "assess") + "/har-det", "handlaggare2")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(journal.of(enquiry.id())).noneMatch(entry -> entry.what() == Deed.What.HANDLER_CONFIRMED);
        desk.send(desk.address(enquiry, "assess") + "/har-det", "handlaggare")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(journal.of(enquiry.id())).anyMatch(entry -> entry.what() == Deed.What.HANDLER_CONFIRMED);
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(not(containsString("/har-det"))))
                .andExpect(content().string(containsString("Svarade på påminnelsen: Jag har det")));
        assertThat(desk.again(enquiry).firstResponseAt())
                .as("saying so stops no clock")
                .isNull();
    }

    @Test
    void aManagerDecidesHowTheUnitHearsOfNewWork() throws Exception {
        try {
            desk.read("/enhet", "chef")
                    .andExpect(content().string(containsString("id=\"stadsbyggnad-MORNING\"")))
                    .andExpect(content().string(not(containsString("id=\"teknik-MORNING\""))));
            desk.send("/enhet/stadsbyggnad", "chef", "besked", "MORNING").andExpect(redirectedUrl("/enhet"));
            assertThat(organisation.unit("stadsbyggnad").arrivalNotice()).isEqualTo(ArrivalNotice.MORNING);
            desk.send("/enhet/teknik", "chef", "besked", "OFF").andExpect(status().isForbidden());
            desk.send("/enhet/stadsbyggnad", "chef", "besked", "SOMETIMES").andExpect(redirectedUrl("/enhet"));
            assertThat(organisation.unit("stadsbyggnad").arrivalNotice()).isEqualTo(ArrivalNotice.MORNING);
            assertThat(organisation.unit("teknik").arrivalNotice()).isEqualTo(ArrivalNotice.AT_ONCE);
            assertThat(jdbc.sql("select detail ->> 'notice' from journal_entry where what = 'ARRIVAL_NOTICE_SET'"
                                    + " order by id desc limit 1")
                            .query(String.class)
                            .single())
                    .isEqualTo("MORNING");
            desk.read("/enhet", "handlaggare").andExpect(status().isForbidden());
        } finally {
            organisation.notifyOfArrivals("stadsbyggnad", ArrivalNotice.AT_ONCE);
        }
    }
}
