package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.LATE;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;

/** Steps of a late case on its way up, from manager to manager (G10). */
@Configuration(proxyBeanMethods = false)
class LadderSteps {

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Drafts drafts;
    private final Correspondence correspondence;
    private final ActingPerson acting;

    LadderSteps(
            CaseOfStep cases, Enquiries enquiries, Drafts drafts, Correspondence correspondence, ActingPerson acting) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.drafts = drafts;
        this.correspondence = correspondence;
        this.acting = acting;
    }

    @Bean
    @ProcessWord(
            name = "Meddela chefen",
            value =
                    "Berättar för den som står på tur i eskaleringen (variabeln escalationGroup) att ärendet är försenat.",
            reads = {Variables.LEVEL, Variables.ESCALATION_GROUP})
    JavaDelegate notifyManager() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            int level = level(execution);
            if (enquiry.firstResponseAt() == null) {
                correspondence.tellLate(enquiry, level > 1);
            }
            Object group = execution.getVariable(Variables.ESCALATION_GROUP);
            enquiries.tell(
                    Deed.What.ESCALATED,
                    enquiry,
                    acting.actor(),
                    Map.of("level", String.valueOf(level), "group", String.valueOf(group)));
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
            reads = Variables.LEVEL)
    JavaDelegate recordActedOn() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            enquiries.note(enquiry.id(), cases.text(enquiry, LATE), acting.actor());
            drafts.discard(enquiry.id(), LATE);
            enquiries.tell(
                    Deed.What.LATE_CASE_ACTED_ON,
                    enquiry,
                    acting.actor(),
                    Map.of("level", String.valueOf(level(execution))));
        };
    }

    @Bean
    @ProcessWord(
            name = "Räkna in i kommunstyrelsens siffror",
            value = "Räknar ärendet som försenat i kommunstyrelsens siffror när ingen fler finns att lyfta det till.")
    JavaDelegate countAsLate() {
        return execution -> enquiries.tell(Deed.What.COUNTED_AS_LATE, cases.of(execution), acting.actor(), Map.of());
    }

    private static int level(DelegateExecution execution) {
        return execution.getVariable(Variables.LEVEL) instanceof Number number ? number.intValue() : 1;
    }
}
