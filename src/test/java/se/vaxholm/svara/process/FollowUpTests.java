package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Feedback;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;

/** Stories of the time after an answer: a thank-you, a question that was not answered, a manager who is asked for. */
class FollowUpTests extends Story {

    private static final String END_OF_THE_TIME = "2026-04-02T00:00";
    private static final String TUESDAY_NEXT = "2026-03-10T09:00";
    private static final String TWO_DAYS_LATER = "2026-03-12T16:30";

    @Autowired
    FollowUps followUps;

    @Test
    void afterThirtyDaysOfSilenceTheCaseIsClosedForGood() {
        Enquiry enquiry = answered();
        assertThat(followUps.isOn(now(enquiry))).isTrue();
        clock.set("2026-04-01T23:59");
        assertThat(followUps.isOn(now(enquiry))).isTrue();
        timerGoesOff(enquiry, "Event_TimeIsOver", END_OF_THE_TIME);
        assertThat(instance(enquiry, "follow-up")).isNull();
        assertThat(followUps.isOn(now(enquiry))).isFalse();
        assertThat(openForms(enquiry)).isEmpty();
    }

    @Test
    void aThankYouIsReadAndOpensNothing() {
        Enquiry enquiry = answered();
        clock.set(TUESDAY_NEXT);
        writes(enquiry, "Tack så mycket!");
        OpenTask task = task(enquiry, "read-reply");
        assertThat(task.candidateGroups()).containsExactly("stadsbyggnad");
        assertThat(task.dueAt()).isEqualTo(at(TWO_DAYS_LATER));
        assertThat(letters(enquiry)).contains(LetterKind.REPLY_NOTICE);
        does("handlaggare", enquiry, Outcome.NOTHING_NEEDED, Map.of("seen", newest(enquiry)));
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(now(enquiry).followUp().replySince()).isNull();
        assertThat(deeds(enquiry)).contains(Deed.What.REPLY_READ).doesNotContain(Deed.What.REOPENED);
        writes(enquiry, "Tack igen!");
        assertThat(openForms(enquiry)).containsExactly("read-reply");
    }

