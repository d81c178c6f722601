package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Checkpoint;
import se.vaxholm.svara.journal.Checkpoints;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.TestStaff;

/** What the auditor sees of the journal itself. */
class LogPagesTests extends Story {

    private static final String LOG = "/granskning/logg";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private LogChecks checks;

    @Value("${spring.datasource.url}")
    private String url;

    @Value("${svara.journal.checkpoints}")
    private Path file;

    private ResultActions reads(String path) throws Exception {
        return mvc.perform(get(path).with(TestStaff.staff("revisor"))).andExpect(status().isOk());
    }

    private ResultActions sends(String path) throws Exception {
        return mvc.perform(post(path).with(TestStaff.staff("revisor")).with(csrf()));
    }

    private void superuser(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "only-for-tests");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aCheckpointOnDemandIsPublished() throws Exception {
        asked(byMail());
        reads(LOG).andExpect(content().string(not(containsString("Nytt sedan dess</dt><dd>0"))));
        sends(LOG + "/kontrollpunkt").andExpect(redirectedUrl(LOG));
        Checkpoint last = checkpoints.last().orElseThrow();
        assertThat(Files.readAllLines(file)).contains(last.line());
        reads(LOG)
                .andExpect(content()
                        .string(allOf(
                                containsString("Nummer " + last.n()),
                                containsString(last.root().hex()))));
        sends(LOG + "/kontrollpunkt").andExpect(flash().attribute("made", 0));
        assertThat(checkpoints.last()).contains(last);
    }

    @Test
    void theWholeJournalIsLookedThroughAndThatIsAnEntryToo() throws Exception {
        asked(byMail());
        int before = verified();
        sends(LOG + "/prova").andExpect(redirectedUrl(LOG + "#provning"));
        String page = overWithin(Duration.ofMinutes(2));
        assertThat(page).contains("Begärd", TestStaff.named("revisor").name());
        assertThat(verified()).isEqualTo(before + 1);
        reads(LOG + "/ovrigt/granskning").andExpect(content().string(containsString("Händelseloggen prövades")));
    }

    private int verified() {
        return journal.of(Chain.AUDIT, Deed.What.VERIFIED, Map.of()).size();
    }

    private String overWithin(Duration patience) throws Exception {
        Instant end = Instant.now().plus(patience);
        String page = reads(LOG).andReturn().getResponse().getContentAsString();
        while (page.contains("<progress") && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            page = reads(LOG).andReturn().getResponse().getContentAsString();
        }
        assertThat(page).doesNotContain("<progress");
        return page;
    }

    @Test
    void aCaseThatSomebodyHasChangedIsNamedOnItsPage() throws Exception {
        Enquiry enquiry = asked(byMail());
        String page = LOG + "/arenden/" + enquiry.number();
        reads(page)
                .andExpect(content()
                        .string(allOf(
                                containsString("Loggen är som den skrevs"),
                                containsString("Vem har läst ärendet"),
                                containsString(TestStaff.named("revisor").name()))));
        superuser("update journal_entry set actor_role = 'STAFF' where seq = 2 and chain = '" + enquiry.id() + "'");
        try {
            reads(page)
                    .andExpect(content()
                            .string(allOf(
                                    containsString("Ett fel"),
                                    containsString("Ärende " + enquiry.number() + ": post 2 är inte som den skrevs"),
                                    not(containsString("Loggen är som den skrevs")))));
        } finally {
            superuser(
                    "update journal_entry set actor_role = 'SYSTEM' where seq = 2 and chain = '" + enquiry.id() + "'");
        }
        reads(page).andExpect(content().string(containsString("Loggen är som den skrevs")));
    }

