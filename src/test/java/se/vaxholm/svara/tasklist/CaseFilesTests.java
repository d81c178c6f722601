package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.organisation.Language;

/** Files on the case page: read by those who may read their message, and added to an answer that carries them to the asker. */
@SvaraTest
class CaseFilesTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private KeptFiles files;

    @Autowired
    private PostOffice postOffice;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Test
    void thoseWhoReadTheCaseReadItsFilesAndOthersDoNotLearnOfThem() throws Exception {
        Enquiry enquiry = desk.question();
        KeptFile file = sentAlong(enquiry, "tomt.pdf", Samples.PDF);
        String address = desk.address(enquiry) + "/filer/" + file.id();
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("tomt.pdf")))
                .andExpect(content().string(containsString(address)));
        for (String who : List.of("handlaggare", "chef", "kontaktcenter", "registrator", "revisor")) {
            desk.read(address, who).andExpect(status().isOk());
        }
        desk.read(address, "handlaggare3").andExpect(status().isNotFound());
        desk.read(address, "admin").andExpect(status().isForbidden());
        Enquiry other = desk.question();
        desk.read(desk.address(other) + "/filer/" + file.id(), "handlaggare").andExpect(status().isNotFound());
    }

    @Test
    void filesOfAnAnswerWaitWithItsDraftGoWithItsLetterAndStandOnTheMattersPage() throws Exception {
        Enquiry enquiry = desk.question("bygglov", "Får jag bygga?", asker());
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task + "/utkast", "handlaggare", "text", "Ja, se ritningen.", "filer", "ja")
                .andExpect(redirectedUrl(task + "/filer"));
        desk.read(task + "/filer", "handlaggare").andExpect(content().string(containsString("Filer till svaret")));
        upload(task + "/filer", "handlaggare", "ritning.pdf", Samples.PDF).andExpect(redirectedUrl(task + "/filer"));
        upload(task + "/filer", "handlaggare", "å ä ö.png", Samples.PNG).andExpect(redirectedUrl(task + "/filer"));
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("ritning.pdf")))
                .andExpect(content().string(containsString("Ja, se ritningen.")));
        desk.read(task + "/brev", "handlaggare")
                .andExpect(content().string(containsString("Till svaret hör 2 filer")))
                .andExpect(content().string(containsString("ritning.pdf")));

        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja, se ritningen.");
        postGoes(enquiry);

        assertThat(files.of(FilePlace.message(answer(enquiry))))
                .extracting(KeptFile::name)
                .containsExactly("ritning.pdf", "å ä ö.png");
        assertThat(files.of(CaseFiles.ofAnswer(enquiry.id()))).isEmpty();
        MimeMultipart parts = (MimeMultipart) letterTo(enquiry).getContent();
        assertThat(parts.getContentType()).startsWith("multipart/mixed");
        assertThat(parts.getCount()).isEqualTo(3);
        BodyPart drawing = parts.getBodyPart(1);
        assertThat(drawing.getFileName()).isEqualTo("ritning.pdf");
        assertThat(drawing.getContentType()).startsWith("application/pdf");
        assertThat(drawing.getDisposition()).isEqualTo("attachment");
        try (InputStream content = drawing.getInputStream()) {
            assertThat(content.readAllBytes()).isEqualTo(Samples.PDF);
        }
        assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("å ä ö.png");
        MimeMultipart words = (MimeMultipart) parts.getBodyPart(0).getContent();
        assertThat(words.getContentType()).startsWith("multipart/alternative");
        assertThat(words.getBodyPart(0).getContent().toString()).contains("Till svaret hör 2 filer");
    }

    @Test
    void inASensitiveCaseFilesWaitOnTheMattersPageAlone() throws Exception {
        Enquiry enquiry = desk.question("bygglov", "Jag behöver hjälp", asker());
        jdbc.sql("update enquiry set sensitive = true where id = ?")
                .param(enquiry.id())
                .update();
        String task = desk.taken(enquiry, "handlaggare");
        files.keep("plan.pdf", Samples.stream(Samples.PDF), CaseFiles.ofAnswer(enquiry.id()));
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Här är planen.");
        postGoes(enquiry);
        assertThat(files.of(FilePlace.message(answer(enquiry)))).hasSize(1);
        MimeMultipart parts = (MimeMultipart) letterTo(enquiry).getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).doesNotContain("planen", "plan.pdf", " fil");
    }

    @Test
    void whatIsTooMuchForMailServersIsOnTheMattersPageAndTheLetterSaysSo() throws Exception {
        Enquiry enquiry = desk.question("bygglov", "Får jag bygga?", asker());
        String task = desk.taken(enquiry, "handlaggare");
        files.keep("stor.txt", Samples.letters(16L << 20), CaseFiles.ofAnswer(enquiry.id()));
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        postGoes(enquiry);
        MimeMultipart parts = (MimeMultipart) letterTo(enquiry).getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Du hittar den på ärendets sida");
    }

    /** The case has gone to another board, and the question did not go along (G21). */
    @Test
    void whoMayNotReadAMessageBetweenBoardsDoesNotReadItsFiles() throws Exception {
        clock.set("2026-03-02T10:15");
        Enquiry enquiry = desk.question();
        KeptFile file = sentAlong(enquiry, "hemligt.pdf", Samples.PDF);
        clock.set("2026-03-02T10:30");
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(
                task,
                "handlaggare",
                "outcome",
                "FORWARD_INTERNAL",
                "forward.unit",
                "teknik",
                "forward.reason",
                "Det gäller kajen.",
                "forward.parts",
                "ANSWERS",
                "forward.secrecy",
                "yes");
        String address = desk.address(enquiry) + "/filer/" + file.id();
        desk.open(enquiry, "handlaggare3")
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("hemligt.pdf"))));
        desk.read(address, "handlaggare3").andExpect(status().isNotFound());
        desk.read(address, "handlaggare").andExpect(status().isOk());
    }

    @Test
    void aMessageThatIsMovedTakesItsFilesAlong() throws Exception {
        Enquiry wrong = desk.question();
        Enquiry right = desk.question();
        UUID message = transaction.execute(status -> enquiries.enquirerAdded(wrong.id(), "Se ritningen"));
        KeptFile file = files.keep("ritning.pdf", Samples.stream(Samples.PDF), FilePlace.message(message));
        desk.send(
                desk.address(wrong) + "/meddelanden/" + message + "/flytta",
                "handlaggare",
                "till",
                right.number().value());
        desk.read(desk.address(right) + "/filer/" + file.id(), "handlaggare").andExpect(status().isOk());
        desk.read(desk.address(wrong) + "/filer/" + file.id(), "handlaggare").andExpect(status().isNotFound());
    }

    @Test
    void anAnswerThatWasStoppedIsWrittenAnewWithItsFiles() throws Exception {
        Enquiry enquiry = desk.question("bygglov", "Får jag bygga?", asker());
        String task = desk.taken(enquiry, "handlaggare");
        files.keep("plan.pdf", Samples.stream(Samples.PDF), CaseFiles.ofAnswer(enquiry.id()));
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        assertThat(files.of(CaseFiles.ofAnswer(enquiry.id()))).isEmpty();
        UUID letter = outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind() == LetterKind.ANSWER)
                .findFirst()
                .orElseThrow()
                .id();
        desk.send(desk.address(enquiry) + "/brev/" + letter + "/stoppa", "handlaggare");
        assertThat(files.of(CaseFiles.ofAnswer(enquiry.id())))
                .extracting(KeptFile::name)
                .containsExactly("plan.pdf");
    }

    @Test
    void onlyWhoeverWritesTheAnswerAddsFilesToIt() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        upload(task + "/filer", "handlaggare2", "a.png", Samples.PNG).andExpect(redirectedUrl(desk.address(enquiry)));
        upload(task + "/filer", "handlaggare3", "a.png", Samples.PNG).andExpect(status().isNotFound());
        upload(task + "/filer", "revisor", "a.png", Samples.PNG).andExpect(status().isForbidden());
        assertThat(files.of(CaseFiles.ofAnswer(enquiry.id()))).isEmpty();
    }

    @Test
    void eachFileThatIsRefusedIsNamedAndTheOthersAreKept() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        mvc.perform(multipart(task + "/filer")
                        .file(part("bra.png", Samples.PNG))
                        .file(part("sida.html", Samples.text("<html></html>")))
                        .file(part("tom.txt", new byte[0]))
                        .with(staff("handlaggare"))
                        .with(csrf()))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("sida.html är en sorts fil som vi inte tar emot")))
                .andExpect(content().string(containsString("tom.txt är tom")))
                .andExpect(content().string(containsString("bra.png")));
        UUID kept = files.of(CaseFiles.ofAnswer(enquiry.id())).get(0).id();
        desk.send(task + "/filer/ta-bort", "handlaggare", "id", kept.toString());
        assertThat(files.of(CaseFiles.ofAnswer(enquiry.id()))).isEmpty();
    }

    private Enquirer asker() {
        return new Enquirer("Karin", "karin-" + UUID.randomUUID() + "@example.org", null, ReplyBy.EMAIL, Language.SV);
    }

    private KeptFile sentAlong(Enquiry enquiry, String name, byte[] content) throws Exception {
        UUID question = enquiries.messages(enquiry.id()).get(0).id();
        return files.keep(name, Samples.stream(content), FilePlace.message(question));
    }

    private UUID answer(Enquiry enquiry) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.type() == Message.Type.ANSWER)
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Others' letters may be before this case's in the queue. */
    private void postGoes(Enquiry enquiry) {
        for (int i = 0; i < 50 && (i == 0 || isWaiting(enquiry)); i++) {
            postOffice.sendDue();
        }
    }

    private boolean isWaiting(Enquiry enquiry) {
        return jdbc.sql("select count(*) from letter where enquiry_id = ? and status = 'QUEUED'")
                        .param(enquiry.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static MimeMessage letterTo(Enquiry enquiry) throws Exception {
        return Arrays.stream(TestServers.mail().greenMail().getReceivedMessages())
                .filter(message -> isTo(message, enquiry))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static boolean isTo(MimeMessage message, Enquiry enquiry) {
        try {
            // Others have put mails to nobody into the same server.
            return message.getAllRecipients() != null
                    && message.getAllRecipients()[0]
                            .toString()
                            .equals(enquiry.enquirer().email());
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private ResultActions upload(String address, String who, String name, byte[] content) throws Exception {
        return mvc.perform(
                multipart(address).file(part(name, content)).with(staff(who)).with(csrf()));
    }

    private static MockMultipartFile part(String name, byte[] content) {
        return new MockMultipartFile("files", name, "application/x-whatever", content);
    }
}
