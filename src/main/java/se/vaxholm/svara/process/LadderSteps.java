package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Escalations;

/** The steps by which what is late climbs (G10). */
@Configuration(proxyBeanMethods = false)
class LadderSteps {

    /** What a manager has when the model says nothing of it: about a working day. */
    private static final int USUAL_HOURS = 8;

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Escalations escalations;
    private final Drafts drafts;
    private final WorkingCalendar calendar;
    private final ActingPerson acting;

    LadderSteps(
            CaseOfStep cases,
            Enquiries enquiries,
            Escalations escalations,
            Drafts drafts,
            WorkingCalendar calendar,
            ActingPerson acting) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.escalations = escalations;
        this.drafts = drafts;
        this.calendar = calendar;
        this.acting = acting;
    }

    @Bean
    @ProcessWord(
            name = "Fortsätt där eskaleringen var",
            value =
                    "Höjer eskaleringen (variabeln level) till den nivå som ärendet redan har nått för samma svarstid, när det"
                            + " har lämnat den och kommit tillbaka.",
            reads = {Variables.LEVEL, Variables.ANSWER_DUE_AT},
            sets = Variables.LEVEL)
    JavaDelegate resumeEscalation() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int level = escalations.reached(enquiry.id(), dueAt(execution, enquiry), level(execution));
            CaseOfStep.set(execution, Variables.LEVEL, level);
        };
    }

    @Bean
    @ProcessWord(
            name = "Lägg i chefens lista",
            value = "Lägger det försenade ärendet i listan hos den som står på tur i eskaleringen (variabeln"
                    + " escalationGroup). Inget eget brev: det står i nästa morgons sammanfattning. Sätter när ärendet lyfts"
                    + " vidare (variabeln escalationUntil): den tiden står fast, också när ärendet har varit borta och kommer"
                    + " tillbaka till samma svarstid.",
            reads = {Variables.LEVEL, Variables.ESCALATION_GROUP, Variables.ESCALATION_HOURS, Variables.ANSWER_DUE_AT},
            sets = Variables.ESCALATION_UNTIL)
    JavaDelegate notifyManager() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int level = level(execution);
            String group = String.valueOf(execution.getVariable(Variables.ESCALATION_GROUP));
            Escalations.Step step =
                    escalations.raise(enquiry.id(), dueAt(execution, enquiry), level, group, until(execution));
            CaseOfStep.set(execution, Variables.ESCALATION_UNTIL, Date.from(step.until()));
            if (step.isNew()) {
                enquiries.tell(
                        Deed.What.ESCALATED,
                        enquiry,
                        acting.actor(),
                        Map.of("level", String.valueOf(level), "group", group));
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Gå till nästa nivå",
            value = "Höjer eskaleringen en nivå (variabeln level), hos den enhet som har ärendet nu (variabeln unit).",
            reads = Variables.LEVEL,
            sets = {Variables.LEVEL, Variables.UNIT})
    JavaDelegate nextLevel() {
        return execution -> {
            execution.setVariable(Variables.LEVEL, level(execution) + 1);
            execution.setVariable(Variables.UNIT, cases.of(execution).unitId());
        };
    }

    @Bean
    @ProcessWord(
            name = "Anteckna att chefen har agerat",
            value =
                    "Antecknar att den ansvarige chefen har agerat i det försenade ärendet, och vad chefen skrev om det. Chefen"
                            + " får samma tid igen (variabeln escalationUntil).",
            reads = {Variables.LEVEL, Variables.ESCALATION_HOURS, Variables.ANSWER_DUE_AT},
            sets = Variables.ESCALATION_UNTIL)
    JavaDelegate recordActedOn() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int level = level(execution);
            enquiries.note(enquiry.id(), cases.text(enquiry, Forms.LATE), acting.actor());
            drafts.discard(enquiry.id(), Forms.LATE);
            Instant until = until(execution);
            escalations.actedOn(enquiry.id(), dueAt(execution, enquiry), level, until);
            CaseOfStep.set(execution, Variables.ESCALATION_UNTIL, Date.from(until));
            enquiries.tell(
                    Deed.What.LATE_CASE_ACTED_ON, enquiry, acting.actor(), Map.of("level", String.valueOf(level)));
        };
    }

    @Bean
    @ProcessWord(
            name = "Räkna in i kommunstyrelsens siffror",
            value =
                    "Räknar ärendet som försenat i kommunstyrelsens siffror när ingen fler finns att lyfta det till, en gång"
                            + " för varje svarstid.",
            reads = {Variables.LEVEL, Variables.ANSWER_DUE_AT})
    JavaDelegate countAsLate() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            if (escalations.count(enquiry.id(), dueAt(execution, enquiry), level(execution))) {
                enquiries.tell(Deed.What.COUNTED_AS_LATE, enquiry, acting.actor(), Map.of());
            }
        };
    }

    private Instant until(DelegateExecution execution) {
        int hours = execution.getVariable(Variables.ESCALATION_HOURS) instanceof Number number
                ? number.intValue()
                : USUAL_HOURS;
        return calendar.workingHoursFromNow(hours).toInstant();
    }

    /** The deadline of this phase: the first one, or a promise's. */
    private static Instant dueAt(DelegateExecution execution, Enquiry enquiry) {
        return execution.getVariable(Variables.ANSWER_DUE_AT) instanceof Date due
                ? due.toInstant()
                : enquiry.answerDueAt();
    }

    private static int level(DelegateExecution execution) {
        return execution.getVariable(Variables.LEVEL) instanceof Number level ? level.intValue() : 1;
    }
}
