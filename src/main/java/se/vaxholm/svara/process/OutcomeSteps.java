package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.ASSESS;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Deliveries;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** Steps that carry out what an officer has decided when it is no answer that goes out: what is recorded, asked, or closed. */
@Configuration(proxyBeanMethods = false)
class OutcomeSteps {

    private final CaseOfStep cases;
    private final Enquiries enquiries;
    private final Deliveries deliveries;
    private final AskBacks askBacks;
    private final Endings endings;
    private final OutcomeLetters letters;
    private final ActingPerson acting;

    OutcomeSteps(
            CaseOfStep cases,
            Enquiries enquiries,
            Deliveries deliveries,
            AskBacks askBacks,
            Endings endings,
            OutcomeLetters letters,
            ActingPerson acting) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.deliveries = deliveries;
        this.askBacks = askBacks;
        this.endings = endings;
        this.letters = letters;
        this.acting = acting;
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
                deliveries.answeredOtherwise(enquiry.id(), how, at, said, acting.actor());
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
    @ProcessWord(
            name = "Fråga frågeställaren",
            value = "Ställer en fråga till frågeställaren, med brev och på ärendets sida. Klockan går; variabeln"
                    + " waitingForAsker är sann tills frågeställaren har svarat.",
            sets = Variables.WAITING_FOR_ASKER)
    JavaDelegate askBack() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            String question = cases.field(enquiry, ASSESS, "ask.text");
            CaseOfStep.require("ask.text", question);
            letters.question(askBacks.ask(enquiry.id(), question, acting.actor()), question, acting.actor());
            cases.forget(enquiry, ASSESS, "ask.text", acting.actor());
            CaseOfStep.set(execution, Variables.WAITING_FOR_ASKER, true);
        };
    }

    @Bean
    @ProcessWord(
            name = "Avsluta utan svar",
            value =
                    "Avslutar ärendet utan svar, av något av de få skäl som finns, och berättar det för frågeställaren om"
                            + " skälet är ett sådant. Klockan stannar.")
    JavaDelegate closeUnanswered() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            CloseReason reason = Arrays.stream(CloseReason.values())
                    .filter(one -> one.name().equals(cases.field(enquiry, ASSESS, "close.reason")))
                    .findFirst()
                    .orElseThrow(() -> new IncompleteDraftException("close.reason", "empty"));
            EnquiryNumber other = EnquiryNumber.parse(cases.field(enquiry, ASSESS, "close.other"))
                    .filter(number -> reason == CloseReason.DUPLICATE)
                    .orElse(null);
            try {
                Enquiry closed = endings.close(
                        enquiry.id(), reason, cases.field(enquiry, ASSESS, "close.note"), other, acting.actor());
                letters.closing(closed, reason, other == null ? null : other.value(), acting.actor());
            } catch (IllegalArgumentException e) {
                throw new IncompleteDraftException("close.reason", "invalid");
            }
        };
    }
}
