package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.staffing.Absences;

/** Work that comes back to a unit comes back to whoever has the case, and waits for nobody who is away (G7). */
class ComingBackTests extends Story {

    @Autowired
    private Absences absences;

    @Autowired
    private AbsentStaff absent;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void everybodyIsBack() {
        jdbc.sql("delete from absence").update();
    }

    private static Map<String, String> word(String unit) {
        return Map.of("notice.unit", unit, "notice.contact", "Telefon 08-541 708 10", "notice.on", "2026-03-10");
    }

    private Enquiry promised(String unit) {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word(unit));
        clock.set("2026-03-02T11:00");
        postGoes(enquiry);
        return now(enquiry);
    }

    private void isAway(String who) {
        absences.add(
                new Absences.Person(who, who),
                Set.of("stadsbyggnad"),
                LocalDate.parse("2026-03-02"),
                LocalDate.parse("2026-03-06"),
                null,
                actor(who));
        absent.beginAbsences();
    }

    @Test
    void whoeverGaveWordAnswersAsPromisedWithoutTakingTheCaseAgain() {
        Enquiry enquiry = promised("stadsbyggnad");

        assertThat(task(enquiry, "assess").name()).isEqualTo("Besvara som utlovat");
        assertThat(task(enquiry, "assess").assignee()).isEqualTo("handlaggare");
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(enquiry.handlerId()).isEqualTo("handlaggare");
        assertThat(enquiry.claimedAt()).isEqualTo(at("2026-03-02T10:15"));
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.CLAIMED);

        process.release(task(enquiry, "assess").id(), staff("handlaggare"));
        assertThat(now(enquiry).isUnclaimed()).isTrue();
        answers("handlaggare2", enquiry, "Ja.");
    }

    @Test
    void whoeverHasAskedBackKeepsTheCase() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet?"));

        assertThat(task(enquiry, "assess").assignee()).isEqualTo("handlaggare");
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.CLAIMED);
    }

    @Test
    void whatAnotherUnitIsToAnswerWaitsForThatUnit() {
        Enquiry enquiry = promised("teknik");

        assertThat(task(enquiry, "assess").assignee()).isNull();
        assertThat(task(enquiry, "assess").candidateGroups()).containsExactly("teknik");
        assertThat(enquiry.isUnclaimed()).isTrue();
    }

    @Test
    void aCallAndALetterThatCameBackAreTheHandlersAndAnybodyInTheUnitMayDoThem() {
        Enquiry call = asked(byPhone());
        answers("handlaggare", call, "Ja.");
        assertThat(task(call, "call-back").assignee()).isEqualTo("handlaggare");
        assertThat(task(call, "call-back").candidateGroups()).containsExactly("stadsbyggnad");
        does("handlaggare2", call, Outcome.CALLED, Map.of());
        assertThat(now(call).isOpen()).isFalse();

        String address = anyAddress();
        Enquiry letter = asked(byMail(address));
        answers("handlaggare", letter, "Nej.");
        postGoesButRefuses(letter, address);
        assertThat(task(letter, "reach-otherwise").assignee()).isEqualTo("handlaggare");
    }

    @Test
    void aForwardingThatFailedIsForWhoeverHasTheCase() {
        Enquiry enquiry = asked(byMail());
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "polisen", "external.parts", "QUESTION"));
        postGoesButRefuses(enquiry, "registrator@polisen.example");
        assertThat(task(enquiry, "forwarding-failed").assignee()).isEqualTo("handlaggare");
    }

    @Test
    void whatIsLeftOfACaseGoesToTheUnitWithTheCaseWhenItsHandlerIsAway() {
        Enquiry enquiry = asked(byPhone());
        answers("handlaggare", enquiry, "Ja.");
        clock.set("2026-03-02T10:30");
        isAway("handlaggare");

        assertThat(task(enquiry, "call-back").assignee()).isNull();
        assertThat(now(enquiry).isUnclaimed()).isTrue();
        assertThat(entry(enquiry, Deed.What.WORK_RETURNED).detail()).containsEntry("reason", "ABSENT");
    }

    @Test
    void whatComesUpWhileTheHandlerIsAwayWaitsForTheUnit() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja.");
        clock.set("2026-03-02T10:30");
        isAway("handlaggare");
        postGoesButRefuses(enquiry, address);

        assertThat(task(enquiry, "reach-otherwise").assignee()).isNull();
    }

    @Test
    void whatComesBackToSomebodyWhoHasGoneAwayWaitsForTheUnit() {
        Enquiry enquiry = asked(byPhone());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, word("stadsbyggnad"));
        clock.set("2026-03-02T10:30");
        isAway("handlaggare");
        does("handlaggare2", enquiry, Outcome.CALLED, Map.of());

        assertThat(task(enquiry, "assess").assignee()).isNull();
        assertThat(now(enquiry).isUnclaimed()).isTrue();
        assertThat(entry(enquiry, Deed.What.WORK_RETURNED).detail()).containsEntry("reason", "ABSENT");
    }

    @Test
    void whatSomebodyTakesWhileAwayComesBackToThem() {
        isAway("handlaggare");
        clock.set("2026-03-02T10:30");
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet?"));

        assertThat(task(enquiry, "assess").assignee()).isEqualTo("handlaggare");
    }
}
