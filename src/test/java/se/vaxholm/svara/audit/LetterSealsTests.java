package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.audit.LetterSeals.Fit;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.process.SentLetters;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.TestStaff;

/** Whatever somebody does to a letter or to a file that went with it is found, and nothing else is. */
class LetterSealsTests extends Story {

    private static final String ANSWER = " where kind = 'ANSWER' and enquiry_id = '%s'";

    private static final String FILES =
            "select file.id from file join message on message.id = message_id where message.enquiry_id = '%s'";

    /** What is done to the letter itself, and what is said of it. */
    static final Map<String, Fit> LETTER_WAYS = letterWays();

    @Autowired
    private LetterSeals seals;

    @Autowired
    private KeptFiles files;

    @Autowired
    private CaseFiles caseFiles;

    @Autowired
    private SentLetters sent;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Value("${spring.datasource.url}")
    private String url;

    private Enquiry enquiry;
    private KeptFile file;
    private CaseTampering tampering;

    private static Map<String, Fit> letterWays() {
        Map<String, Fit> ways = new LinkedHashMap<>();
        ways.put("update letter set body_text = body_text || '!'" + ANSWER, Fit.CHANGED);
        ways.put("update letter set body_html = replace(body_html, 'Ja', 'Nej')" + ANSWER, Fit.CHANGED);
        ways.put("update letter set subject = 'Nej'" + ANSWER, Fit.CHANGED);
        ways.put("update letter set recipient = 'annan@example.org'" + ANSWER, Fit.CHANGED);
        ways.put("update letter set sender_name = 'Nacka'" + ANSWER, Fit.CHANGED);
        ways.put("update letter set queued_at = queued_at - interval '1 day'" + ANSWER, Fit.CHANGED);
        ways.put("update letter set kind = 'NOTICE'" + ANSWER, Fit.CHANGED);
        ways.put("update letter set kind = 'NO_SUCH_KIND'" + ANSWER, Fit.CHANGED);
        ways.put("delete from letter" + ANSWER, Fit.GONE);
        ways.put("update letter set enquiry_id = null" + ANSWER, Fit.GONE);
        ways.put(
                "insert into letter (id, enquiry_id, kind, recipient, sender_name, sender_email, subject, body_text, body_html,"
                        + " language, message_id, status, queued_at, next_try_at) select gen_random_uuid(), enquiry_id, kind,"
                        + " recipient, sender_name, sender_email, subject, body_text, body_html, language, '<x@' || id || '>',"
                        + " status, queued_at, next_try_at from letter" + ANSWER,
                Fit.INSERTED);
        return ways;
    }

    private static Map<String, Fit> fileWays() {
        Map<String, Fit> ways = new LinkedHashMap<>();
        String one = " where id = (" + FILES + " limit 1)";
        String piece = " where file_id = (" + FILES + " limit 1)";
        ways.put("update file_chunk set bytes = set_byte(bytes, 0, 65)" + piece, Fit.FILE_CHANGED);
        ways.put("update file_chunk set bytes = bytes || bytes" + piece, Fit.FILE_CHANGED);
        ways.put("delete from file_chunk" + piece, Fit.FILE_CHANGED);
        ways.put("update file set sha256 = decode(repeat('ab', 32), 'hex')" + one, Fit.FILE_CHANGED);
        ways.put("update file set size = 3" + one, Fit.FILE_CHANGED);
        ways.put("update file set name = 'avslag.pdf'" + one, Fit.FILE_CHANGED);
        ways.put("delete from file" + one, Fit.FILE_GONE);
        ways.put("update letter set files_of = null" + ANSWER, Fit.FILE_GONE);
        ways.put(
                "insert into file (id, message_id, name, kind, size, sha256, scan, kept_at, tried_at) select gen_random_uuid(),"
                        + " message_id, name, kind, size, sha256, scan, kept_at, tried_at from file" + one,
                Fit.FILE_ADDED);
        return ways;
    }

    @BeforeEach
    void anAnswerWithTwoFiles() throws Exception {
        enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        file = files.keep("ritning.pdf", Samples.stream(Samples.PDF), CaseFiles.ofAnswer(enquiry.id()));
        files.keep("karta.png", Samples.stream(Samples.PNG), CaseFiles.ofAnswer(enquiry.id()));
        answers("handlaggare", enquiry, "Ja, se ritningen.");
    }

