package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.ASSESS;
import static se.vaxholm.svara.process.Forms.REACH_OTHERWISE;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;

/** Steps that carry out what an officer has decided: the answer and its way to the asker, and what is only recorded. */
@Configuration(proxyBeanMethods = false)
class OutcomeSteps {

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Drafts drafts;
    private final Correspondence correspondence;
    private final ActingPerson acting;

    OutcomeSteps(
            CaseOfStep cases, Enquiries enquiries, Drafts drafts, Correspondence correspondence, ActingPerson acting) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.drafts = drafts;
        this.correspondence = correspondence;
        this.acting = acting;
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
            Enquiry enquiry = cases.of(execution);
            String text = cases.text(enquiry, ASSESS);
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
        if (!cases.field(enquiry, ASSESS, "onTheSpot").isEmpty()) {
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
            Enquiry enquiry = cases.of(execution);
            String how = cases.field(enquiry, ASSESS, "how");
            if (!how.matches("[A-Z_]{1,20}")) {
                throw new IncompleteDraftException("how", "empty");
            }
            String said = cases.field(enquiry, ASSESS, "said");
            CaseOfStep.require("said", said);
            try {
                var at = LocalDateTime.parse(cases.field(enquiry, ASSESS, "at"))
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
        return execution -> enquiries.noAnswerExpected(CaseOfStep.id(execution), acting.actor());
    }

    @Bean
    @ProcessWord(name = "Anteckna samtalet", value = "Antecknar att svaret har lämnats på telefon. Klockan stannar.")
    JavaDelegate recordCall() {
        return execution -> enquiries.called(CaseOfStep.id(execution), acting.actor());
    }

    @Bean
    @ProcessWord(
            name = "Skicka igen eller anteckna kontakten",
            value = "Tar hand om ett brev som inte kom fram: rättar adressen och skickar igen, eller antecknar hur"
                    + " frågeställaren nåddes på annat sätt.",
            reads = {Variables.OUTCOME, Variables.REPLY})
    JavaDelegate recordReachedOtherwise() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            if (isSentAgain(execution)) {
                correspondence.acknowledge(withCorrectedAddress(enquiry));
                return;
            }
            String text = cases.text(enquiry, REACH_OTHERWISE);
            // Only a process that sends answers knows a way of reply: there it is the answer that reached the asker.
            boolean withTheAnswer = execution.hasVariable(Variables.REPLY);
            enquiries.reachedOtherwise(
                    enquiry.id(), cases.field(enquiry, REACH_OTHERWISE, "how"), text, withTheAnswer, acting.actor());
            drafts.discard(enquiry.id(), REACH_OTHERWISE);
        };
    }

    private static boolean isSentAgain(DelegateExecution execution) {
        return Outcome.SEND_AGAIN.name().equals(execution.getVariable(Variables.OUTCOME));
    }

    private Enquiry withCorrectedAddress(Enquiry enquiry) {
        String email = cases.field(enquiry, REACH_OTHERWISE, "email");
        if (!TextBounds.isEmail(email)) {
            throw new IncompleteDraftException("email", "invalid");
        }
        drafts.discard(enquiry.id(), REACH_OTHERWISE);
        return enquiries.correctEmail(enquiry.id(), email, acting.actor());
    }
}
