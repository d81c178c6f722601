package se.vaxholm.svara.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Staff;

/** What stands in the municipality's letters, and what must never stand there (G12, G18, G21). */
class LettersTests extends Story {

    private static final String HOSTILE = "<script>alert('x')</script> & \"citat\" </p></body>\r\nBcc: eve@example.org";

    @Autowired
    private LetterLinks links;

    @Autowired
    private StatusCodes codes;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theAcknowledgementTellsNumberDayAndWayAndNeverQuotesTheQuestion() throws MessagingException {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        postGoes(enquiry);
        ReceivedLetter letter = only(address);
        assertThat(letter.subject()).isEqualTo("Vi har tagit emot ditt ärende [" + enquiry.number() + "]");
        for (String part : List.of(letter.text(), letter.html())) {
            assertThat(part)
                    .contains(enquiry.number().value())
                    .contains("Senast onsdag 4 mars 2026")
                    .contains("Stadsbyggnad", "08-541 708 10")
                    .contains(codes.of(enquiry).grouped())
                    .contains("Stadsbyggnadsförvaltningen", "Vaxholms stad")
                    .doesNotContain("friggebod", "Karin", LetterLinks.PLACEHOLDER, "{0}", "{");
        }
        assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertFrame(letter, "sv", "Stadsbyggnad, Vaxholms stad", "stadsbyggnad@vaxholm.example");
        assertThat(links.open(letter.token())).contains(enquiry.id());
    }

    @Test
    void theAnswerCarriesTheOfficersNameAndTheDecidedSignature() throws MessagingException {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja.\n\nLäs mer: https://www.vaxholm.se/bygglov.");
        postGoes(enquiry);
        ReceivedLetter letter = last(address);
        assertThat(letter.subject()).isEqualTo("Svar på ditt ärende [" + enquiry.number() + "]");
        assertThat(letter.header("Auto-Submitted")).as("a person answers").isEmpty();
        assertThat(letter.text())
                .contains("Hej!\n\nJa.\n\nLäs mer: https://www.vaxholm.se/bygglov.\n")
                .endsWith("-- \n" + staff("handlaggare").name()
                        + "\nStadsbyggnadsförvaltningen\nVaxholms stad\nTelefon 08-541 708 10\n"
                        + "stadsbyggnad@vaxholm.example\n");
        assertThat(letter.html())
                .contains("<a href=\"https://www.vaxholm.se/bygglov\">https://www.vaxholm.se/bygglov</a>.")
                .contains("<div dir=\"auto\"")
                .contains(staff("handlaggare").name() + "<br>\nStadsbyggnadsförvaltningen");
        assertFrame(letter, "sv", "Stadsbyggnad, Vaxholms stad", "stadsbyggnad@vaxholm.example");
        assertThat(links.open(letter.token())).contains(enquiry.id());
    }

    @Test
    void whoeverWritesInEnglishIsWrittenToInEnglish() throws MessagingException {
        String address = anyAddress();
        Enquiry enquiry = asked(new Enquirer("Karin Ek", address, null, ReplyBy.EMAIL, Language.EN));
        answers("handlaggare", enquiry, "Yes.");
        postGoes(enquiry);
        List<ReceivedLetter> letters =
                mailTo(address).stream().map(ReceivedLetter::of).toList();
        assertThat(letters)
                .extracting(ReceivedLetter::subject)
                .containsExactlyInAnyOrder(
                        "We have received your matter [" + enquiry.number() + "]",
                        "Answer to your matter [" + enquiry.number() + "]");
        for (ReceivedLetter letter : letters) {
            assertFrame(letter, "en", "Urban Planning, City of Vaxholm", "stadsbyggnad@vaxholm.example");
            assertThat(letter.text()).startsWith("Hello,").contains("Urban Planning Department");
            assertThat(letter.text() + letter.html()).doesNotContain("ärende", "Hej!", "{");
        }
        assertThat(letters).anyMatch(letter -> letter.text().contains("By Wednesday 4 March 2026"));
    }