    @AfterEach
    void layBack() {
        if (tampering != null) {
            tampering.close();
            assertThat(fits()).as("when it is laid back").containsOnly(Fit.SAME);
        }
    }

    private List<Fit> fits() {
        return seals.of(enquiry.id()).letters().stream()
                .map(LetterSeals.SealedLetter::fit)
                .toList();
    }

    private CaseTampering tampering() throws SQLException {
        tampering = new CaseTampering(url, enquiry.id());
        return tampering;
    }

    @Test
    void whateverIsDoneToALetterIsFound() throws SQLException {
        postGoes(enquiry);
        isFound(LETTER_WAYS);
    }

    @Test
    void whateverIsDoneToAFileThatWentAlongIsFound() throws SQLException {
        postGoes(enquiry);
        isFound(fileWays());
    }

    private void isFound(Map<String, Fit> ways) throws SQLException {
        List<Fit> before = fits();
        assertThat(before).hasSizeGreaterThan(2).containsOnly(Fit.SAME);
        try (CaseTampering superuser = tampering()) {
            ways.forEach((way, fit) -> {
                superuser.does(way);
                assertThat(fits()).as(way).contains(fit);
                assertThat(fits().stream().filter(Fit::isWrong)).as(way).hasSize(1);
                superuser.layBack();
                assertThat(fits()).isEqualTo(before);
            });
        }
        tampering = null;
    }

    @Test
    void aLetterThatCarriedNothingCarriesNothingAfterwards() throws SQLException {
        tampering()
                .does("update letter set files_of = (select files_of from letter" + ANSWER
                        + ") where kind = 'ACKNOWLEDGEMENT' and enquiry_id = '%s'");
        assertThat(fits()).containsOnlyOnce(Fit.FILE_ADDED);
    }

    @Test
    void aFileThatWasFoundInfectedAndDeletedIsNoFault() {
        postGoes(enquiry);
        jdbc.sql("update file set scan = 'INFECTED', finding = 'Eicar' where id = ?")
                .param(file.id())
                .update();
        assertThat(fits()).containsOnly(Fit.SAME);
        assertThat(caseFiles.deleteStopped(file.id(), actor("registrator"))).isTrue();
        assertThat(fits()).containsOnly(Fit.SAME);
    }

    @Test
    void theFilesOfAnAnswerThatWasStoppedInTimeAreItsWritersAgain() {
        Outbox.Queued answer = letter(enquiry, LetterKind.ANSWER);
        assertThat(sent.stop(now(enquiry), answer.id(), staff("handlaggare"))).isTrue();
        assertThat(fits()).containsOnly(Fit.SAME);
        assertThat(files.remove(file.id(), CaseFiles.ofAnswer(enquiry.id()))).isTrue();
        answers("handlaggare", enquiry, "Ja, se kartan.");
        postGoes(enquiry);
        assertThat(fits()).containsOnly(Fit.SAME);
    }

    /** Whoever says that a letter never left does not make its files forgotten. */
    @Test
    void aLetterThatLeftIsNotStoppedAfterwards() throws SQLException {
        postGoes(enquiry);
        CaseTampering superuser = tampering();
        superuser.does("update letter set status = 'STOPPED'" + ANSWER);
        superuser.does("delete from file where id in (" + FILES + ")");
        assertThat(fits()).containsOnlyOnce(Fit.FILE_GONE);
    }

    @Test
    void theLogsPageOfTheCaseSaysWhatIsWrong() throws Exception {
        String page = "/granskning/logg/arenden/" + enquiry.number();
        mvc.perform(get(page).with(TestStaff.staff("revisor")))
                .andExpect(content().string(not(containsString("Nej,"))));
        CaseTampering superuser = tampering();
        superuser.does("update file set name = 'avslag.pdf' where id = '" + file.id() + "'");
        mvc.perform(get(page).with(TestStaff.staff("revisor")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Nej, en fil som följde med är ändrad"),
                                containsString("Ärende " + enquiry.number()
                                        + ": en fil som följde med brevet från måndag 2 mars 2026 kl. 10.15"
                                        + " (svar till frågeställaren) är ändrad"),
                                not(containsString("Loggen är som den skrevs")))));
        superuser.layBack();
        superuser.does("update letter set kind = 'NO_SUCH_KIND'" + ANSWER);
        mvc.perform(get(page).with(TestStaff.staff("revisor")))
                .andExpect(content().string(containsString("Nej, det är ändrat")));
    }
}