    /** Whatever they hold, the pages that name what is wrong open. */
    @ParameterizedTest
    @ValueSource(strings = {"what = 'X'", "actor_role = 'X'", "detail = '[]'", "at = 'infinity'", "seq = 99"})
    void anEntryThatCannotBeReadKeepsNoPageShut(String change) throws Exception {
        Enquiry enquiry = asked(byMail());
        superuser("create table kept as select * from journal_entry where chain = '" + enquiry.id() + "' and seq = 2");
        superuser("update journal_entry set " + change + " where seq = 2 and chain = '" + enquiry.id() + "'");
        try {
            reads(LOG + "/arenden/" + enquiry.number())
                    .andExpect(content().string(not(containsString("Loggen är som den skrevs"))));
            reads("/granskning/arenden/" + enquiry.number());
            reads("/arenden/" + enquiry.number());
        } finally {
            superuser("delete from journal_entry where id = (select id from kept)");
            superuser("insert into journal_entry overriding system value select * from kept");
            superuser("drop table kept");
        }
    }

    @Test
    void aLetterThatSomebodyHasChangedIsNamed() throws Exception {
        Enquiry enquiry = asked(byMail());
        String page = LOG + "/arenden/" + enquiry.number();
        reads(page).andExpect(content().string(not(containsString("det är ändrat"))));
        superuser("update letter set body_text = body_text || '!' where kind = 'ACKNOWLEDGEMENT' and enquiry_id = '"
                + enquiry.id() + "'");
        reads(page)
                .andExpect(content()
                        .string(allOf(
                                containsString("Nej, det är ändrat"),
                                containsString(") är inte som det skrevs"),
                                not(containsString("Loggen är som den skrevs")))));
    }

    @Test
    void aLetterThatNobodyWroteIsNamed() throws Exception {
        Enquiry enquiry = asked(byMail());
        String id = UUID.randomUUID().toString();
        superuser("insert into letter (id, enquiry_id, kind, recipient, sender_name, sender_email, subject, body_text,"
                + " body_html, language, message_id, status, queued_at, next_try_at) select '" + id
                + "', enquiry_id, 'ANSWER', recipient, sender_name, sender_email, 'Svar', 'Nej.', 'Nej.', language, '<"
                + id
                + "@x>', 'SENT', queued_at, next_try_at from letter where kind = 'ACKNOWLEDGEMENT' and enquiry_id = '"
                + enquiry.id() + "'");
        reads(LOG + "/arenden/" + enquiry.number())
                .andExpect(content().string(containsString("loggen känner inte till det")));
    }

    @Test
    void whatTheNightFindsIsToldToTheAuditor() throws Exception {
        Enquiry enquiry = asked(byMail());
        clock.set(clock.instant().plus(Duration.ofDays(300)));
        superuser("update journal_entry set actor_role = 'STAFF' where seq = 2 and chain = '" + enquiry.id() + "'");
        int before = told();
        try {
            checks.nightly();
            overWithin(Duration.ofMinutes(2));
        } finally {
            superuser(
                    "update journal_entry set actor_role = 'SYSTEM' where seq = 2 and chain = '" + enquiry.id() + "'");
        }
        assertThat(told()).isEqualTo(before + 1);
        long checked = verified();
        checks.nightly();
        overWithin(Duration.ofMinutes(2));
        assertThat(verified()).as("once a night").isEqualTo(checked);
    }

    private int told() {
        return jdbc.sql(
                        "select count(*) from letter where kind = 'CHECKPOINT' and subject like 'Händelseloggen är inte%'")
                .query(Integer.class)
                .single();
    }

    @Test
    void whatBelongsToNoCaseIsThere() throws Exception {
        reads(LOG + "/ovrigt/modeller")
                .andExpect(content()
                        .string(allOf(containsString("receipt.bpmn"), containsString("Loggen är som den skrevs"))));
        for (String chain : List.of("personal", "installningar", "granskning")) {
            reads(LOG + "/ovrigt/" + chain).andExpect(content().string(containsString("Loggen är som den skrevs")));
        }
        mvc.perform(get(LOG + "/ovrigt/annat").with(TestStaff.staff("revisor"))).andExpect(status().isNotFound());
    }

    @Test
    void theAuditorGetsEachCheckpointByMail() {
        asked(byMail());
        Checkpoint made = checkpoints.make().orElseThrow();
        assertThat(jdbc.sql("select body_text from letter where kind = 'CHECKPOINT' and recipient = ?")
                        .param("revisor@vaxholm.example")
                        .query(String.class)
                        .list())
                .anySatisfy(text -> assertThat(text).contains(made.line(), "nyckeln 302a"));
    }
}
