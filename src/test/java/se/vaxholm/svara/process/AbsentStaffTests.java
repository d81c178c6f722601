package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;
import se.vaxholm.svara.staffing.Absence;
import se.vaxholm.svara.staffing.Absences;
import se.vaxholm.svara.staffing.Absences.Person;

/** Nothing waits for somebody who is not there (G7): work goes back, or to the deputy, and what is written stays. */
class AbsentStaffTests extends Story {

    @Autowired
    private AbsentStaff absent;

    @Autowired
    private Absences absences;

    @Autowired
    private Drafts drafts;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void keycloakKnowsTheStaff() {
        TestServers.keycloakStandIn().know(TestStaff.all());
        jdbc.sql("delete from absence").update();
    }

    @AfterEach
    void keycloakForgets() {
        TestServers.keycloakStandIn().know(List.of());
        jdbc.sql("delete from absence").update();
    }

    @Test
    void onTheFirstDayAwayTheWorkGoesBackToTheUnitAndWhatIsWrittenStays() {
        Enquiry enquiry = taken("handlaggare");
        drafts.replace(enquiry.id(), "assess", Map.of("text", "Hej, vi har"), actor("handlaggare"));
        isAway("handlaggare", "2026-03-03", "2026-03-06", null);
        absent.beginAbsences();
        assertThat(now(enquiry).handlerId()).as("the day before").isEqualTo("handlaggare");
        clock.set("2026-03-03T00:05");
        absent.beginAbsences();
        assertThat(now(enquiry).isUnclaimed()).isTrue();
        assertThat(task(enquiry, "assess").assignee()).isNull();
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(entry(enquiry, Deed.What.WORK_RETURNED).detail()).containsEntry("reason", "ABSENT");
        assertThat(deeds(enquiry)).as("nobody did it themselves").doesNotContain(Deed.What.RELEASED);
        assertThat(drafts.find(enquiry.id(), "assess").orElseThrow().field("text"))
                .isEqualTo("Hej, vi har");
        process.claim(task(enquiry, "assess").id(), staff("handlaggare2"));
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare2");
    }

