package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.CHOOSE_UNIT;

import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Handover;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Reminders;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;

/** Steps of every case: its unit, the word that it has come, and its close. Each step runs in the transaction of the deed that leads to it. */
@Configuration(proxyBeanMethods = false)
class ProcessSteps {

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Handovers handovers;
    private final Forwardings forwardings;
    private final Reminders reminders;
    private final Organisation organisation;
    private final Correspondence correspondence;
    private final WorkingCalendar calendar;
    private final ActingPerson acting;
    private final Clock clock;

    ProcessSteps(
            CaseOfStep cases,
            Enquiries enquiries,
            Handovers handovers,
            Forwardings forwardings,
            Reminders reminders,
            Organisation organisation,
            Correspondence correspondence,
            WorkingCalendar calendar,
            ActingPerson acting,
            Clock clock) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.handovers = handovers;
        this.forwardings = forwardings;
        this.reminders = reminders;
        this.organisation = organisation;
        this.correspondence = correspondence;
        this.calendar = calendar;
        this.acting = acting;
        this.clock = clock;
    }

    @Bean
    @ProcessWord(
            name = "Lägg hos enheten och sätt sista dag",
            value =
                    "Lägger ärendet hos en enhet. Enheten kommer från regeln eller från registratorns val; det som ingen regel"
                            + " placerar hamnar hos den enhet som brevet skickades till, annars hos registratorn tills en enhet är"
                            + " vald, och variabeln unitMissing är sann så länge."
                            + " Sista dagen kan bli tidigare av det, aldrig senare.",
            reads = {Variables.UNIT, Variables.WORKING_DAYS, Variables.OUTCOME},
            sets = {Variables.UNIT, Variables.UNIT_MISSING, Variables.ANSWER_DUE_AT, Variables.REMIND_AT})
    JavaDelegate assignUnit() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            Optional<String> placed = ruledOrChosenUnit(enquiry, execution);
            // What no rule places stays with the unit that it was sent to; the registrar is the first unit of
            // everything else.
            String unit = placed.orElse(enquiry.unitId());
            int days = execution.getVariable(Variables.WORKING_DAYS) instanceof Number number
                    ? Math.max(1, Math.min(2, number.intValue()))
                    : 2;
            Enquiry assigned =
                    enquiries.assign(enquiry.id(), unit, calendar.deadline(enquiry.receivedAt(), days), acting.actor());
            CaseOfStep.isWith(assigned, execution);
            CaseOfStep.set(execution, Variables.UNIT_MISSING, isMissing(enquiry, unit, placed));
            CaseOfStep.set(execution, Variables.ANSWER_DUE_AT, Date.from(assigned.answerDueAt()));
            CaseOfStep.set(execution, Variables.REMIND_AT, Date.from(assigned.remindAt()));
        };
    }

    /** What no rule places is placed by the registrar, but for what a machine has sent: that is most often put aside. */
    private boolean isMissing(Enquiry enquiry, String unit, Optional<String> placed) {
        return placed.isEmpty() && Unit.REGISTRATOR.equals(unit) && !enquiries.isQuiet(enquiry.id());
    }

    private Optional<String> ruledOrChosenUnit(Enquiry enquiry, DelegateExecution execution) {
        if (Outcome.UNIT_CHOSEN.name().equals(execution.getVariable(Variables.OUTCOME))) {
            String chosen = cases.field(enquiry, CHOOSE_UNIT, "unit");
            if (organisation.findUnit(chosen).isEmpty()) {
                throw new IncompleteDraftException("unit", chosen.isEmpty() ? "empty" : "invalid");
            }
            return Optional.of(chosen);
        }
        return execution.getVariable(Variables.UNIT) instanceof String ruled
                ? organisation.findUnit(ruled).map(Unit::id)
                : Optional.empty();
    }

    @Bean
    @ProcessWord(
            name = "Bekräfta mottagandet",
            value =
                    "Bekräftar för frågeställaren att ärendet kommit in: nummer, vad som händer nu och sista dag. Citerar"
                            + " aldrig frågan. Den som fått svar på plats får ingen bekräftelse.",
            reads = Variables.ANSWERED_ON_THE_SPOT)
    JavaDelegate acknowledge() {
        return execution -> {
            if (!Boolean.TRUE.equals(execution.getVariable(Variables.ANSWERED_ON_THE_SPOT))) {
                correspondence.acknowledge(cases.of(execution));
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Meddela enheten",
            value =
                    "Meddelar enhetens brevlåda att ett ärende har kommit, utan innehåll, om enheten vill ha besked genast.")
    JavaDelegate notifyUnit() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            if (organisation.unit(enquiry.unitId()).arrivalNotice() == ArrivalNotice.AT_ONCE) {
                correspondence.tellUnit(enquiry);
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Se hur ärendet står",
            value = "Läser ärendet självt, vem som än har gjort något i det, och sätter variabeln result: NOTHING när"
                    + " frågeställaren inte har fått svar eller besked, PROMISED, FORWARDED, DONE eller REOPENED."
                    + " Rättar enheten om ärendet har bytt, och säger om en annan enhet har fått det utan att ha tagit"
                    + " emot det (handedOver och acceptBy).",
            sets = {Variables.RESULT, Variables.UNIT, Variables.HANDED_OVER, Variables.ACCEPT_BY})
    JavaDelegate seeResult() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            passing(execution, Variables.RESULT, result(enquiry));
            CaseOfStep.isWith(enquiry, execution);
            Optional<Handover> pending =
                    enquiry.handedTo() == null ? Optional.empty() : handovers.pending(enquiry.id());
            passing(execution, Variables.HANDED_OVER, pending.isPresent());
            pending.ifPresent(handover -> passing(execution, Variables.ACCEPT_BY, Date.from(handover.acceptBy())));
        };
    }

    /** What the model asks for at once: no row has to keep what the case says. */
    private static void passing(DelegateExecution execution, String variable, Object value) {
        execution.setVariable(variable, org.camunda.bpm.engine.variable.Variables.untypedValue(value, true));
    }

    private String result(Enquiry enquiry) {
        if (enquiry.firstResponseAt() == null) {
            return enquiry.status() == Status.REOPENED ? "REOPENED" : "NOTHING";
        }
        return switch (enquiry.status()) {
            case RECEIVED, IN_PROGRESS -> "NOTHING";
            case PROMISED -> "PROMISED";
            case REOPENED -> "REOPENED";
            case FORWARDED -> forwardings.isUnderWatch(enquiry.id()) ? "FORWARDED" : "DONE";
            case ANSWERED, HANDLED_ELSEWHERE, NO_ANSWER_EXPECTED, CLOSED_UNANSWERED, CLOSED -> "DONE";
        };
    }

    @Bean
    @ProcessWord(
            name = "Påminn",
            value = "Påminner den som har ärendet, genom enhetens brevlåda, om att sista dagen snart är slut.")
    JavaDelegate remind() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            // What is late by now is escalated; a reminder of a day that has passed would only be noise.
            if (enquiry.firstResponseAt() == null
                    && !enquiry.isLate(clock.instant())
                    && reminders.isFirst(enquiry, Reminders.Of.ANSWER, enquiry.answerDueAt())) {
                correspondence.remind(enquiry);
                enquiries.tell(Deed.What.REMINDED, enquiry, acting.actor(), Map.of());
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Berätta för handläggaren",
            value = "Berättar för handläggaren, genom enhetens brevlåda, att frågeställaren har skrivit mer.")
    JavaDelegate tellHandler() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            correspondence.tellHandler(enquiry);
            enquiries.tell(Deed.What.HANDLER_TOLD, enquiry, acting.actor(), Map.of());
        };
    }

    @Bean
    @ProcessWord(name = "Avsluta", value = "Avslutar ärendet.")
    JavaDelegate closeEnquiry() {
        return execution -> enquiries.close(CaseOfStep.id(execution));
    }
}
