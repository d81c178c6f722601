package se.vaxholm.svara.enquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.TestStaff;

/** What the municipality's word to an asker needs, and what becomes of it. Monday 2 March 2026 is the first day. */
@SvaraTest
class PromisesTests {

    @Autowired
    private Undelivered undelivered;

    @Autowired
    Deliveries deliveries;

    private static final Actor MAJA = TestStaff.named("handlaggare").asActor();

    @Autowired
    private Promises promises;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Handlers handlers;

    @Autowired
    private Intake intake;

    @Autowired
    private Journal journal;

    @Autowired
    private TestClock clock;

    private Enquiry enquiry;

    @BeforeEach
    void ask() {
        clock.set("2026-03-02T10:15");
        enquiry = enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(),
                                Channel.WEB,
                                Kind.QUESTION,
                                "bygglov",
                                "Får jag bygga?",
                                new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV),
                                clock.instant()))
                        .number())
                .orElseThrow();
    }

    private static NewPromise until(String day, @Nullable String reason) {
        return new NewPromise("stadsbyggnad", "08-541 708 10", null, LocalDate.parse(day), reason, null, null, null);
    }

    private Promise promised(String day) {
        return promises.make(now(), until(day, "Vi väntar på grannarna."), MAJA);
    }

    private Enquiry now() {
        return enquiries.get(enquiry.id());
    }

    private static Instant at(String vaxholmTime) {
        return LocalDateTime.parse(vaxholmTime).atZone(TestClock.STOCKHOLM).toInstant();
    }

    private List<Promise.State> states() {
        return promises.of(enquiry.id()).stream().map(Promise::state).toList();
    }

    private List<Deed.What> deeds() {
        return journal.of(enquiry.id()).stream().map(Entry::what).toList();
    }

    private void answered() {
        enquiries.answered(enquiry.id(), "Ja.", MAJA, Deed.What.ANSWERED);
    }

    @Test
    void aPromiseStopsTheFirstClockAndItsOwnDayCountsFromThen() {
        promised("2026-03-10");

        assertThat(now().status()).isEqualTo(Status.PROMISED);
        assertThat(now().firstResponseAt()).isEqualTo(at("2026-03-02T10:15"));
        assertThat(now().awaitsWord()).isTrue();
        assertThat(now().dueOn()).isEqualTo("2026-03-10");
        assertThat(now().dueAt()).isEqualTo(at("2026-03-10T16:30"));
        assertThat(now().isLate(at("2026-03-10T16:30"))).isFalse();
        assertThat(now().isLate(at("2026-03-10T16:31"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-10T23:59, KEPT", "2026-03-11T00:00, BROKEN"})
    void anAnswerOnTheVeryDayKeepsIt(String answeredAt, Promise.State state) {
        promised("2026-03-10");
        clock.set(answeredAt);

        answered();

        assertThat(states()).containsExactly(state);
        assertThat(now().promiseDueOn()).isNull();
        assertThat(now().isLate(at("2027-03-10T16:31"))).isFalse();
        assertThat(deeds()).contains(Deed.What.valueOf("PROMISE_" + state));
    }

    @Test
    void anAnswerThatWasGivenElsewhereKeepsItByTheTimeItWasGiven() {
        promised("2026-03-10");
        clock.set("2026-03-12T09:00");

        deliveries.answeredOtherwise(enquiry.id(), "PHONE", at("2026-03-10T15:00"), "Ja.", MAJA);

        assertThat(states()).containsExactly(Promise.State.KEPT);
    }

    @Test
    void aNewDayBeforeTheOldOneHasPassedIsNoBrokenPromise() {
        Promise first = promised("2026-03-10");
        clock.set("2026-03-10T18:00");
        Promise second = promised("2026-03-17");

        assertThat(states()).containsExactly(Promise.State.RENEGOTIATED, Promise.State.OPEN);
        assertThat(second.previousId()).isEqualTo(first.id());
        assertThat(promises.newDays(second)).isEqualTo(1);
        assertThat(now().dueOn()).isEqualTo("2026-03-17");
        assertThat(now().firstResponseAt()).as("the first word was the first").isEqualTo(at("2026-03-02T10:15"));
        assertThat(deeds()).contains(Deed.What.PROMISE_RENEGOTIATED).doesNotContain(Deed.What.PROMISE_BROKEN);
    }

    @Test
    void aNewDayAfterTheOldOneHasPassedDoesNotMendTheOldPromise() {
        promised("2026-03-10");
        clock.set("2026-03-11T07:30");
        Promise second = promised("2026-03-17");

        assertThat(states()).containsExactly(Promise.State.BROKEN, Promise.State.OPEN);
        assertThat(promises.newDays(second)).isEqualTo(1);
        assertThat(deeds()).contains(Deed.What.PROMISE_BROKEN).doesNotContain(Deed.What.PROMISE_RENEGOTIATED);
    }

    @Test
    void aDayThatPassesWithoutAnAnswerBreaksThePromiseOnce() {
        promised("2026-03-10");
        clock.set("2026-03-10T23:59");
        assertThat(promises.breakOverdue(enquiry.id())).isEmpty();

        clock.set("2026-03-11T08:00");
        assertThat(promises.breakOverdue(enquiry.id())).isPresent();
        assertThat(promises.breakOverdue(enquiry.id())).isEmpty();

        assertThat(states()).containsExactly(Promise.State.BROKEN);
        assertThat(now().isLate(clock.instant()))
                .as("until the asker has an answer")
                .isTrue();
        assertThat(promises.standing(now())).isPresent();
    }

    @Test
    void aNoticeThatCameBackWasNeverGiven() {
        promised("2026-03-10");

        promises.notTold(enquiry.id());

        assertThat(now().firstResponseAt()).isNull();
        assertThat(now().promiseDueOn()).isNull();
        assertThat(now().status()).isEqualTo(Status.RECEIVED);
        assertThat(now().dueOn()).isEqualTo("2026-03-04");
        assertThat(states()).containsExactly(Promise.State.UNTOLD);
    }

    @Test
    void aNewDayThatCameBackLeavesTheOldOneStanding() {
        promised("2026-03-10");
        clock.set("2026-03-09T10:00");
        promised("2026-03-17");

        promises.notTold(enquiry.id());

        assertThat(states()).containsExactly(Promise.State.OPEN, Promise.State.UNTOLD);
        assertThat(now().dueOn()).isEqualTo("2026-03-10");
        assertThat(now().status()).isEqualTo(Status.PROMISED);
        assertThat(now().firstResponseAt()).isEqualTo(at("2026-03-02T10:15"));
    }

    @Test
    void anAnswerThatCameBackLeavesThePromiseStanding() {
        promised("2026-03-10");
        clock.set("2026-03-09T10:00");
        answered();

        undelivered.answerCameBack(enquiry.id());

        assertThat(states()).containsExactly(Promise.State.OPEN);
        assertThat(now().status()).isEqualTo(Status.PROMISED);
        assertThat(now().dueOn()).isEqualTo("2026-03-10");
        assertThat(now().firstResponseAt()).isEqualTo(at("2026-03-02T10:15"));
    }

    @Test
    void whatIsToBeReadAloudBindsNobodyUntilSomebodyHasCalled() {
        promises.prepare(now(), until("2026-03-10", null), MAJA);
        assertThat(now().firstResponseAt()).isNull();
        assertThat(states()).containsExactly(Promise.State.UNTOLD);

        clock.set("2026-03-04T11:00");
        assertThat(promises.told(enquiry.id(), MAJA)).isTrue();

        assertThat(now().firstResponseAt()).isEqualTo(at("2026-03-04T11:00"));
        assertThat(states()).containsExactly(Promise.State.OPEN);
    }

    @Test
    void aDayThatHasComeBeforeAnybodyCalledIsNotToldAndStopsNoClock() {
        promises.prepare(now(), until("2026-03-03", null), MAJA);
        clock.set("2026-03-03T09:00");

        assertThat(promises.told(enquiry.id(), MAJA)).isFalse();

        assertThat(now().firstResponseAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "2026-03-02", "2026-03-07", "2026-04-03", "2027-03-03"})
    void onlyAWorkingDayToComeCanBePromised(String day) {
        assertThatThrownBy(() -> promises.make(now(), until(day, "Ett skäl."), MAJA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(now().firstResponseAt()).isNull();
        assertThat(promises.of(enquiry.id())).isEmpty();
    }

    @Test
    void nobodyCanBePromisedWithoutAUnitAndAWayToReachIt() {
        LocalDate day = LocalDate.parse("2026-03-10");
        assertThatThrownBy(() -> promises.make(
                        now(), new NewPromise("", "08-541 708 10", null, day, null, null, null, null), MAJA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> promises.make(
                        now(), new NewPromise("stadsbyggnad", " ", null, day, null, null, null, null), MAJA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(promises.of(enquiry.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-16, false", "2026-03-17, true"})
    void aDayBeyondTenWorkingDaysNeedsAReasonAndIsCounted(String day, boolean beyond) {
        assertThat(promises.needsReason(now(), LocalDate.parse(day))).isEqualTo(beyond);
        if (beyond) {
            assertThatThrownBy(() -> promises.make(now(), until(day, null), MAJA))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(promised(day).beyondHorizon()).isEqualTo(beyond);
    }

    @Test
    void theReminderComesAWorkingDayBeforeOrOnTheMorningItself() {
        assertThat(promised("2026-03-10").remindAt()).isEqualTo(at("2026-03-09T08:00"));
        assertThat(promised("2026-03-03").remindAt()).isEqualTo(at("2026-03-03T08:00"));
        // After Easter: the Thursday before it is the working day before.
        assertThat(promised("2026-04-07").remindAt()).isEqualTo(at("2026-04-02T08:00"));
    }

    @Test
    void aPromiseOfAnotherUnitsGivesItTheCase() {
        handlers.claimed(enquiry.id(), MAJA);

        promises.make(
                now(),
                new NewPromise("teknik", "08-541 708 20", null, LocalDate.parse("2026-03-10"), null, null, null, null),
                MAJA);

        assertThat(now().unitId()).isEqualTo("teknik");
        assertThat(now().handlerId()).isNull();
    }
}
