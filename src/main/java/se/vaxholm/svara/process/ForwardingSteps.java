package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.ASSESS;
import static se.vaxholm.svara.process.Forms.CHOOSE_UNIT;
import static se.vaxholm.svara.process.Forms.FORWARDING_FAILED;

import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.organisation.Unit;

/** Steps of a case that goes on to another unit, or from which somebody outside is written to (G4). */
@Configuration(proxyBeanMethods = false)
class ForwardingSteps {

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Handovers handovers;
    private final Outward outward;
    private final Organisation organisation;
    private final Recipients recipients;
    private final Drafts drafts;
    private final ForwardingLetters letters;
    private final WorkingCalendar calendar;
    private final ActingPerson acting;
    private final int acceptWithin;

    /** @param acceptWithin working hours that a unit has to accept what it is given, before its manager is reminded */
    ForwardingSteps(
            CaseOfStep cases,
            Enquiries enquiries,
            Handovers handovers,
            Outward outward,
            Organisation organisation,
            Recipients recipients,
            Drafts drafts,
            ForwardingLetters letters,
            WorkingCalendar calendar,
            ActingPerson acting,
            @Value("${svara.handover.accept-within:4}") int acceptWithin) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.handovers = handovers;
        this.outward = outward;
        this.organisation = organisation;
        this.recipients = recipients;
        this.drafts = drafts;
        this.letters = letters;
        this.calendar = calendar;
        this.acting = acting;
        this.acceptWithin = acceptWithin;
    }

    @Bean
    @ProcessWord(
            name = "Se vart ärendet ska",
            value =
                    "Ser av formuläret vart ärendet ska (variabeln destination): till en annan enhet (UNIT), tillbaka till"
                            + " enheten som lämnade det (BACK), till registratorn när det har skickats fram och tillbaka (REGISTRAR),"
                            + " till någon annan utanför kommunen (AUTHORITY), eller till en entreprenör som arbetar åt oss"
                            + " (CONTRACTOR).",
            reads = Variables.OUTCOME,
            sets = Variables.DESTINATION)
    JavaDelegate seeDestination() {
        return execution -> execution.setVariable(Variables.DESTINATION, destination(execution));
    }

    private String destination(DelegateExecution execution) {
        Enquiry enquiry = cases.of(execution);
        Object outcome = execution.getVariable(Variables.OUTCOME);
        if (Outcome.FORWARD_EXTERNAL.name().equals(outcome)) {
            return recipients
                            .find(cases.field(enquiry, ASSESS, "external.recipient"))
                            .filter(Recipient::isActingForUs)
                            .isPresent()
                    ? "CONTRACTOR"
                    : "AUTHORITY";
        }
        if (Outcome.RETURN.name().equals(outcome)) {
            return handovers.goesBackTo(enquiry).equals(Unit.REGISTRATOR) ? "REGISTRAR" : "BACK";
        }
        return "UNIT";
    }

    @Bean
    @ProcessWord(
            name = "Lämna över till enheten",
            value =
                    "Lämnar ärendet till den enhet som är vald (variabeln unit) och berättar det för enheten. Den som lämnade"
                            + " ansvarar tills ärendet är mottaget. Sista dagen är densamma.",
            sets = Variables.UNIT)
    JavaDelegate handOver() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            String unit = cases.field(enquiry, ASSESS, "forward.unit");
            if (organisation.findUnit(unit).isEmpty() || unit.equals(enquiry.worksAt())) {
                throw new IncompleteDraftException("forward.unit", unit.isEmpty() ? "empty" : "invalid");
            }
            String reason = cases.field(enquiry, ASSESS, "forward.reason");
            CaseOfStep.require("forward.reason", reason);
            boolean across = handovers.isAcrossBoards(enquiry.worksAt(), unit);
            boolean checked = !cases.field(enquiry, ASSESS, "forward.secrecy").isEmpty();
            if (across && !checked) {
                throw new IncompleteDraftException("forward.secrecy", "empty");
            }
            Set<Part> parts = Part.read(cases.field(enquiry, ASSESS, "forward.parts"));
            Enquiry handed = handovers.handOver(
                    enquiry.id(),
                    unit,
                    reason,
                    parts,
                    checked,
                    calendar.workingHoursFromNow(acceptWithin).toInstant(),
                    acting.actor());
            if (across && !parts.contains(Part.NOTES)) {
                drafts.discard(enquiry.id(), ASSESS);
            } else {
                outward.forget(enquiry, "forward.");
            }
            letters.tellReceiver(handed, false);
            CaseOfStep.set(execution, Variables.UNIT, unit);
        };
    }

    @Bean
    @ProcessWord(
            name = "Skicka tillbaka",
            value = "Skickar tillbaka ärendet till den enhet som lämnade det (variabeln unit), som får veta varför.",
            sets = Variables.UNIT)
    JavaDelegate returnCase() {
        return this::giveBack;
    }

    @Bean
    @ProcessWord(
            name = "Lyft till registratorn",
            value =
                    "Ger ärendet till registratorn, som bestämmer var det hör hemma: det har skickats fram och tillbaka, eller"
                            + " enheten har fått det av en regel och är fel enhet.",
            sets = Variables.UNIT)
    JavaDelegate raiseToRegistrar() {
        return this::giveBack;
    }

    private void giveBack(DelegateExecution execution) {
        Enquiry enquiry = cases.of(execution);
        String reason = cases.field(enquiry, ASSESS, "return.reason");
        CaseOfStep.require("return.reason", reason);
        boolean accepted = handovers.pending(enquiry.id()).isEmpty();
        Enquiry returned = handovers.giveBack(enquiry.id(), reason, acting.actor());
        outward.forget(enquiry, "return.");
        letters.tellReceiver(returned, true);
        if (accepted && !returned.unitId().equals(Unit.REGISTRATOR)) {
            letters.tellMoved(returned);
        }
        CaseOfStep.isWith(returned, execution);
    }

    @Bean
    @ProcessWord(
            name = "Lägg hos enheten registratorn valt",
            value = "Lägger ärendet hos den enhet som registratorn har valt (variabeln unit). Sista dagen är densamma.",
            reads = Variables.OUTCOME,
            sets = Variables.UNIT)
    JavaDelegate assignAgain() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            String unit = cases.field(enquiry, CHOOSE_UNIT, "unit");
            if (organisation.findUnit(unit).isEmpty()) {
                throw new IncompleteDraftException("unit", unit.isEmpty() ? "empty" : "invalid");
            }
            Enquiry assigned = handovers.assign(enquiry.id(), unit, acting.actor());
            drafts.discard(enquiry.id(), CHOOSE_UNIT);
            letters.tellReceiver(assigned, false);
            letters.tellMoved(assigned);
            CaseOfStep.isWith(assigned, execution);
        };
    }

    @Bean
    @ProcessWord(
            name = "Påminn mottagarens chef",
            value = "Påminner chefen för en enhet som har fått ett ärende och inte har tagit emot det.")
    JavaDelegate remindReceiver() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            handovers.pending(enquiry.id()).ifPresent(handover -> {
                letters.remindReceiver(enquiry);
                enquiries.tell(
                        Deed.What.HANDOVER_REMINDED, enquiry, acting.actor(), Map.of("unit", handover.toUnitId()));
            });
        };
    }

    @Bean
    @ProcessWord(
            name = "Skicka vidare",
            value =
                    "Skickar brevet till den som frågan hör till, med just de delar som är valda. Ett bolag får inget förrän"
                            + " frågeställaren har fått veta det.",
            reads = Variables.OUTCOME)
    JavaDelegate sendForwarding() {
        return execution -> outward.send(
                cases.of(execution),
                Outcome.FORWARD_AGAIN.name().equals(execution.getVariable(Variables.OUTCOME)),
                acting.actor());
    }

    @Bean
    @ProcessWord(
            name = "Be om underlag",
            value =
                    "Ber en entreprenör som arbetar åt oss om underlag, med just de delar som är valda. Klockan går vidare.")
    JavaDelegate askForInput() {
        return execution -> outward.send(cases.of(execution), false, acting.actor());
    }

    @Bean
    @ProcessWord(
            name = "Berätta vem frågan hör till",
            value = "Berättar för frågeställaren vem frågan hör till och hur man når dem. Klockan stannar.")
    JavaDelegate tellForwarded() {
        return execution -> outward.tellAsker(cases.of(execution));
    }

    @Bean
    @ProcessWord(
            name = "Behåll ärendet",
            value = "Antecknar att ärendet är kvar hos oss, eftersom det inte gick att vidarebefordra.")
    JavaDelegate keepCase() {
        return execution -> {
            outward.giveUp(cases.of(execution), acting.actor());
            drafts.discard(CaseOfStep.id(execution), FORWARDING_FAILED);
        };
    }

    @Bean
    @ProcessWord(
            name = "Börja bevaka",
            value =
                    "Bestämmer hur länge vidarebefordran bevakas (variabeln watchUntil): några arbetsdagar, eller till den dag"
                            + " som handläggaren har valt (variabeln watched är då sann).",
            sets = {Variables.WATCH_UNTIL, Variables.WATCHED})
    JavaDelegate beginWatch() {
        return execution -> {
            Outward.Watch watch = outward.watch(cases.of(execution));
            execution.setVariable(Variables.WATCH_UNTIL, Date.from(watch.until()));
            execution.setVariable(Variables.WATCHED, watch.watched());
        };
    }

    @Bean
    @ProcessWord(
            name = "Klockan har aldrig stannat",
            value =
                    "Vidarebefordran kom inte fram: klockan visas som om den aldrig hade stannat och ärendet är vårt igen.")
    JavaDelegate clockNeverStopped() {
        return execution -> outward.failed(cases.of(execution));
    }

    @Bean
    @ProcessWord(
            name = "Frågan är vidarebefordrad",
            value = "Inget har kommit tillbaka, eller så har mottagaren bekräftat: frågan är deras.",
            reads = Variables.OUTCOME)
    JavaDelegate forwardingStands() {
        return execution -> outward.stands(
                cases.of(execution),
                Outcome.CONFIRMED.name().equals(execution.getVariable(Variables.OUTCOME)),
                acting.actor());
    }

    @Bean
    @ProcessWord(
            name = "Ta tillbaka ärendet",
            value =
                    "Tar tillbaka ett ärende som mottagaren inte tar hand om. Klockan visas som om den aldrig hade stannat.")
    JavaDelegate takeBackForwarding() {
        return execution -> outward.takeBack(cases.of(execution), acting.actor());
    }
}
