package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;

/** Every mail becomes exactly one thing, by way of a real mailbox. */
class InboxTests extends PostBox {

    @Test
    void aQuestionBecomesACaseWithItsClockAndItsAcknowledgement() {
        String address = anyAddress();

        Mail mail = taken(from(address).subject("Friggebod på Rindö").body("Hej!\n\nFår jag bygga en friggebod?\n"));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.ASKED);
        Enquiry enquiry = caseOf(mail);
        assertThat(enquiry.channel()).isEqualTo(Channel.EMAIL);
        assertThat(enquiry.subject()).isEqualTo("Friggebod på Rindö");
        assertThat(said(enquiry, Message.Type.QUESTION))
                .containsExactly("Friggebod på Rindö\n\nHej!\n\nFår jag bygga en friggebod?");
        assertThat(enquiry.enquirer().email()).isEqualTo(address);
        assertThat(enquiry.enquirer().name()).isEqualTo("Karin Ek");
        assertThat(enquiry.enquirer().replyBy()).isEqualTo(ReplyBy.EMAIL);
        assertThat(enquiry.lastDayOn()).isEqualTo("2026-03-04");
        postGoes(enquiry);
        assertThat(mailTo(address)).hasSize(1);
        assertThat(deeds(enquiry)).contains(Deed.What.REGISTERED, Deed.What.MAIL_TAKEN_IN);
    }

    @Test
    void whatComesToAUnitIsTheUnits() {
        InboxSettings.Box box = box("kultur.fritid@vaxholm.example");

        Mail mail = taken(box, from(anyAddress()).subject("Badhuset").body("När öppnar ni?"));

        assertThat(caseOf(mail).unitId()).isEqualTo("kultur-fritid");
        assertThat(openForms(caseOf(mail))).containsExactly("assess");
    }

    @Test
    void whatComesElsewhereIsTheRegistrarsToPlace() {
        Mail mail = taken(from(anyAddress()).subject("Hej").body("Vem svarar på det här?"));

        assertThat(caseOf(mail).unitId()).isEqualTo("registrator");
        assertThat(openForms(caseOf(mail))).containsExactly("choose-unit");
    }

    @Test
    void aRequestWithItsOwnLawGoesWhereTheRulesSay() {
        InboxSettings.Box box = box("kultur.fritid@vaxholm.example");

        Mail mail = taken(box, from(anyAddress()).subject("Allmän handling").body("Jag vill begära ut protokollet."));

        assertThat(caseOf(mail).unitId()).isEqualTo("registrator");
        assertThat(caseOf(mail).legalKind()).isEqualTo("public-document");
    }

    @Test
    void theOriginalIsKeptByteByByte() throws Exception {
        byte[] bytes = from(anyAddress()).subject("Original").body("Åäö som de kom.\n");

        Mail mail = taken(bytes);

        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        mails.writeOriginal(mail.id(), kept);
        assertThat(kept.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(mail.size()).isEqualTo(bytes.length);
    }

    @Test
    void theSameMailInTwoMailboxesAndFetchedAgainIsOneCase() {
        InboxSettings.Box first = anyBox();
        InboxSettings.Box second = anyBox();
        RawMail mail = from(anyAddress()).subject("Dubbelt");
        comes(first, mail.also("Received: from a"), "Samma brev");
        comes(second, mail.also("Delivered-To: b@vaxholm.example"), "Samma brev");

        read(first);
        read(second);
        read(first);
        // As when the server has lost its numbers and gives new ones.
        jdbc.sql("update mailbox set uid_validity = 1, seen_to = 0 where address = ?")
                .param(first.address())
                .update();
        jdbc.sql("update mail_arrival set uid_validity = 1 where mailbox = ?")
                .param(first.address())
                .update();
        read(first);

        assertThat(mailsOf(first)).hasSize(2);
        assertThat(List.of(
                        mailsOf(first).get(0).id(),
                        mailsOf(first).get(1).id(),
                        mailsOf(second).get(0).id()))
                .containsOnly(mailsOf(first).get(0).id());
    }

    @Test
    void aMessageIdThatIsUsedAgainDoesNotMakeAnotherMailVanish() {
        InboxSettings.Box box = anyBox();
        RawMail mail = from(anyAddress()).subject("Fråga");

        Mail first = taken(box, mail.body("Den första frågan."));
        Mail second = taken(box, mail.body("Den andra frågan."));

        assertThat(second.enquiryId()).isNotNull().isNotEqualTo(first.enquiryId());
    }

    @Test
    void aBounceOfALetterThatIsNotOursIsACaseWithoutAcknowledgement() {
        Mail mail = taken(bounceOf("<outlook-1@vaxholm.example>", anyAddress()));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.FOREIGN_BOUNCE);
        assertThat(letters(caseOf(mail))).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
    }

    @Test
    void anAutomaticReplyIsKeptAndAsksNothing() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        List<Deed.What> before = deeds(enquiry);

        Mail mail = taken(answerTo(enquiry, LetterKind.ACKNOWLEDGEMENT, address)
                .with("Auto-Submitted: auto-replied")
                .body("Jag är på semester."));

        assertFate(mail, MailFate.AUTOMATIC_REPLY, MailReason.AWAY);
        assertThat(mail.enquiryId()).isEqualTo(enquiry.id());
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).isEmpty();
        assertThat(deeds(enquiry)).containsAll(before).doesNotContain(Deed.What.HANDLER_TOLD);
    }

    @Test
    void aNewsletterIsACaseThatIsLikelyToNeedNoAnswerAndGetsNoLetter() {
        Mail mail = taken(from(anyAddress())
                .with("List-Unsubscribe: <https://example.org/av>")
                .body("Veckans nyheter"));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.BULK);
        assertThat(mail.reason().suggestsAside()).isTrue();
        assertThat(letters(caseOf(mail))).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
        assertThat(openForms(caseOf(mail))).containsExactly("assess");
    }

    @Test
    void aRuledSenderIsLikelyToNeedNoAnswer() {
        jdbc.sql("insert into sender_rule (pattern, at, by_name) values ('@nyheter.example', now(), 'Birgitta')"
                        + " on conflict do nothing")
                .update();

        Mail mail = taken(from("redaktion@nyheter.example").body("Nyheter"));

        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.SENDER_RULE);
    }

    @Test
    void ourOwnLetterToTheUnitIsNothingNew() {
        InboxSettings.Box box = box("stadsbyggnad@vaxholm.example");
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);

        read(box);

        UUID notice = letter(enquiry, LetterKind.UNIT_NOTICE).id();
        assertThat(mailsOf(box)).isNotEmpty();
        assertThat(jdbc.sql("select fate from mail m join letter l on l.message_id = m.message_id where l.id = ?")
                        .param(notice)
                        .query(String.class)
                        .list())
                .containsExactly("OWN_LETTER");
    }

    @Test
    void whatCannotBeReadIsQuarantinedAndTheMailboxGoesOn() {
        InboxSettings.Box box = anyBox();
        comes(box, tooDeep());
        comes(box, from(anyAddress()).body("Efter det onda."));

        read(box);

        List<Mail> all = mailsOf(box);
        assertThat(all).extracting(Mail::fate).containsExactly(MailFate.QUARANTINE, MailFate.NEW_ENQUIRY);
        assertThat(openForms(caseOf(all.get(0)))).containsExactly("assess");
        assertThat(letters(caseOf(all.get(0)))).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
        assertThat(all.get(0).size()).isPositive();
    }

    @Test
    void whatIsAttachedLiesWithTheQuestion() {
        byte[] bytes = from(anyAddress())
                .subject("Bild")
                .parts(
                        "mixed",
                        RawMail.part("text/plain; charset=utf-8", "Se bilagan."),
                        RawMail.file("text/plain", "karta.txt", "Här ligger tomten."),
                        RawMail.file("text/html", "sida.html", "<script>alert(1)</script>"));

        Mail mail = taken(bytes);

        assertThat(mail.refusedFiles()).isEqualTo(1);
        assertThat(jdbc.sql("select name from file where message_id = ?")
                        .param(mail.message())
                        .query(String.class)
                        .list())
                .containsExactly("karta.txt");
    }

    @Test
    void aVirusIsStoppedAndTheMailIsACaseAllTheSame() {
        Mail mail = taken(from(anyAddress())
                .subject("Faktura")
                .parts(
                        "mixed",
                        RawMail.part("text/plain; charset=utf-8", "Se bilagan."),
                        RawMail.file(
                                "text/plain", "faktura.txt", new String(Samples.eicar(), StandardCharsets.US_ASCII))));

        assertThat(jdbc.sql("select scan from file where message_id = ?")
                        .param(mail.message())
                        .query(String.class)
                        .list())
                .containsExactly("INFECTED");
        assertThat(deeds(caseOf(mail))).contains(Deed.What.FILE_STOPPED);
        assertThat(openForms(caseOf(mail))).containsExactly("choose-unit");
    }

    private static byte[] tooDeep() {
        return NastyMail.all().stream()
                .filter(mail -> mail.unreadable() == UnreadableMailException.Reason.TOO_DEEP)
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    static byte[] bounceOf(String messageId, String recipient) {
        return RawMail.mail()
                .with("From: Mail Delivery System <mailer-daemon@example.org>")
                .with("Message-ID: <" + UUID.randomUUID() + "@example.org>")
                .with("Return-Path: <>")
                .with("Auto-Submitted: auto-replied")
                .subject("Undelivered Mail Returned to Sender")
                .parts(
                        "report; report-type=delivery-status",
                        RawMail.part("text/plain", "I could not deliver it."),
                        RawMail.part(
                                "message/delivery-status",
                                "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; " + recipient
                                        + "\nAction: failed\nStatus: 5.1.1\n"),
                        RawMail.part("text/rfc822-headers", "Message-ID: " + messageId + "\nSubject: Svar\n"));
    }
}
