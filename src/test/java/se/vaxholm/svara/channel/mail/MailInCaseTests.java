package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.process.Outcome;

/** Who may speak in a case by mail, and as what. */
class MailInCaseTests extends PostBox {

    @Test
    void theAskersAnswerIsSaidInTheCaseWithTheHistoryFolded() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);

        Mail mail = taken(answerTo(enquiry, LetterKind.ACKNOWLEDGEMENT, address).body("""
                        En sak till.

                        Den 2 mars 2026 kl. 10:15 skrev Stadsbyggnad <stadsbyggnad@vaxholm.example>:
                        > Vi har tagit emot ditt ärende.
                        """));

        assertFate(mail, MailFate.MESSAGE, MailReason.ENQUIRER);
        assertThat(mail.enquiryId()).isEqualTo(enquiry.id());
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).containsExactly("En sak till.");
        assertThat(mail.quoted()).contains("Vi har tagit emot ditt ärende.");
        assertThat(deeds(enquiry)).contains(Deed.What.HANDLER_TOLD);
    }

    @Test
    void theNumberInTheSubjectIsEnoughForTheAsker() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));

        Mail mail = taken(
                from(address).subject("Angående [" + enquiry.number() + "]").body("En sak till."));

        assertFate(mail, MailFate.MESSAGE, MailReason.ENQUIRER);
    }

    @Test
    void whatTheAskerWritesByWayOfAListIsSaidInTheCaseAllTheSame() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));

        Mail mail = taken(from(address)
                .with("List-Id: Bryggan <bryggan.example.org>")
                .with("Precedence: list")
                .subject("Angående [" + enquiry.number() + "]")
                .body("En sak till."));

        assertFate(mail, MailFate.MESSAGE, MailReason.ENQUIRER);
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).containsExactly("En sak till.");
    }

    @Test
    void aStrangerWithTheNumberHasACaseOfTheirOwnUntilSomebodyDecides() {
        Enquiry enquiry = asked(byMail());

        Mail mail =
                taken(from(anyAddress()).subject("[" + enquiry.number() + "]").body("Jag är grannen."));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.STRANGER);
        assertThat(mail.enquiryId()).isNotEqualTo(enquiry.id());
        assertThat(mail.names()).isEqualTo(enquiry.id());
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).isEmpty();
    }

    @Test
    void aForgedSenderDoesNotSpeakInTheCase() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));

        Mail mail = taken(from(address)
                .first("Authentication-Results: mx.vaxholm.example; dmarc=fail header.from=example.org")
                .subject("[" + enquiry.number() + "]")
                .body("Lägg ner ärendet."));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.DISTRUSTED);
        assertThat(letters(caseOf(mail))).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
    }

    @Test
    void thanksAfterTheAnswerIsReadByAPersonAndOpensNothing() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);

        Mail mail = taken(answerTo(enquiry, LetterKind.ANSWER, address).body("Tack!"));

        assertFate(mail, MailFate.MESSAGE, MailReason.ENQUIRER);
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(openForms(enquiry)).containsExactly("read-reply");
    }

    @Test
    void whoeverGoesOnAfterACaseIsClosedForGoodHasANewOne() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        clock.set("2026-04-20T10:00");

        Mail mail = taken(answerTo(enquiry, LetterKind.ANSWER, address).body("En ny sak."));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.GOES_ON);
        assertThat(said(caseOf(mail), Message.Type.QUESTION).get(0))
                .contains(enquiry.number().value());
    }

    @Test
    void anAnswerFromAColleaguesOwnMailboxIsTheAnswer() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        clock.set("2026-03-02T11:00");

        Mail mail = taken(from("maja@vaxholm.example")
                .with("To: <" + address + ">")
                .with("Cc: <stadsbyggnad@vaxholm.example>")
                .subject("Ditt ärende [" + enquiry.number() + "]")
                .body("Hej Karin, det får du."));

        assertFate(mail, MailFate.MESSAGE, MailReason.ANSWERED_ELSEWHERE);
        assertThat(now(enquiry).status()).isEqualTo(Status.ANSWERED);
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(now(enquiry).firstResponseAt()).isEqualTo(at("2026-03-02T11:00"));
        assertThat(said(enquiry, Message.Type.ANSWERED_OTHERWISE)).containsExactly("Hej Karin, det får du.");
    }

    @Test
    void whatAColleagueWritesToTheUnitAloneStaysInTheHouse() {
        Enquiry enquiry = asked(byMail());

        Mail mail = taken(from("kalle@vaxholm.example")
                .subject("[" + enquiry.number() + "]")
                .body("Jag tar den."));

        assertFate(mail, MailFate.MESSAGE, MailReason.COLLEAGUE);
        assertThat(said(enquiry, Message.Type.OUTSIDER_WROTE)).containsExactly("Jag tar den.");
        assertThat(now(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void whatAColleagueForwardsIsAskedByWhoeverWroteItSinceItWasWritten() {
        Mail mail = taken(from("politiker@vaxholm.example")
                .subject("VB: Gatlampan på Rindö")
                .body("""
                        Kan ni ta den här?

                        Från: Olle Ek <olle.ek@example.org>
                        Skickat: den 27 februari 2026 14:05
                        Till: politiker@vaxholm.example
                        Ämne: Gatlampan på Rindö

                        Lampan är trasig.
                        """));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.FORWARDED_TO_US);
        Enquiry enquiry = caseOf(mail);
        assertThat(enquiry.receivedAt()).isEqualTo(at("2026-02-27T14:05"));
        assertThat(enquiry.enquirer().email())
                .as("nobody is written to before it is confirmed")
                .isNull();
        assertThat(mail.original())
                .isEqualTo(new Mail.Original("Olle Ek", "olle.ek@example.org", at("2026-02-27T14:05")));
        assertThat(said(enquiry, Message.Type.QUESTION).get(0))
                .startsWith("Gatlampan på Rindö\n\nLampan är trasig.")
                .contains("Kan ni ta den här?");
    }

    @Test
    void somebodyWhomTheCaseWasSentToSpeaksToTheStaffAlone() {
        Enquiry enquiry = asked(byMail());
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_EXTERNAL,
                Map.of("external.recipient", "trafikverket", "external.parts", "QUESTION"));
        postGoes(enquiry);

        Mail mail = taken(answerTo(enquiry, LetterKind.FORWARDING, "vaxholm@trafikverket.example")
                .body("Vi lagar den."));

        assertFate(mail, MailFate.MESSAGE, MailReason.RECIPIENT);
        assertThat(said(enquiry, Message.Type.OUTSIDER_WROTE)).containsExactly("Vi lagar den.");
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).isEmpty();
    }

    @Test
    void aBounceFindsItsLetterAndIsWork() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);

        Mail mail = taken(InboxTests.bounceOf(letter(enquiry, LetterKind.ANSWER).messageId(), address));
        postOffice.sendDue();

        assertFate(mail, MailFate.BOUNCE, MailReason.NOT_DELIVERED);
        assertThat(mail.letterId()).isEqualTo(letter(enquiry, LetterKind.ANSWER).id());
        assertThat(now(enquiry).isOpen()).isTrue();
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(openForms(enquiry)).contains("reach-otherwise");
    }
}
