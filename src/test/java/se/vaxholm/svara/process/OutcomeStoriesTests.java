package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;

/** What a case comes to when it is no plain answer: a question back, another system, a reason to close, a refusal. */
class OutcomeStoriesTests extends Story {

    @Autowired
    AskReminders reminders;

    @Test
    void aQuestionOfOursStopsNoClockAndTheReplyEndsTheWaiting() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet gäller det?"));
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).waitingForAskerSince()).isEqualTo(clock.instant());
        assertThat(openForms(enquiry)).containsExactly("assess");
        assertThat(said(enquiry, Message.Type.ASKED_BACK)).containsExactly("Vilken fastighet gäller det?");
        assertThat(letter(enquiry, LetterKind.ASK_BACK).letter().text()).contains("Vilken fastighet gäller det?");

        enquiries.enquirerAdded(enquiry.id(), "Rindö 3:12");
        process.enquirerWrote(now(enquiry));
        assertThat(now(enquiry).waitingForAskerSince()).isNull();
        assertThat(deeds(enquiry)).contains(Deed.What.HANDLER_TOLD);
    }

    @Test
    void whoeverDoesNotReplyIsRemindedOnceAndTheCaseMayThenBeClosed() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet?"));
        Map<String, String> close = Map.of("close.reason", "NO_COMPLETION", "close.note", "Ingen svarade.");
        assertThatThrownBy(() -> does("handlaggare", enquiry, Outcome.CLOSE_UNANSWERED, close))
                .isInstanceOf(IncompleteDraftException.class);
        clock.set("2026-03-09T10:00");
        reminders.remindDue();
        reminders.remindDue();
        assertThat(letters(enquiry)).containsOnlyOnce(LetterKind.ASK_REMINDER);
        clock.set("2026-03-16T10:00");
        does("handlaggare", enquiry, Outcome.CLOSE_UNANSWERED, close);
        assertThat(now(enquiry).status()).isEqualTo(Status.CLOSED_UNANSWERED);
        assertThat(letters(enquiry)).contains(LetterKind.CLOSING);
    }

    @Test
    void wordOfAnotherSystemStopsTheClock() {
        Enquiry enquiry = asked(byMail());
        does(
                "handlaggare",
                enquiry,
                Outcome.HANDLED_ELSEWHERE,
                Map.of(
                        "elsewhere.system", "Castor",
                        "elsewhere.reference", "BYGG.2026.7",
                        "elsewhere.who", "Bygglovsenheten, 08-541 708 00",
                        "elsewhere.on", "2026-03-20"));
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(clock.instant());
        assertThat(now(enquiry).status()).isEqualTo(Status.HANDLED_ELSEWHERE);
        assertThat(letter(enquiry, LetterKind.ELSEWHERE).letter().text())
                .contains("Castor", "BYGG.2026.7", "20 mars 2026");
    }

    @Test
    void aDuplicateNamesTheSameAskersOtherCase() {
        String address = anyAddress();
        Enquiry first = asked(byMail(address));
        Enquiry strangers = asked(byMail());
        Enquiry second = asked(byMail(address));
        assertThatThrownBy(() -> does(
                        "handlaggare",
                        second,
                        Outcome.CLOSE_UNANSWERED,
                        Map.of(
                                "close.reason", "DUPLICATE",
                                "close.other", strangers.number().value(),
                                "close.note", "Samma.")))
                .isInstanceOf(IncompleteDraftException.class);
        does(
                "handlaggare",
                second,
                Outcome.CLOSE_UNANSWERED,
                Map.of(
                        "close.reason", "DUPLICATE",
                        "close.other", first.number().value(),
                        "close.note", "Samma."));
        assertThat(now(second).status()).isEqualTo(Status.CLOSED_UNANSWERED);
        assertThat(letter(second, LetterKind.CLOSING).letter().text())
                .contains(first.number().value());
    }

    @Test
    void aRefusalNeedsGuidanceAndTheLetterGivesIt() {
        Enquiry enquiry = asked(byMail());
        assertThatThrownBy(() ->
                        does("handlaggare", enquiry, Outcome.ANSWER, Map.of("text", "Nej, tyvärr.", "refusal", "yes")))
                .isInstanceOf(IncompleteDraftException.class);
        does(
                "handlaggare",
                enquiry,
                Outcome.ANSWER,
                Map.of("text", "Nej, tyvärr.", "refusal", "yes", "guidance", "Sök dispens."));
        assertThat(letter(enquiry, LetterKind.ANSWER).letter().text())
                .contains("Nej, tyvärr.", "Sök dispens.", "inget formellt beslut");
    }
}
