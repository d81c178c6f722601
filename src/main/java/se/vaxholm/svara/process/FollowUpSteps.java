package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.DISSATISFIED;
import static se.vaxholm.svara.process.Forms.READ_REPLY;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.correspondence.FollowUpLetters;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.security.Actor;

/** Steps of the time after an answer: what the asker makes of it, until the case is closed for good. */
@Configuration(proxyBeanMethods = false)
class FollowUpSteps {

    private final CaseOfStep cases;
    private final FollowUps followUps;
    private final Drafts drafts;
    private final FollowUpLetters letters;
    private final ActingPerson acting;

    FollowUpSteps(CaseOfStep cases, FollowUps followUps, Drafts drafts, FollowUpLetters letters, ActingPerson acting) {
        this.cases = cases;
        this.followUps = followUps;
        this.drafts = drafts;
        this.letters = letters;
        this.acting = acting;
    }

    @Bean
    @ProcessWord(
            name = "Öppna för återkoppling",
            value = "Låter frågeställaren säga vad svaret var värt i trettio dagar (variabeln followUpUntil). Sätter"
                    + " contactWanted: om frågeställaren redan väntar på chefen.",
            sets = {Variables.FOLLOW_UP_UNTIL, Variables.CONTACT_WANTED})
    JavaDelegate openFollowUp() {
        return execution -> {
            Enquiry enquiry = followUps.begin(CaseOfStep.id(execution));
            Instant until = Objects.requireNonNull(enquiry.followUp().until());
            execution.setVariable(Variables.FOLLOW_UP_UNTIL, Date.from(until));
            execution.setVariable(Variables.CONTACT_WANTED, enquiry.followUp().contactWantedAt() != null);
        };
    }

    @Bean
    @ProcessWord(
            name = "Ta emot meddelandet",
            value = "Berättar för enheten, genom dess brevlåda, att frågeställaren har skrivit i ett besvarat ärende."
                    + " Sista dagen för att läsa det (variabeln answerDueAt) räknas från när det kom. Väntar redan ett"
                    + " tidigare meddelande (variabeln replyWaits) har enheten fått sitt besked.",
            sets = {Variables.ANSWER_DUE_AT, Variables.REPLY_WAITS})
    JavaDelegate receiveReply() {
        return execution -> {
            boolean waits = cases.of(execution).followUp().replySince() != null;
            execution.setVariable(Variables.REPLY_WAITS, waits);
            if (waits) {
                return;
            }
            Enquiry enquiry = followUps.replyCame(CaseOfStep.id(execution));
            Instant since = Objects.requireNonNull(enquiry.followUp().replySince());
            execution.setVariable(Variables.ANSWER_DUE_AT, Date.from(followUps.dueAfter(since)));
            letters.tellUnitOfReply(enquiry);
        };
    }

    @Bean
    @ProcessWord(
            name = "Anteckna att meddelandet är läst",
            value = "Antecknar att meddelandet är läst och inte kräver något: ett tack öppnar inget ärende.")
    JavaDelegate recordReplyRead() {
        return execution -> {
            followUps.nothingNeeded(CaseOfStep.id(execution), acting.actor());
            drafts.discard(CaseOfStep.id(execution), READ_REPLY);
        };
    }

    @Bean
    @ProcessWord(
            name = "Öppna ärendet igen",
            value = "Öppnar ärendet igen hos samma enhet, med en ny svarstid från det att frågeställaren sade till, och"
                    + " berättar det för frågeställaren. Ett ärende som redan är öppnat ger bara sin svarstid"
                    + " (answerDueAt och remindAt).",
            reads = Variables.OUTCOME,
            sets = {Variables.ANSWER_DUE_AT, Variables.REMIND_AT, Variables.UNIT_MISSING})
    JavaDelegate reopen() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            if (!enquiry.isOpen()) {
                enquiry = followUps.reopen(enquiry.id(), opener(execution));
                drafts.discard(enquiry.id(), READ_REPLY);
                letters.reopened(enquiry);
            }
            CaseOfStep.set(execution, Variables.ANSWER_DUE_AT, Date.from(enquiry.answerDueAt()));
            CaseOfStep.set(execution, Variables.REMIND_AT, Date.from(enquiry.remindAt()));
            CaseOfStep.set(execution, Variables.UNIT_MISSING, false);
        };
    }

    /** Whoever read the message, or the asker themselves. */
    private Actor opener(DelegateExecution execution) {
        return acting.actor().role() == Actor.Role.STAFF
                        && Outcome.REOPEN.name().equals(execution.getVariable(Variables.OUTCOME))
                ? acting.actor()
                : Actor.ENQUIRER;
    }

    @Bean
    @ProcessWord(
            name = "Ta emot önskan om kontakt",
            value = "Berättar för enhetens chef (variabeln managerGroup) att frågeställaren vill bli kontaktad eller"
                    + " klagar. Sista dagen (variabeln answerDueAt) räknas från när frågeställaren sade till.",
            sets = {Variables.ANSWER_DUE_AT, Variables.MANAGER_GROUP})
    JavaDelegate receiveContactWish() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            Instant since = Objects.requireNonNull(enquiry.followUp().contactWantedAt());
            execution.setVariable(Variables.ANSWER_DUE_AT, Date.from(followUps.dueAfter(since)));
            execution.setVariable(Variables.MANAGER_GROUP, enquiry.unitId() + Vocabulary.MANAGER);
            letters.tellManagerOfWish(enquiry);
        };
    }

    @Bean
    @ProcessWord(name = "Anteckna kontakten", value = "Antecknar hur chefen nådde frågeställaren och vad som sades.")
    JavaDelegate recordContacted() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            String text = cases.text(enquiry, DISSATISFIED);
            followUps.contacted(enquiry.id(), cases.field(enquiry, DISSATISFIED, "how"), text, acting.actor());
            drafts.discard(enquiry.id(), DISSATISFIED);
        };
    }

    @Bean
    @ProcessWord(
            name = "Avsluta för gott",
            value = "Tiden för återkoppling är slut. Frågeställaren kan läsa ärendet men inte längre öppna det igen.")
    JavaDelegate closeForGood() {
        return execution -> followUps.closeForGood(CaseOfStep.id(execution));
    }
}
