package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Forms.ASSESS;
import static se.vaxholm.svara.process.Forms.REACH_OTHERWISE;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Deliveries;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.TextBounds;

/** Steps by which what an officer has written reaches the asker: by mail, by phone, on paper, or on the case's page alone. */
@Configuration(proxyBeanMethods = false)
class AnswerSteps {

    /** After so many calls that nobody took, what was to be said is written. */
    private static final int MOST_CALLS = 2;

    private static final String MAIL = "MAIL";
    private static final String PHONE = "PHONE";
    private static final String POST = "POST";
    private static final String NONE = "NONE";

    private final CaseOfStep cases;
    private final ElsewhereForm elsewhere;
    private final HoldingNotices notices;
    private final ReturnedLetters returned;
    private final Enquiries enquiries;
    private final Deliveries deliveries;
    private final Endings endings;
    private final Drafts drafts;
    private final Correspondence correspondence;
    private final OutcomeLetters letters;
    private final ActingPerson acting;

    AnswerSteps(
            CaseOfStep cases,
            ElsewhereForm elsewhere,
            HoldingNotices notices,
            ReturnedLetters returned,
            Enquiries enquiries,
            Deliveries deliveries,
            Endings endings,
            Drafts drafts,
            Correspondence correspondence,
            OutcomeLetters letters,
            ActingPerson acting) {
        this.cases = cases;
        this.elsewhere = elsewhere;
        this.notices = notices;
        this.returned = returned;
        this.enquiries = enquiries;
        this.deliveries = deliveries;
        this.endings = endings;
        this.drafts = drafts;
        this.correspondence = correspondence;
        this.letters = letters;
        this.acting = acting;
    }

