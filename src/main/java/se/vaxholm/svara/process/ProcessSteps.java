package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.ASSESS;
import static se.vaxholm.svara.process.Forms.CHOOSE_UNIT;
import static se.vaxholm.svara.process.Forms.LATE;
import static se.vaxholm.svara.process.Forms.REACH_OTHERWISE;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;

/** Every step that a model may use. Each runs in the transaction of the deed that leads to it. */
@Configuration(proxyBeanMethods = false)
class ProcessSteps {

    private final Enquiries enquiries;
    private final Drafts drafts;
    private final Organisation organisation;
    private final Correspondence correspondence;
    private final WorkingCalendar calendar;
    private final ActingPerson acting;
    private final Clock clock;

    ProcessSteps(
            Enquiries enquiries,
            Drafts drafts,
            Organisation organisation,
            Correspondence correspondence,
            WorkingCalendar calendar,
            ActingPerson acting,
            Clock clock) {
        this.enquiries = enquiries;
        this.drafts = drafts;
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
                    "Lägger ärendet hos en enhet. Enheten kommer från regeln eller från registratorns val; den som ingen regel"
                            + " placerar hamnar hos registratorn tills en enhet är vald, och variabeln unitMissing är sann så länge."
                            + " Sista dagen kan bli tidigare av det, aldrig senare.",
            reads = {Variables.UNIT, Variables.WORKING_DAYS, Variables.OUTCOME},
            sets = {Variables.UNIT, Variables.UNIT_MISSING, Variables.ANSWER_DUE_AT, Variables.REMIND_AT})
    JavaDelegate assignUnit() {
        return execution -> {
            Enquiry enquiry = enquiry(execution);
            Optional<String> placed = ruledOrChosenUnit(enquiry, execution);
            String unit = placed.orElse(Unit.REGISTRATOR);
            int days = execution.getVariable(Variables.WORKING_DAYS) instanceof Number number
                    ? Math.max(1, Math.min(2, number.intValue()))
                    : 2;
            Enquiry assigned =
                    enquiries.assign(enquiry.id(), unit, calendar.deadline(enquiry.receivedAt(), days), acting.actor());
            set(execution, Variables.UNIT, unit);
            set(execution, Variables.UNIT_MISSING, placed.isEmpty());
            set(execution, Variables.ANSWER_DUE_AT, Date.from(assigned.answerDueAt()));
            set(execution, Variables.REMIND_AT, Date.from(assigned.remindAt()));
        };
    }

    /** Writes what is new alone: the history keeps a row of each writing. */
    private static void set(DelegateExecution execution, String variable, Object value) {
        if (!value.equals(execution.getVariable(variable))) {
            execution.setVariable(variable, value);
        }
    }

