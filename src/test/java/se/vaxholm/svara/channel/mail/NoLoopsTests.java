package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.embedded.MailServer;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.intake.MailReason;

/** Svara and other machines never write to each other without an end (RFC 3834), and no question is lost for that. */
class NoLoopsTests extends PostBox {

    private static final int AN_HOUR = 5;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Auto-Submitted: auto-generated     | MACHINE
                    Auto-Submitted: auto-replied       | MACHINE
                    Auto-Submitted: auto-notified; x=y | MACHINE
                    AUTO-SUBMITTED: Auto-Generated     | MACHINE
                    Return-Path: <>                    | MACHINE
                    X-Auto-Response-Suppress: All      | MACHINE
                    X-Autoreply: yes                   | MACHINE
                    From: noreply@example.org          | MACHINE
                    From: MAILER-DAEMON@example.org    | MACHINE
                    Precedence: bulk                   | BULK
                    Precedence: list                   | BULK
                    Precedence: junk                   | BULK
                    List-Id: <nytt.example.org>        | BULK
                    List-Unsubscribe: <mailto:u@example.org> | BULK
                    List-Post: <mailto:l@example.org>  | BULK
                    From: kontaktcenter@vaxholm.example | ASKED
                    From: KontaktCenter@Vaxholm.Example | ASKED""")
    void nothingAutomaticGoesToAMachineOrToAMailboxOfOurs(String header, MailReason reason) {
        Enquiry enquiry = caseOf(taken(from(anyAddress()).with(header).body("Hej hej.")));

        assertThat(mails.of(enquiry.id()))
                .singleElement()
                .extracting(mail -> mail.reason())
                .isEqualTo(reason);
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
        assertThat(entry(enquiry, Deed.What.LETTER_WITHHELD).detail()).containsEntry("why", "machine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Precedence: first-class",
                "X-Mailer: Outlook",
                "Return-Path: <a@b.example>"
            })
    void aPersonsMailIsAcknowledged(String header) {
        Enquiry enquiry = caseOf(taken(from(anyAddress()).with(header).body("Hej hej.")));

        assertThat(letters(enquiry)).contains(LetterKind.ACKNOWLEDGEMENT);
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.LETTER_WITHHELD);
    }

    @Test
    void theSixthQuestionWithinAnHourIsACaseWithoutAcknowledgementAndTheJournalSaysWhy() {
        InboxSettings.Box box = anyBox();
        String address = anyAddress();
        for (int i = 0; i < AN_HOUR; i++) {
            assertThat(letters(caseOf(taken(box, from(address).body("Fråga " + i)))))
                    .contains(LetterKind.ACKNOWLEDGEMENT);
            clock.advance(Duration.ofMinutes(5));
        }

        Enquiry sixth = caseOf(taken(box, from(address).body("Den sjätte frågan.")));

        assertThat(letters(sixth)).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
        assertThat(openForms(sixth)).containsExactly("choose-unit");
        assertThat(sixth.lastDayOn()).isEqualTo("2026-03-04");
        assertThat(entry(sixth, Deed.What.LETTER_WITHHELD).detail())
                .containsEntry("kind", "ACKNOWLEDGEMENT")
                .containsEntry("why", "often");
        clock.advance(Duration.ofMinutes(40));
        assertThat(letters(caseOf(taken(box, from(address).body("Fråga igen.")))))
                .contains(LetterKind.ACKNOWLEDGEMENT);
    }

    /** It answers each letter with a new mail, and says nothing of being a machine. */
    @Test
    void aMachineInDisguiseGetsAFewLettersAnHour() throws Exception {
        InboxSettings.Box box = anyBox();
        String robot = anyAddress();
        taken(box, from(robot).body("Tack för ditt brev."));
        int answered = 0;
        for (int round = 0; round < 3 * AN_HOUR; round++) {
            postOffice.sendDue();
            List<MimeMessage> letters = mailTo(robot);
            for (MimeMessage letter : letters.subList(answered, letters.size())) {
                comes(box, from(robot).body("Tack för ditt brev. " + letter.getMessageID()));
            }
            answered = letters.size();
            read(box);
        }

        assertThat(answered).isEqualTo(AN_HOUR);
        assertThat(mailsOf(box)).hasSize(AN_HOUR + 1).allMatch(mail -> mail.enquiryId() != null);
    }

    @Test
    void twoTownsThatWriteToEachOtherStopAfterOneAutomaticLetterEach() throws Exception {
        try (MailServer server = MailServer.start(0, 0);
                Neighbour neighbour = Neighbour.start(server)) {
            InboxSettings.Box ours = box(server, "registrator@vaxholm.example");
            List<Integer> lying = new ArrayList<>();
            int port = mail.getPort();
            mail.setPort(server.smtpPort());
            try {
                deliver(
                        server,
                        ours,
                        RawMail.mail()
                                .with("From: Registrator <" + Neighbour.ADDRESS + ">")
                                .with("Message-ID: <" + UUID.randomUUID() + "@grannby.example>")
                                .body("Kan ni svara på en fråga?"));
                for (int round = 0; round < 6; round++) {
                    read(ours);
                    postOffice.sendDue();
                    neighbour.readsAndWrites();
                    lying.add(server.greenMail().getReceivedMessages().length);
                }
            } finally {
                mail.setPort(port);
            }

            assertThat(lying.subList(2, lying.size())).as("mails in all boxes").containsOnly(lying.get(2));
            assertThat(automatic(server, Neighbour.ADDRESS, ours.address())).isEqualTo(1);
            assertThat(automatic(server, ours.address(), Neighbour.ADDRESS)).isLessThanOrEqualTo(1);
            assertThat(neighbour.fates()).containsEntry("NEW_ENQUIRY MACHINE", 1L);
        }
    }

    private static InboxSettings.Box box(MailServer server, String address) {
        server.mailbox(address);
        return new InboxSettings.Box(address, "127.0.0.1", server.imapPort(), false, "", address, "", "", "", "");
    }

    /** How many letters have come from one to the other. */
    private static long automatic(MailServer server, String to, String from) throws Exception {
        long found = 0;
        for (MimeMessage letter : server.greenMail().getReceivedMessagesForDomain(to)) {
            if (letter.getFrom()[0].toString().contains(from) && letter.getHeader("Auto-Submitted") != null) {
                found++;
            }
        }
        return found;
    }
}