    @Test
    void whatHasNotBeenReadWhenTheTimeIsOverIsReadAllTheSame() {
        Enquiry enquiry = answered();
        clock.set("2026-04-01T15:00");
        writes(enquiry, "Och garaget?");
        timerGoesOff(enquiry, "Event_TimeIsOver", END_OF_THE_TIME);
        assertThat(openForms(enquiry)).containsExactly("read-reply");
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.CLOSED_FOR_GOOD);
        does("handlaggare", enquiry, Outcome.NOTHING_NEEDED, Map.of("seen", newest(enquiry)));
        assertThat(deeds(enquiry)).contains(Deed.What.CLOSED_FOR_GOOD);
        assertThat(instance(enquiry, "follow-up")).isNull();
    }

    @Test
    void aWishForTheManagerIsHeardWhileAMessageWaits() {
        Enquiry enquiry = answered();
        writes(enquiry, "Tack, men det dröjde.");
        says(enquiry, 2, null, true);
        assertThat(openForms(enquiry)).containsExactlyInAnyOrder("read-reply", "dissatisfied");
        does("handlaggare", enquiry, Outcome.NOTHING_NEEDED, Map.of("seen", newest(enquiry)));
        assertThat(openForms(enquiry)).containsExactly("dissatisfied");
    }

    @Test
    void nobodyPutsAsideWhatTheyHaveNotRead() {
        Enquiry enquiry = answered();
        writes(enquiry, "Tack!");
        String seen = newest(enquiry);
        clock.set(TUESDAY_NEXT);
        writes(enquiry, "Vänta, det gällde ju garaget.");
        assertThat(openForms(enquiry)).containsExactly("read-reply");
        assertThat(letters(enquiry)).containsOnlyOnce(LetterKind.REPLY_NOTICE);
        assertThatThrownBy(() -> does("handlaggare", enquiry, Outcome.NOTHING_NEEDED, Map.of("seen", seen)))
                .isInstanceOf(IncompleteDraftException.class);
        assertThat(openForms(enquiry)).containsExactly("read-reply");
    }

    @Test
    void aReplyThatAsksOnOpensTheCaseAgainFromTheTimeWhenItCame() {
        Enquiry enquiry = asked(byMail());
        answers("handlaggare", enquiry, "Ja, det får du.");
        postGoes(enquiry);
        followedUp(enquiry);
        clock.set(TUESDAY_NEXT);
        writes(enquiry, "Men hur högt får det vara?");
        clock.set("2026-03-11T11:00");
        does("handlaggare", enquiry, Outcome.REOPEN, Map.of());
        Enquiry open = now(enquiry);
        assertThat(open.status()).isEqualTo(Status.REOPENED);
        assertThat(open.isOpen()).isTrue();
        assertThat(open.unitId()).isEqualTo("stadsbyggnad");
        assertThat(open.firstResponseAt()).isNull();
        assertThat(open.isUnclaimed()).isTrue();
        assertThat(open.countedFrom()).isEqualTo(at(TUESDAY_NEXT));
        assertThat(open.lastDayOn()).isEqualTo("2026-03-12");
        assertThat(open.answerDueAt()).isEqualTo(at(TWO_DAYS_LATER));
        assertThat(followUps.reopenings(enquiry.id())).containsExactly(at(TUESDAY_NEXT));
        assertThat(entry(enquiry, Deed.What.REOPENED).actorName()).isEqualTo("Maja Brygglund");
        assertThat(letter(enquiry, LetterKind.REOPENED).letter().text())
                .contains("öppnat ditt ärende", "torsdag 12 mars 2026")
                .doesNotContain("garage", "friggebod");
        assertThat(instance(enquiry, "follow-up")).isNull();
    }

    @Test
    void whoeverSaysThatTheyHaveNoAnswerOpensTheCaseThemselves() {
        Enquiry enquiry = answered();
        clock.set(TUESDAY_NEXT);
        writes(enquiry, "Hallå?");
        clock.set("2026-03-11T11:00");
        process.notSolved(now(enquiry));
        Enquiry open = now(enquiry);
        assertThat(open.status()).isEqualTo(Status.REOPENED);
        assertThat(open.countedFrom()).isEqualTo(at(TUESDAY_NEXT));
        assertThat(entry(enquiry, Deed.What.REOPENED).actorRole())
                .isEqualTo(se.vaxholm.svara.security.Actor.Role.ENQUIRER);
        assertThat(openForms(enquiry)).doesNotContain("read-reply");
        process.notSolved(now(enquiry));
        assertThat(followUps.reopenings(enquiry.id())).hasSize(1);
    }

    /** A matter with one working day, whose promise and whose second clock end at the same moment. */
    @Test
    void aCaseOpenedAgainHasAReminderOfItsOwnAlsoWhenAPromiseWasOfTheSameDay() {
        Enquiry enquiry =
                registered(submission("bygglov", "Jag vill begära ut en allmän handling om bygglovet.", byMail()));
        Map<String, String> word = Map.of(
                "notice.unit", "registrator",
                "notice.contact", "Telefon 08-541 708 00",
                "notice.on", "2026-03-04");
        does("registrator", enquiry, Outcome.HOLDING_NOTICE, word);
        postGoes(enquiry);
        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-03-03T08:00");
        assertThat(letters(enquiry)).contains(LetterKind.PROMISE_REMINDER);
        clock.set("2026-03-03T11:00");
        answers("registrator", enquiry, "Här är det.");
        postGoes(enquiry);
        clock.set("2026-03-03T15:00");
        process.notSolved(now(enquiry));

        assertThat(now(enquiry).answerDueAt()).isEqualTo(at("2026-03-04T16:30"));
        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-03-04T12:15");
        assertThat(deeds(enquiry)).contains(Deed.What.PROMISE_REMINDED, Deed.What.REMINDED);
    }

    @Test
    void aMessageThatNobodyReadsRisesUntilSomebodyDoes() {
        Enquiry enquiry = answered();
        clock.set(TUESDAY_NEXT);
        writes(enquiry, "Men garaget?");
        timerGoesOff(enquiry, "Boundary_NobodyRead", TWO_DAYS_LATER);
        assertThat(openForms(enquiry)).containsExactly("late", "read-reply");
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("stadsbyggnad-chef");
        nobodyActs(enquiry);
        does("handlaggare", enquiry, Outcome.NOTHING_NEEDED, Map.of("seen", newest(enquiry)));
        assertThat(openForms(enquiry)).isEmpty();
    }

    @Test
    void theManagerContactsWhoeverAsksForIt() {
        Enquiry enquiry = answered();
        clock.set(TUESDAY_NEXT);
        says(enquiry, 1, "Ingen lyssnade.", true);
        OpenTask task = task(enquiry, "dissatisfied");
        assertThat(task.candidateGroups()).containsExactly("stadsbyggnad-chef");
        assertThat(task.dueAt()).isEqualTo(at(TWO_DAYS_LATER));
        assertThat(letters(enquiry)).contains(LetterKind.CONTACT_NOTICE);
        does("chef", enquiry, Outcome.CONTACTED, Map.of("how", "PHONE", "text", "Jag bad om ursäkt."));
        assertThat(openForms(enquiry)).isEmpty();
        assertThat(now(enquiry).followUp().contactWantedAt()).isNull();
        assertThat(said(enquiry, Message.Type.NOTE)).contains("Jag bad om ursäkt.");
        assertThat(entry(enquiry, Deed.What.CONTACTED).detail()).containsEntry("how", "PHONE");
        timerGoesOff(enquiry, "Event_TimeIsOver", END_OF_THE_TIME);
    }

    @Test
    void aMarkAloneIsCountedAndIsNobodysTask() {
        Enquiry enquiry = answered();
        says(enquiry, 1, "Nja.", false);
        assertThat(openForms(enquiry)).isEmpty();
        assertThat(followUps.feedback(enquiry.id()))
                .singleElement()
                .satisfies(said -> assertThat(said.mark()).isEqualTo(1));
        assertThat(entry(enquiry, Deed.What.FEEDBACK_GIVEN).detail()).containsExactly(Map.entry("mark", "1"));
        assertThat(followUps.give(now(enquiry), new Feedback(clock.instant(), 4, null, false, false, null)))
                .isFalse();
    }

    @Test
    void aManagerWhoDoesNotCallIsPassedByAndTheWishIsKeptWhenTheCaseOpensAgain() {
        Enquiry enquiry = answered();
        clock.set(TUESDAY_NEXT);
        says(enquiry, null, null, true);
        timerGoesOff(enquiry, "Boundary_NobodyContacted", TWO_DAYS_LATER);
        assertThat(openForms(enquiry)).containsExactly("dissatisfied", "late");
        assertThat(task(enquiry, "late").candidateGroups()).containsExactly("stadsbyggnad-forvaltningschef");
        nobodyActs(enquiry);

        process.notSolved(now(enquiry));
        assertThat(openForms(enquiry)).doesNotContain("dissatisfied", "late");
        assertThat(now(enquiry).followUp().contactWantedAt()).isNotNull();

        answersAgain(enquiry);
        assertThat(openForms(enquiry)).containsExactly("dissatisfied");
        does("chef", enquiry, Outcome.CONTACTED, Map.of("how", "EMAIL", "text", "Vi har talats vid."));
        assertThat(openForms(enquiry)).isEmpty();
    }

    private Enquiry answered() {
        Enquiry enquiry = asked(byStatusPage());
        answers("handlaggare", enquiry, "Ja, det får du.");
        return followedUp(enquiry);
    }

    private void answersAgain(Enquiry enquiry) {
        answers("handlaggare", enquiry, "Högst tre meter.");
        followedUp(enquiry);
    }

    private Enquiry followedUp(Enquiry enquiry) {
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(instance(enquiry, "follow-up")).isNotNull();
        return now(enquiry);
    }

    private void writes(Enquiry enquiry, String text) {
        transaction.executeWithoutResult(status -> {
            enquiries.enquirerAdded(enquiry.id(), text);
            process.enquirerWrote(now(enquiry));
        });
    }

    private String newest(Enquiry enquiry) {
        return followUps.newestReply(enquiry.id()).orElseThrow().toString();
    }

    private void says(Enquiry enquiry, @Nullable Integer mark, @Nullable String words, boolean contact) {
        transaction.executeWithoutResult(status -> {
            Feedback said = new Feedback(clock.instant(), mark, words, false, contact, contact ? "070-1" : null);
            assertThat(followUps.give(now(enquiry), said)).isTrue();
            if (contact) {
                process.contactWanted(Objects.requireNonNull(now(enquiry)));
            }
        });
    }
}
