package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Escalations;

/** The steps by which what is late climbs (G10). */
@Configuration(proxyBeanMethods = false)
class LadderSteps {

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Escalations escalations;
    private final Drafts drafts;
    private final ActingPerson acting;

    LadderSteps(CaseOfStep cases, Enquiries enquiries, Escalations escalations, Drafts drafts, ActingPerson acting) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.escalations = escalations;
        this.drafts = drafts;
        this.acting = acting;
    }

    @Bean
    @ProcessWord(
            name = "Lägg i chefens lista",
            value = "Lägger det försenade ärendet i listan hos den som står på tur i eskaleringen (variabeln"
                    + " escalationGroup). Inget eget brev: det står i nästa morgons sammanfattning.",
            reads = {Variables.LEVEL, Variables.ESCALATION_GROUP, Variables.ANSWER_DUE_AT})
    JavaDelegate notifyManager() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int level = level(execution);
            String group = String.valueOf(execution.getVariable(Variables.ESCALATION_GROUP));
            if (escalations.raise(enquiry.id(), dueAt(execution, enquiry), level, group)) {
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
                    "Antecknar att den ansvarige chefen har agerat i det försenade ärendet, och vad chefen skrev om det.",
            reads = {Variables.LEVEL, Variables.ANSWER_DUE_AT})
    JavaDelegate recordActedOn() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int level = level(execution);
            enquiries.note(enquiry.id(), cases.text(enquiry, Forms.LATE), acting.actor());
            drafts.discard(enquiry.id(), Forms.LATE);
            escalations.actedOn(enquiry.id(), dueAt(execution, enquiry), level);
            enquiries.tell(
                    Deed.What.LATE_CASE_ACTED_ON, enquiry, acting.actor(), Map.of("level", String.valueOf(level)));
        };
    }

    @Bean
    @ProcessWord(
            name = "Räkna in i kommunstyrelsens siffror",
            value = "Räknar ärendet som försenat i kommunstyrelsens siffror när ingen fler finns att lyfta det till.")
    JavaDelegate countAsLate() {
        return execution -> enquiries.tell(Deed.What.COUNTED_AS_LATE, cases.of(execution), acting.actor(), Map.of());
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
