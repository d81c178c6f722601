package se.vaxholm.svara.process;

import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.PromiseLetters;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Reminders;

/** Steps of a promise: word of who answers and when, and what becomes of it (G5, G6). */
@Configuration(proxyBeanMethods = false)
class PromiseSteps {

    /** From which new day on the unit's manager hears of it. */
    private static final int NEW_DAYS_THAT_THE_MANAGER_HEARS_OF = 2;

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Promises promises;
    private final Reminders reminders;
    private final HoldingNotices notices;
    private final PromiseLetters letters;
    private final WorkingCalendar calendar;
    private final ActingPerson acting;
    private final Clock clock;

    PromiseSteps(
            CaseOfStep cases,
            Enquiries enquiries,
            Promises promises,
            Reminders reminders,
            HoldingNotices notices,
            PromiseLetters letters,
            WorkingCalendar calendar,
            ActingPerson acting,
            Clock clock) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.promises = promises;
        this.reminders = reminders;
        this.notices = notices;
        this.letters = letters;
        this.calendar = calendar;
        this.acting = acting;
        this.clock = clock;
    }

    @Bean
    @ProcessWord(
            name = "Öppna löftet",
            value =
                    "Läser det besked som frågeställaren har fått: enheten som svarar, när den utlovade dagen stänger, när"
                            + " det är dags att påminna, och när dagen har gått.",
            sets = {
                Variables.UNIT,
                Variables.UNIT_MISSING,
                Variables.PROMISE_DUE_AT,
                Variables.PROMISE_REMIND_AT,
                Variables.PROMISE_BROKEN_AT
            })
    JavaDelegate openPromise() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            Promise promise = standing(enquiry);
            notices.forget(enquiry, acting.actor());
            CaseOfStep.set(execution, Variables.UNIT, enquiry.unitId());
            CaseOfStep.set(execution, Variables.UNIT_MISSING, false);
            CaseOfStep.set(execution, Variables.PROMISE_DUE_AT, Date.from(promise.dueAt()));
            CaseOfStep.set(execution, Variables.PROMISE_REMIND_AT, Date.from(promise.remindAt()));
            CaseOfStep.set(
                    execution,
                    Variables.PROMISE_BROKEN_AT,
                    Date.from(calendar.openingAt(calendar.workingDaysAfter(promise.dueOn(), 1))));
        };
    }

    private Promise standing(Enquiry enquiry) {
        return promises.standing(enquiry)
                .orElseThrow(() -> new IllegalStateException("Nothing has been promised in " + enquiry.number()));
    }

    @Bean
    @ProcessWord(
            name = "Berätta för chefen om ny tid igen",
            value =
                    "Berättar för enhetens chef när frågeställaren har fått en ny tid för andra gången eller mer; annars"
                            + " händer ingenting.")
    JavaDelegate tellManagerOfNewDays() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int days = promises.newDays(standing(enquiry));
            if (days >= NEW_DAYS_THAT_THE_MANAGER_HEARS_OF) {
                letters.tellManagerOfNewDays(enquiry);
                enquiries.tell(
                        Deed.What.MANAGER_TOLD_OF_NEW_DAYS,
                        enquiry,
                        acting.actor(),
                        Map.of("times", String.valueOf(days)));
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Påminn om löftet",
            value = "Påminner den som har ärendet, genom enhetens brevlåda, om att den utlovade dagen kommer.")
    JavaDelegate remindPromise() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            Promise promise = promises.standing(enquiry).orElse(null);
            // The day that the timer was set for may have been moved since; the new one has its own reminder.
            if (promise != null
                    && isFor(execution, promise)
                    && !enquiry.isLate(clock.instant())
                    && reminders.isFirst(enquiry, Reminders.Of.PROMISE, promise.dueAt())) {
                letters.remind(enquiry);
                enquiries.tell(
                        Deed.What.PROMISE_REMINDED,
                        enquiry,
                        acting.actor(),
                        Map.of("day", promise.dueOn().toString()));
            }
        };
    }

    private static boolean isFor(DelegateExecution execution, Promise promise) {
        return execution.getVariable(Variables.PROMISE_DUE_AT) instanceof Date due
                && due.toInstant().equals(promise.dueAt());
    }

    @Bean
    @ProcessWord(
            name = "Anteckna brutet löfte och förklara",
            value = "Antecknar att den utlovade dagen har gått utan svar och utan ny tid, och förklarar det för"
                    + " frågeställaren.")
    JavaDelegate breakPromise() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            promises.breakOverdue(enquiry.id()).ifPresent(promise -> letters.explainBroken(enquiry, promise));
        };
    }
}