    @Test
    void theDeputyGetsWhatIsTheirsToDo() {
        Enquiry enquiry = taken("handlaggare");
        isAway("handlaggare", "2026-03-02", "2026-03-06", "handlaggare2");
        absent.beginAbsences();
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare2");
        assertThat(now(enquiry).handlerName()).isEqualTo(staff("handlaggare2").name());
        assertThat(entry(enquiry, Deed.What.WORK_TO_DEPUTY).detail())
                .containsEntry("to", staff("handlaggare2").name());
        answers("handlaggare2", enquiry, "Ja.");
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void aDeputyOfAnotherUnitOrWhoIsAwayTooGetsNothing() {
        for (String deputy : List.of("handlaggare3", "handlaggare2", "processagare")) {
            jdbc.sql("delete from absence").update();
            Enquiry enquiry = taken("handlaggare");
            isAway("handlaggare2", "2026-03-02", "2026-03-02", null);
            isAway("handlaggare", "2026-03-02", "2026-03-06", deputy);
            absent.beginAbsences();
            assertThat(now(enquiry).isUnclaimed()).as(deputy).isTrue();
        }
    }

    @Test
    void whatSomebodyTakesWhileAwayStaysTheirs() {
        isAway("handlaggare", "2026-03-02", "2026-03-06", null);
        absent.beginAbsences();
        Enquiry enquiry = taken("handlaggare");
        absent.beginAbsences();
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare");
    }

    @Test
    void anAbsenceThatWasRemovedTakesNothingFromAnybody() {
        Enquiry enquiry = taken("handlaggare");
        isAway("handlaggare", "2026-03-02", "2026-03-06", null);
        Absence absence = absences.today("handlaggare").orElseThrow();
        absences.remove(absence, actor("handlaggare"));
        absences.remove(absence, actor("handlaggare"));
        absent.beginAbsences();
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare");
        assertThat(jdbc.sql("select count(*) from journal_entry where what = 'ABSENCE_REMOVED' and at = ?")
                        .param(java.sql.Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void anAbsenceMeetsNoOtherAndHasDays() {
        isAway("handlaggare", "2026-03-02", "2026-03-06", null);
        assertThatThrownBy(() -> isAway("handlaggare", "2026-03-06", "2026-03-09", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> isAway("handlaggare2", "2026-03-06", "2026-03-05", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> isAway("handlaggare2", "2026-02-20", "2026-03-01", null))
                .isInstanceOf(IllegalArgumentException.class);
        isAway("handlaggare", "2026-03-07", "2026-03-09", null);
    }

    @Test
    void otherTasksThanThatOfAnsweringGoBackToo() {
        Enquiry enquiry = asked(byPhone());
        answers("handlaggare", enquiry, "Ja.");
        process.claim(task(enquiry, "call-back").id(), staff("handlaggare"));
        isAway("handlaggare", "2026-03-02", "2026-03-06", null);
        absent.beginAbsences();
        assertThat(task(enquiry, "call-back").assignee()).isNull();
        assertThat(deeds(enquiry)).contains(Deed.What.WORK_RETURNED);
    }

    @Test
    void theWorkOfAnAccountThatIsGoneOrHasLeftTheUnitGoesBack() {
        Enquiry gone = taken("handlaggare");
        Enquiry moved = taken("handlaggare2");
        Enquiry stays = taken("chef");
        List<Staff> now = TestStaff.all().stream()
                .filter(person -> !person.id().equals("handlaggare"))
                .map(person -> person.id().equals("handlaggare2")
                        ? new Staff(person.id(), person.name(), Set.of("teknik", "roll-handlaggare"))
                        : person)
                .toList();
        TestServers.keycloakStandIn().know(now);
        absent.checkAccounts();
        assertThat(now(gone).isUnclaimed()).isTrue();
        assertThat(entry(gone, Deed.What.WORK_RETURNED).detail()).containsEntry("reason", "ACCOUNT_DISABLED");
        assertThat(now(moved).isUnclaimed()).isTrue();
        assertThat(entry(moved, Deed.What.WORK_RETURNED).detail()).containsEntry("reason", "LEFT_UNIT");
        assertThat(now(stays).handlerId()).isEqualTo("chef");
    }

    @Test
    void whileKeycloakDoesNotTellNobodyLosesAnything() {
        Enquiry enquiry = taken("handlaggare");
        TestServers.keycloakStandIn().know(List.of());
        absent.checkAccounts();
        isAway("handlaggare", "2026-03-02", "2026-03-06", "handlaggare2");
        absent.beginAbsences();
        assertThat(now(enquiry).handlerId())
                .as("who stands in is not known yet")
                .isEqualTo("handlaggare");
        TestServers.keycloakStandIn().know(TestStaff.all());
        absent.beginAbsences();
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare2");
    }

    @Test
    void twoNodesGiveBackOnce() throws Exception {
        Enquiry enquiry = taken("handlaggare");
        isAway("handlaggare", "2026-03-02", "2026-03-06", null);
        atOnce(List.of(
                () -> {
                    absent.beginAbsences();
                    return true;
                },
                () -> {
                    absent.beginAbsences();
                    return true;
                }));
        assertThat(now(enquiry).isUnclaimed()).isTrue();
        assertThat(entry(enquiry, Deed.What.WORK_RETURNED)).isNotNull();
    }

    @Test
    void theHandlerIsAskedAtTheReminder() {
        Enquiry enquiry = taken("handlaggare");
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        assertThat(letter(enquiry, LetterKind.REMINDER).letter().text())
                .contains(now(enquiry).handlerName() + " har ärendet. Har du det?", "Jag har det", "Lämna tillbaka");
        Enquiry free = askedOnMonday();
        timerGoesOff(free, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        assertThat(letter(free, LetterKind.REMINDER).letter().text()).doesNotContain("Har du det?");
    }

    private Enquiry askedOnMonday() {
        clock.set("2026-03-02T10:15");
        return asked(byMail());
    }

    private Enquiry taken(String who) {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff(who));
        return enquiry;
    }

    private void isAway(String who, String from, String to, @Nullable String deputy) {
        absences.add(
                new Person(who, staff(who).name()),
                Set.of("stadsbyggnad"),
                LocalDate.parse(from),
                LocalDate.parse(to),
                deputy == null ? null : new Person(deputy, staff(deputy).name()),
                actor(who));
    }
}