    @Test
    void aSensitiveAnswerIsNotInTheMail() {
        String address = anyAddress();
        Enquiry enquiry = registered(submission("aldreomsorg", "Min mor är sjuk.", byMail(address)));
        assertThat(correspondence
                        .preview(enquiry, "Hon får hemtjänst.", actor("handlaggare"))
                        .text())
                .doesNotContain("hemtjänst");
        Staff officer = new Staff("sara", "Sara Social", Set.of("socialtjanst", "roll-handlaggare"));
        does(officer, enquiry, Outcome.ANSWER, Map.of("text", "Hon får hemtjänst."));
        postGoes(enquiry);
        for (ReceivedLetter letter :
                mailTo(address).stream().map(ReceivedLetter::of).toList()) {
            assertThat(letter.text() + letter.html() + letter.subject())
                    .doesNotContain("hemtjänst", "sjuk", "mor ", "Äldreomsorg", "äldreomsorg");
            assertThat(links.open(letter.token())).contains(enquiry.id());
        }
        assertThat(last(address).text()).contains("Det finns ett svar i ditt ärende " + enquiry.number());
        assertThat(letter(enquiry, LetterKind.ANSWER).letter().text()).doesNotContain("hemtjänst");
    }

    @Test
    void aStoredLetterHoldsNoLinkAndEveryLetterSentHasItsOwn() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);
        for (LetterKind kind : List.of(LetterKind.ACKNOWLEDGEMENT, LetterKind.ANSWER)) {
            Letter stored = letter(enquiry, kind).letter();
            assertThat(stored.text()).contains(LetterLinks.PLACEHOLDER).doesNotContain("/arende/l/");
            assertThat(stored.html()).contains(LetterLinks.PLACEHOLDER).doesNotContain("/arende/l/");
        }
        String code = codes.of(enquiry).grouped();
        Letter acknowledgement = letter(enquiry, LetterKind.ACKNOWLEDGEMENT).letter();
        assertThat(acknowledgement.text())
                .contains(LetterLinks.CODE_PLACEHOLDER)
                .doesNotContain(code);
        assertThat(acknowledgement.html())
                .contains(LetterLinks.CODE_PLACEHOLDER)
                .doesNotContain(code);
        assertThat(mailTo(address))
                .extracting(mail -> ReceivedLetter.of(mail).text())
                .noneMatch(text -> text.contains(LetterLinks.CODE_PLACEHOLDER))
                .filteredOn(text -> text.contains(code))
                .hasSize(1);
        List<String> tokens = mailTo(address).stream()
                .map(ReceivedLetter::of)
                .map(ReceivedLetter::token)
                .toList();
        assertThat(tokens).hasSize(2).doesNotHaveDuplicates();
        for (String token : tokens) {
            assertThat(jdbc.sql("select count(*) from letter_link where encode(token_hash, 'escape') like ?")
                            .param("%" + token + "%")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(links.open(token)).as("a mail scanner may open it first").contains(enquiry.id());
            assertThat(links.open(token + "x")).isEmpty();
            assertThat(links.open(token.substring(1))).isEmpty();
        }
        for (String none : List.of("", "\0", "x".repeat(100_000), "' or 1=1 --", "🏡")) {
            assertThat(links.open(none)).isEmpty();
        }
    }

    @Test
    void hostileWordsAndNamesStayWords() throws MessagingException, IOException {
        String address = anyAddress();
        Enquirer enquirer = new Enquirer("<b>Eve</b> \u202e🏡 {0} ' --", address, null, ReplyBy.EMAIL, Language.SV);
        Enquiry enquiry = registered(submission("bygglov", "[VS-2026-99999] <script>alert(1)</script>", enquirer));
        Staff officer = new Staff("hostil", "Eva <i>Ek</i>\r\nBcc: eve@example.org", Set.of("stadsbyggnad"));
        String answer = HOSTILE + "\n{0} ${7*7} مرحبا 🏡 \u202etxet";
        does(officer, enquiry, Outcome.ANSWER, Map.of("text", answer));
        postGoes(enquiry);
        ReceivedLetter letter = last(address);
        assertThat(letter.html())
                .doesNotContain("<script", "<i>", "</p></body>\n")
                .contains("&lt;script&gt;", "&lt;i&gt;Ek&lt;/i&gt;", "مرحبا 🏡");
        assertThat(letter.text()).contains("<script>alert('x')</script> & \"citat\"", "{0} ${7*7} مرحبا 🏡 \u202etxet");
        assertThat(letter.header("Bcc")).isEmpty();
        assertThat(letter.message().getAllRecipients()).containsExactly(new InternetAddress(address));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        letter.message().writeTo(raw);
        String headers = raw.toString(StandardCharsets.UTF_8);
        assertThat(headers.substring(0, headers.indexOf("\r\n\r\n"))).doesNotContain("eve@");
        assertThat(mailTo("eve@example.org")).isEmpty();
    }

    @Test
    void lettersToTheUnitTellThatThereIsWorkAndNothingOfItsContent() throws MessagingException {
        Enquiry enquiry = registered(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "stod-och-omsorg",
                "Jag har inga pengar kvar.",
                new Enquirer("Karin Ek", anyAddress(), "070-1", ReplyBy.EMAIL, Language.EN),
                clock.instant()));
        timerGoesOff(enquiry, "Boundary_RemindAt", WEDNESDAY_REMINDER);
        transaction.executeWithoutResult(status -> process.enquirerWrote(enquiry));
        postGoes(enquiry);
        Map<LetterKind, String> subjects = Map.of(
                LetterKind.UNIT_NOTICE, "Nytt ärende [%s]",
                LetterKind.REMINDER, "Påminnelse: ärende [%s] ska ha svar i dag",
                LetterKind.HANDLER_NOTICE, "Nytt meddelande i ärende [%s]");
        for (Outbox.Queued queued : outbox.of(enquiry.id())) {
            if (queued.letter().kind() == LetterKind.ACKNOWLEDGEMENT) {
                continue;
            }
            ReceivedLetter letter = mailTo(queued.letter().recipient()).stream()
                    .map(ReceivedLetter::of)
                    .filter(mail -> mail.header("Message-ID").equals(queued.messageId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(letter.subject())
                    .isEqualTo(subjects.get(queued.letter().kind()).formatted(enquiry.number()));
            assertThat(letter.text())
                    .contains(enquiry.number().value(), "/arenden/" + enquiry.number(), "onsdag 4 mars 2026")
                    .doesNotContain("pengar", "Karin", "070-1", "/arende/l/", "{");
            assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertFrame(letter, "sv", "Socialtjänst, Vaxholms stad", "socialtjanst@vaxholm.example");
        }
    }

    private static void assertFrame(ReceivedLetter letter, String language, String sender, String from)
            throws MessagingException {
        assertThat(letter.header("Content-Language")).isEqualTo(language);
        assertThat(letter.html()).contains("<html lang=\"" + language + "\"");
        for (InternetAddress address :
                List.of((InternetAddress) letter.message().getFrom()[0], (InternetAddress)
                        letter.message().getReplyTo()[0])) {
            assertThat(address.getPersonal()).isEqualTo(sender);
            assertThat(address.getAddress()).isEqualTo(from);
        }
        assertThat(letter.header("Message-ID")).matches("<svara\\.[0-9a-f-]{36}@vaxholm\\.example>");
        assertThat(letter.header("Date")).isNotEmpty();
    }

    private static ReceivedLetter only(String address) {
        assertThat(mailTo(address)).hasSize(1);
        return ReceivedLetter.of(mailTo(address).get(0));
    }

    /** The answer among what an address received. */
    private static ReceivedLetter last(String address) {
        return mailTo(address).stream()
                .map(ReceivedLetter::of)
                .filter(letter -> letter.subject().startsWith("Svar"))
                .findFirst()
                .orElseThrow();
    }
}