    @Bean
    @ProcessWord(
            name = "Skicka svaret eller beskedet",
            value =
                    "Skickar det som är skrivet på det sätt som frågeställaren valt: svaret, eller beskedet om vem som svarar"
                            + " och när. Klockan stannar när det går med e-post eller räcker på ärendets sida. Sätter"
                            + " variabeln reply: MAIL, PHONE, POST eller NONE, och letter: vad det är som går.",
            reads = {Variables.OUTCOME, Variables.LETTER},
            sets = {Variables.REPLY, Variables.LETTER})
    JavaDelegate sendAnswer() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            Word word = Word.of(execution);
            String reply;
            if (isSentAgain(execution)) {
                enquiry = withCorrectedAddress(enquiry);
                reply = tell(enquiry.id(), word, Deed.What.SENT_AGAIN) ? MAIL : NONE;
                if (word == Word.NOTICE && reply.equals(MAIL)) {
                    notices.askAgain(enquiry, acting.actor());
                }
            } else {
                reply = write(enquiry, word);
            }
            CaseOfStep.set(execution, Variables.LETTER, word.name());
            execution.setVariable(Variables.REPLY, reply);
            if (reply.equals(MAIL)) {
                post(enquiry, word);
            }
        };
    }

    /**
     * The asker knows now, and the clock stops.
     *
     * @return false when there is nothing to tell any longer, since the promised day has come: the clock goes on
     */
    private boolean tell(UUID enquiryId, Word word, Deed.What how) {
        if (word != Word.NOTICE) {
            deliveries.told(enquiryId, word.status(), acting.actor(), how);
            return true;
        }
        if (!notices.told(enquiryId, acting.actor())) {
            return false;
        }
        enquiries.tell(how, enquiries.get(enquiryId), acting.actor(), Map.of());
        return true;
    }

    /** Puts the words on the case's page and says which way they go; the clock stops unless somebody has to call or post. */
    private String write(Enquiry enquiry, Word word) {
        boolean onTheSpot = !cases.field(enquiry, ASSESS, "onTheSpot").isEmpty();
        String reply = onTheSpot ? NONE : way(enquiry.enquirer());
        boolean waits = reply.equals(PHONE) || reply.equals(POST);
        switch (word) {
            case ANSWER -> {
                String text = correspondence.answerText(
                        enquiry.enquirer().language(), cases.text(enquiry, ASSESS), guidance(enquiry));
                if (waits) {
                    deliveries.answerWritten(enquiry.id(), text, acting.actor(), isRefusal(enquiry));
                } else {
                    enquiries.answered(
                            enquiry.id(),
                            text,
                            acting.actor(),
                            onTheSpot ? Deed.What.ANSWERED_ON_THE_SPOT : Deed.What.ANSWERED,
                            isRefusal(enquiry));
                }
            }
            case NOTICE -> notices.write(enquiry, waits, acting.actor());
            case ELSEWHERE ->
                endings.elsewhere(
                        enquiry.id(),
                        elsewhere.read(enquiry),
                        letters.elsewhereText(enquiry, elsewhere.read(enquiry)),
                        waits,
                        acting.actor());
        }
        return reply;
    }

    private boolean isRefusal(Enquiry enquiry) {
        return !cases.field(enquiry, ASSESS, "refusal").isEmpty();
    }

    private String guidance(Enquiry enquiry) {
        return isRefusal(enquiry) ? cases.field(enquiry, ASSESS, "guidance") : "";
    }

    private void post(Enquiry enquiry, Word word) {
        switch (word) {
            case ANSWER ->
                correspondence.answer(
                        enquiry,
                        correspondence.answerText(
                                enquiry.enquirer().language(), cases.text(enquiry, ASSESS), guidance(enquiry)),
                        acting.actor());
            case NOTICE -> notices.post(enquiry, acting.actor());
            case ELSEWHERE -> letters.elsewhere(enquiry, elsewhere.read(enquiry), acting.actor());
        }
    }

    private static String way(Enquirer enquirer) {
        return switch (enquirer.replyBy()) {
            case EMAIL -> enquirer.email() == null ? NONE : MAIL;
            case PHONE -> PHONE;
            case LETTER -> POST;
            case STATUS_PAGE -> NONE;
        };
    }

    @Bean
    @ProcessWord(
            name = "Anteckna samtalet",
            value = "Antecknar att svaret eller beskedet har lämnats på telefon. Klockan stannar.",
            reads = Variables.LETTER)
    JavaDelegate recordCall() {
        return execution -> tell(CaseOfStep.id(execution), Word.of(execution), Deed.What.CALLED);
    }

    @Bean
    @ProcessWord(
            name = "Anteckna försöket",
            value =
                    "Antecknar att ingen svarade i telefon. Efter andra försöket går det som skulle sägas skriftligt: variabeln"
                            + " reply blir MAIL eller POST om det finns en adress, annars NONE, och ärendets sida får räcka.",
            reads = {Variables.REPLY, Variables.LETTER},
            sets = Variables.REPLY)
    JavaDelegate recordNoReply() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            if (deliveries.calledInVain(enquiry.id(), acting.actor()) < MOST_CALLS) {
                return;
            }
            Word word = Word.of(execution);
            String reply = inWriting(enquiry.enquirer());
            if (!reply.equals(POST) && !tell(enquiry.id(), word, Deed.What.WRITTEN_INSTEAD)) {
                reply = NONE;
            }
            execution.setVariable(Variables.REPLY, reply);
            if (reply.equals(MAIL)) {
                post(enquiry, word);
            }
        };
    }

    private static String inWriting(Enquirer enquirer) {
        if (enquirer.email() != null) {
            return MAIL;
        }
        return enquirer.postalAddress() == null ? NONE : POST;
    }

    @Bean
    @ProcessWord(
            name = "Anteckna att brevet är postat",
            value = "Antecknar att brevet på papper är postat. Klockan stannar nu.",
            reads = Variables.LETTER)
    JavaDelegate recordPosted() {
        return execution -> tell(CaseOfStep.id(execution), Word.of(execution), Deed.What.POSTED);
    }

    @Bean
    @ProcessWord(
            name = "Skicka igen eller anteckna kontakten",
            value = "Tar hand om ett brev som inte kom fram: rättar adressen och skickar igen, eller antecknar hur"
                    + " frågeställaren nåddes på annat sätt.",
            reads = {Variables.OUTCOME, Variables.REPLY, Variables.LETTER})
    JavaDelegate recordReachedOtherwise() {
        return execution -> {
            Enquiry enquiry = cases.of(execution);
            // Only a process that sends answers knows a way of reply: there it is the answer that reached the asker.
            Word word = execution.hasVariable(Variables.REPLY) ? Word.of(execution) : null;
            Outbox.Queued late = word == null ? returned.word(enquiry).orElse(null) : null;
            if (isSentAgain(execution)) {
                Enquiry corrected = withCorrectedAddress(enquiry);
                if (late == null) {
                    returned.sendAgain(corrected, acting.actor());
                } else {
                    returned.sendWordAgain(corrected, late, acting.actor());
                }
                return;
            }
            String text = cases.text(enquiry, REACH_OTHERWISE);
            if (late != null) {
                String how = cases.field(enquiry, REACH_OTHERWISE, "how");
                returned.wordReached(enquiry, late, how, text, acting.actor());
                drafts.discard(enquiry.id(), REACH_OTHERWISE);
                return;
            }
            deliveries.reachedOtherwise(
                    enquiry.id(),
                    cases.field(enquiry, REACH_OTHERWISE, "how"),
                    text,
                    word == null || word == Word.NOTICE ? null : word.status(),
                    acting.actor());
            if (word == Word.NOTICE) {
                notices.told(enquiry.id(), acting.actor());
            }
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
