package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.audit.LetterSeals.Fit;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.journal.PublishedCheckpoints;
import se.vaxholm.svara.journal.Verification;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.TestStaff;
import se.vaxholm.svara.wording.KeptTexts;
import se.vaxholm.svara.wording.OtherWords;
import se.vaxholm.svara.wording.Wording;

/** The whole check goes through checkpoints, chains, letters and texts, names what is wrong with them, and can be stopped. */
@Order(3) // before others have filled the database: it goes through every case that is there
class WholeCheckTests extends Story {

    @Autowired
    private WholeCheck check;

    @Autowired
    private LogChecks checks;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private PublishedCheckpoints checkpoints;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KeptTexts kept;

    @Value("${spring.datasource.url}")
    private String url;

    private List<WholeCheck.WrongLetter> wrong(Enquiry enquiry) {
        return check.look(come -> true).wrong().stream()
                .filter(wrong -> wrong.letter().enquiryId().equals(enquiry.id()))
                .toList();
    }

    @Test
    void whateverIsDoneToALetterIsNamed() throws Exception {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        answers("handlaggare", enquiry, "Ja, det får du.");
        assertThat(wrong(enquiry)).isEmpty();
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            LetterSealsTests.LETTER_WAYS.forEach((way, fit) -> {
                superuser.does(way);
                assertThat(wrong(enquiry)).as(way).singleElement().satisfies(one -> {
                    assertThat(one.number()).isEqualTo(enquiry.number().value());
                    assertThat(one.letter().fit()).isEqualTo(fit);
                    assertThat(one.letter().kind()).isEqualTo(LetterKind.ANSWER);
                });
                superuser.layBack();
            });
        }
        assertThat(wrong(enquiry)).isEmpty();
    }

    @Test
    void theLogsPageNamesTheLetterAndTheAuditorIsTold() throws Exception {
        Enquiry enquiry = asked(byMail());
        int before = told();
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            superuser.does("delete from letter where kind = 'ACKNOWLEDGEMENT' and enquiry_id = '%s'");
            checked();
        }
        WholeCheck.Result result = checks.last().orElseThrow().result();
        mvc.perform(get("/granskning/logg").with(TestStaff.staff("revisor")))
                .andExpect(content()
                        .string(allOf(
                                containsString(
                                        "Ärende " + enquiry.number()
                                                + ": brevet från måndag 2 mars 2026 kl. 10.15 (bekräftelse till frågeställaren) är borta"),
                                containsString("href=\"/granskning/logg/arenden/" + enquiry.number() + "\""),
                                containsString(" brev, " + result.texts() + " versioner av texter, "))));
        Entry verified = journal.of(Chain.AUDIT).get(0);
        assertThat(verified.what()).isEqualTo(Deed.What.VERIFIED);
        assertThat(verified.detail())
                .containsEntry("letters", Integer.toString(result.letters()))
                .containsEntry("texts", Integer.toString(result.texts()))
                .containsEntry("findings", Integer.toString(result.findings()));
        assertThat(result.findings())
                .isEqualTo(result.log().findings().size()
                        + result.wrong().size()
                        + result.wrongMessages().size()
                        + result.wrongTexts().size())
                .isPositive();
        assertThat(told()).isEqualTo(before + 1);
    }

    private void checked() throws InterruptedException {
        assertThat(checks.begin(Actor.SYSTEM)).isTrue();
        Instant patience = Instant.now().plus(Duration.ofMinutes(2));
        while (checks.last().orElseThrow().isRunning() && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }
        WholeCheck.Result result = checks.last().orElseThrow().result();
        assertThat(result).isNotNull();
        assertThat(result.log().ended()).isTrue();
        assertThat(result.isClean()).isFalse();
    }

    /** Words that no start has said before. */
    private int otherWords() {
        SortedMap<String, String> texts =
                OtherWords.of("letter.test", UUID.randomUUID().toString());
        return OtherWords.start(kept, Wording.LETTERS, Language.EN, texts);
    }

    private void superuser(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "only-for-tests");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
        }
    }

    private static String where(int version) {
        return " where wording = 'LETTERS' and language = 'EN' and version = " + version;
    }

    private Map<Integer, TextSeals.Fit> wrongTexts() {
        Map<Integer, TextSeals.Fit> wrong = new LinkedHashMap<>();
        check.look(come -> true).wrongTexts().stream()
                .filter(one -> one.wording() == Wording.LETTERS && one.language() == Language.EN)
                .forEach(one -> wrong.put(one.texts().version(), one.texts().fit()));
        return wrong;
    }

    @Test
    void whateverIsDoneToAKeptTextIsNamed() throws Exception {
        int first = otherWords();
        int version = otherWords();
        assertThat(wrongTexts()).isEmpty();
        assertThat(check.look(come -> true).texts()).isGreaterThanOrEqualTo(version);
        superuser("update kept_texts set texts = texts || '!'" + where(version));
        try {
            assertThat(wrongTexts()).isEqualTo(Map.of(version, TextSeals.Fit.CHANGED));
        } finally {
            superuser("update kept_texts set texts = left(texts, -1)" + where(version));
        }
        superuser("update kept_texts set since = since + interval '1 day'" + where(first));
        try {
            assertThat(wrongTexts()).isEqualTo(Map.of(first, TextSeals.Fit.CHANGED));
        } finally {
            superuser("update kept_texts set since = since - interval '1 day'" + where(first));
        }
        superuser("update kept_texts set version = 88888" + where(version));
        try {
            assertThat(wrongTexts()).isEqualTo(Map.of(version, TextSeals.Fit.GONE, 88888, TextSeals.Fit.INSERTED));
        } finally {
            superuser("update kept_texts set version = " + version + where(88888));
        }
        assertThat(wrongTexts()).isEmpty();
    }

    @Test
    void theLogsPageNamesTheTextAndLeadsToIt() throws Exception {
        int version = otherWords();
        superuser("update kept_texts set texts = texts || '!'" + where(version));
        try {
            checked();
        } finally {
            superuser("update kept_texts set texts = left(texts, -1)" + where(version));
        }
        mvc.perform(get("/granskning/logg").with(TestStaff.staff("revisor")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Texter som har gällt (brev på engelska): version " + version
                                        + " är inte som den sparades"),
                                containsString("href=\"/granskning/texter/brev/en/" + version + "\""))));
        mvc.perform(get("/granskning/texter/brev/en/" + version).with(TestStaff.staff("revisor")))
                .andExpect(status().isOk());
        Entry verified = journal.of(Chain.AUDIT).get(0);
        assertThat(verified.what()).isEqualTo(Deed.What.VERIFIED);
        assertThat(Integer.parseInt(verified.detail().get("findings"))).isPositive();
    }

    @Test
    void theLogsPageNamesTheMessage() throws Exception {
        Enquiry enquiry = asked(byMail());
        enquiries.note(enquiry.id(), "Ring Anna först.", actor("handlaggare"));
        assertThat(wrongMessages(enquiry)).isEmpty();
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            superuser.does("update message set body = 'Ring inte.' where type = 'NOTE' and enquiry_id = '%s'");
            checked();
            assertThat(wrongMessages(enquiry)).containsExactly(MessageSeals.Fit.CHANGED);
        }
        assertThat(wrongMessages(enquiry)).isEmpty();
        mvc.perform(get("/granskning/logg").with(TestStaff.staff("revisor")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Ärende " + enquiry.number()
                                        + ": meddelandet från måndag 2 mars 2026 kl. 10.15 är inte som det skrevs"),
                                containsString("href=\"/granskning/logg/arenden/" + enquiry.number() + "\""),
                                containsString(" meddelanden, "))));
        assertThat(Integer.parseInt(journal.of(Chain.AUDIT).get(0).detail().get("messages")))
                .isPositive();
    }

    private List<MessageSeals.Fit> wrongMessages(Enquiry enquiry) {
        return check.look(come -> true).wrongMessages().stream()
                .filter(wrong -> wrong.number().equals(enquiry.number().value()))
                .map(wrong -> wrong.message().fit())
                .toList();
    }

    private int told() {
        return jdbc.sql("select count(*) from letter where subject like 'Händelseloggen är inte%'")
                .query(Integer.class)
                .single();
    }

    /** A case with more entries than a page reads has letters like any other. */
    @Test
    void lettersOfAVeryLongCaseAreLookedAtToo() throws Exception {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < Journal.MOST; i++) {
                enquiries.note(enquiry.id(), "Kalle vet.", actor("handlaggare"));
            }
        });
        answers("handlaggare", enquiry, "Ja, det får du.");
        assertThat(wrong(enquiry)).isEmpty();
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            superuser.does("update letter set body_text = 'Nej.' where kind = 'ANSWER' and enquiry_id = '%s'");
            assertThat(wrong(enquiry)).extracting(one -> one.letter().fit()).containsExactly(Fit.CHANGED);
        }
    }

    /** From before letters were sealed, and from before their files were. */
    @Test
    void oldLettersWithoutSealAreNeitherRightNorWrong() {
        Enquiry enquiry = asked(byMail());
        Outbox.Queued first = letter(enquiry, LetterKind.ACKNOWLEDGEMENT);
        UUID question = enquiries.question(enquiry.id());
        transaction.executeWithoutResult(status -> {
            UUID unsealed = outbox.add(first.letter());
            enquiries.tell(
                    Deed.What.LETTER_QUEUED,
                    enquiry,
                    Actor.SYSTEM,
                    Map.of("kind", "ACKNOWLEDGEMENT", "letter", unsealed.toString()));
            UUID withoutFiles = outbox.add(first.letter());
            jdbc.sql("update letter set files_of = ? where id = ?")
                    .params(question, withoutFiles)
                    .update();
            enquiries.tell(
                    Deed.What.LETTER_QUEUED,
                    enquiry,
                    Actor.SYSTEM,
                    Map.of(
                            "kind",
                            "ACKNOWLEDGEMENT",
                            "letter",
                            withoutFiles.toString(),
                            "sha256",
                            first.letter().sha256()));
        });
        assertThat(wrong(enquiry)).isEmpty();
    }

    @Test
    void whatIsStoppedAmongTheCheckpointsIsNotOverAndAccusesNobody() {
        for (int i = 0; i < 3; i++) {
            asked(byMail());
            checkpoints.make();
        }
        assertThat(check.checkpoints()).isGreaterThanOrEqualTo(3);
        List<Verification.Come> steps = new ArrayList<>();
        WholeCheck.Result result = check.look(come -> {
            steps.add(come);
            return come.done() < 2;
        });
        assertThat(result.log().ended()).isFalse();
        assertThat(result.isClean()).isFalse();
        assertThat(result.findings()).isZero();
        assertThat(result.texts()).isZero();
        assertThat(result.log().checkpoints()).isEqualTo(2);
        assertThat(steps)
                .containsExactly(
                        new Verification.Come(Verification.Phase.CHECKPOINTS, 0),
                        new Verification.Come(Verification.Phase.CHECKPOINTS, 1),
                        new Verification.Come(Verification.Phase.CHECKPOINTS, 2));
    }

    @Test
    void aWholeCheckTellsHowFarItHasComeWithBoth() {
        for (int i = 0; i < 2; i++) {
            asked(byMail());
            checkpoints.make();
        }
        List<Verification.Come> steps = new ArrayList<>();
        WholeCheck.Result result = check.look(steps::add);
        assertThat(result.log().ended()).isTrue();
        assertThat(result.log().checkpoints()).isEqualTo(check.checkpoints());
        assertThat(steps)
                .contains(
                        new Verification.Come(Verification.Phase.CHECKPOINTS, 0),
                        new Verification.Come(Verification.Phase.CHECKPOINTS, check.checkpoints() - 1),
                        new Verification.Come(Verification.Phase.CHAINS, 0));
    }
}