    private Optional<String> ruledOrChosenUnit(Enquiry enquiry, DelegateExecution execution) {
        if (Outcome.UNIT_CHOSEN.name().equals(execution.getVariable(Variables.OUTCOME))) {
            String chosen = field(enquiry, CHOOSE_UNIT, "unit");
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
                correspondence.acknowledge(enquiry(execution));
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
            Enquiry enquiry = enquiry(execution);
            if (organisation.unit(enquiry.unitId()).arrivalNotice() == ArrivalNotice.AT_ONCE) {
                correspondence.tellUnit(enquiry);
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Skicka svaret",
            value =
                    "Skickar svaret på det sätt som frågeställaren valt och stannar klockan. Sätter variabeln reply: MAIL,"
                            + " PHONE eller NONE.",
            reads = Variables.OUTCOME,
            sets = Variables.REPLY)
    JavaDelegate sendAnswer() {
        return execution -> {
            Enquiry enquiry = enquiry(execution);
            String text = text(enquiry, ASSESS);
            String reply =
                    isSentAgain(execution) ? answerAgain(withCorrectedAddress(enquiry), text) : answer(enquiry, text);
            execution.setVariable(Variables.REPLY, reply);
        };
    }

    private String answerAgain(Enquiry enquiry, String text) {
        enquiries.answeredAgain(enquiry.id(), acting.actor());
        return correspondence.answer(enquiry, text, acting.actor()).isPresent() ? "MAIL" : "NONE";
    }

    private String answer(Enquiry enquiry, String text) {
        if (!field(enquiry, ASSESS, "onTheSpot").isEmpty()) {
            enquiries.answered(enquiry.id(), text, acting.actor(), Deed.What.ANSWERED_ON_THE_SPOT);
            return "NONE";
        }
        if (enquiry.enquirer().replyBy() == ReplyBy.PHONE) {
            enquiries.answerToRead(enquiry.id(), text, acting.actor());
            return "PHONE";
        }
        Enquiry answered = enquiries.answered(enquiry.id(), text, acting.actor(), Deed.What.ANSWERED);
        return correspondence.answer(answered, text, acting.actor()).isPresent() ? "MAIL" : "NONE";
    }

    @Bean
    @ProcessWord(
            name = "Anteckna lämnat svar",
            value =
                    "Antecknar ett svar som getts på annat sätt: hur, när och vad som sades. Klockan stannar vid den tiden.")
    JavaDelegate recordAnsweredOtherwise() {
        return execution -> {
            Enquiry enquiry = enquiry(execution);
            String how = field(enquiry, ASSESS, "how");
            if (!how.matches("[A-Z_]{1,20}")) {
                throw new IncompleteDraftException("how", "empty");
            }
            String said = field(enquiry, ASSESS, "said");
            require("said", said);
            try {
                var at = LocalDateTime.parse(field(enquiry, ASSESS, "at"))
                        .atZone(WorkingCalendar.ZONE)
                        .toInstant();
                enquiries.answeredOtherwise(enquiry.id(), how, at, said, acting.actor());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new IncompleteDraftException("at", "invalid");
            }
        };
    }

    @Bean
    @ProcessWord(
            name = "Anteckna att inget svar behövs",
            value = "Lägger ärendet till handlingarna utan brev: inget svar väntas.")
    JavaDelegate recordNoAnswerExpected() {
        return execution -> enquiries.noAnswerExpected(enquiryId(execution), acting.actor());
    }

    @Bean
    @ProcessWord(name = "Anteckna samtalet", value = "Antecknar att svaret har lämnats på telefon. Klockan stannar.")
    JavaDelegate recordCall() {
        return execution -> enquiries.called(enquiryId(execution), acting.actor());
    }

    @Bean
    @ProcessWord(
            name = "Skicka igen eller anteckna kontakten",
            value = "Tar hand om ett brev som inte kom fram: rättar adressen och skickar igen, eller antecknar hur"
                    + " frågeställaren nåddes på annat sätt.",
            reads = {Variables.OUTCOME, Variables.REPLY})
    JavaDelegate recordReachedOtherwise() {
        return execution -> {
            Enquiry enquiry = enquiry(execution);
            if (isSentAgain(execution)) {
                correspondence.acknowledge(withCorrectedAddress(enquiry));
                return;
            }
            String text = text(enquiry, REACH_OTHERWISE);
            // Only a process that sends answers knows a way of reply: there it is the answer that reached the asker.
            boolean withTheAnswer = execution.hasVariable(Variables.REPLY);
            enquiries.reachedOtherwise(
                    enquiry.id(), field(enquiry, REACH_OTHERWISE, "how"), text, withTheAnswer, acting.actor());
            drafts.discard(enquiry.id(), REACH_OTHERWISE);
        };
    }

    @Bean
    @ProcessWord(
            name = "Påminn",
            value = "Påminner den som har ärendet, genom enhetens brevlåda, om att sista dagen snart är slut.")
    JavaDelegate remind() {
        return execution -> {
            Enquiry enquiry = enquiry(execution);
            // What is late by now is escalated; a reminder of a day that has passed would only be noise.
            if (enquiry.firstResponseAt() == null && !enquiry.isLate(clock.instant())) {
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
            Enquiry enquiry = enquiry(execution);
            correspondence.tellHandler(enquiry);
            enquiries.tell(Deed.What.HANDLER_TOLD, enquiry, acting.actor(), Map.of());
        };
    }

    @Bean
    @ProcessWord(
            name = "Meddela chefen",
            value =
                    "Berättar för den som står på tur i eskaleringen (variabeln escalationGroup) att ärendet är försenat.",
            reads = {Variables.LEVEL, Variables.ESCALATION_GROUP})
    JavaDelegate notifyManager() {
        return execution -> {
            Enquiry enquiry = enquiry(execution);
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
            execution.setVariable(Variables.UNIT, enquiry(execution).unitId());
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
            Enquiry enquiry = enquiry(execution);
            enquiries.note(enquiry.id(), text(enquiry, LATE), acting.actor());
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
        return execution -> enquiries.tell(Deed.What.COUNTED_AS_LATE, enquiry(execution), acting.actor(), Map.of());
    }

    @Bean
    @ProcessWord(name = "Avsluta", value = "Avslutar ärendet.")
    JavaDelegate closeEnquiry() {
        return execution -> enquiries.close(enquiryId(execution));
    }

    private static boolean isSentAgain(DelegateExecution execution) {
        return Outcome.SEND_AGAIN.name().equals(execution.getVariable(Variables.OUTCOME));
    }

    private Enquiry withCorrectedAddress(Enquiry enquiry) {
        String email = field(enquiry, REACH_OTHERWISE, "email");
        if (!TextBounds.isEmail(email)) {
            throw new IncompleteDraftException("email", "invalid");
        }
        drafts.discard(enquiry.id(), REACH_OTHERWISE);
        return enquiries.correctEmail(enquiry.id(), email, acting.actor());
    }

    private String text(Enquiry enquiry, String form) {
        String text = field(enquiry, form, "text");
        require("text", text);
        return text;
    }

    private static void require(String field, String text) {
        TextBounds.ofText(text, TextBounds.TEXT).ifPresent(problem -> {
            throw new IncompleteDraftException(
                    field, problem.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        });
    }

    private String field(Enquiry enquiry, String form, String name) {
        return drafts.find(enquiry.id(), form)
                .map((Draft draft) -> draft.field(name))
                .orElse("")
                .strip();
    }

    private Enquiry enquiry(DelegateExecution execution) {
        return enquiries.get(enquiryId(execution));
    }

    private static UUID enquiryId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.ENQUIRY_ID));
    }

    private static int level(DelegateExecution execution) {
        return execution.getVariable(Variables.LEVEL) instanceof Number number ? number.intValue() : 1;
    }
}
