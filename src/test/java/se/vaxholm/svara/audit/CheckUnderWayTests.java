package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Checkpoint;
import se.vaxholm.svara.journal.Checkpoints;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.TestStaff;

/** The auditor's check of the whole journal while it goes on, when it is stopped, and when it or its file fails. */
class CheckUnderWayTests extends Story {

    private static final String LOG = "/granskning/logg";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Checkpoints checkpoints;

    @Value("${spring.datasource.url}")
    private String url;

    @Value("${svara.journal.checkpoints}")
    private Path file;

    private Connection superuser;

    @BeforeEach
    void somebodyWhoMayDoAnything() throws SQLException {
        superuser = DriverManager.getConnection(url, "postgres", "only-for-tests");
    }

    @AfterEach
    void andWhoLeaves() throws Exception {
        superuser.setAutoCommit(true);
        superuser.close();
        over();
    }

    private void does(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Until {@link #goOn()}, a check stands still at its first checkpoint. */
    private void holdUp() throws SQLException {
        superuser.setAutoCommit(false);
        does("lock table journal_checkpoint_leaf in access exclusive mode");
    }

    /** The check has come there. */
    private void standsStill() throws Exception {
        for (int i = 0; i < 400; i++) {
            try (Statement statement = superuser.createStatement();
                    ResultSet waiting = statement.executeQuery("select count(*) from pg_locks where not granted"
                            + " and relation = 'journal_checkpoint_leaf'::regclass")) {
                waiting.next();
                if (waiting.getInt(1) > 0) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The check has not begun");
    }

    private void goOn() throws SQLException {
        superuser.commit();
        superuser.setAutoCommit(true);
    }

    private String page() throws Exception {
        return page(LOG);
    }

    private String page(String address) throws Exception {
        return mvc.perform(get(address).with(TestStaff.staff("revisor")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void sends(String path, String to) throws Exception {
        mvc.perform(post(LOG + path).with(TestStaff.staff("revisor")).with(csrf()))
                .andExpect(redirectedUrl(LOG + to));
    }

    private String over() throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        String page = page();
        while (page.contains("<progress") && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            page = page();
        }
        assertThat(page).doesNotContain("<progress");
        return page;
    }

    private int verified() {
        return journal.of(Chain.AUDIT, Deed.What.VERIFIED, Map.of()).size();
    }

    @Test
    void aCheckThatIsStoppedSaysSoAndIsNoEntry() throws Exception {
        asked(byMail());
        sends("/kontrollpunkt", "");
        int before = verified();
        holdUp();
        sends("/prova", "#provning");
        standsStill();
        assertThat(page()).contains("<progress", LOG + "/avbryt").doesNotContain(LOG + "/prova");
        sends("/avbryt", "#provning");
        assertThat(page()).contains("Prövningen avbryts.").doesNotContain(LOG + "/avbryt");
        goOn();
        assertThat(over()).contains("Prövningen avbröts när ").doesNotContain("Inget är ändrat, tillagt");
        assertThat(verified()).isEqualTo(before);
    }

    @Test
    void whileOneCheckIsUnderWayNoOtherIsBegun() throws Exception {
        int before = verified();
        holdUp();
        sends("/prova", "#provning");
        standsStill();
        sends("/prova", "#provning");
        goOn();
        over();
        sends("/prova", "#provning");
        over();
        assertThat(verified()).isEqualTo(before + 2);
    }

    @Test
    void whatIsFoundIsNamedAndCounted() throws Exception {
        Enquiry enquiry = asked(byMail());
        String named = "Ärende " + enquiry.number() + ": post 2 är inte som den skrevs";
        sends("/prova", "#provning");
        assertThat(over()).doesNotContain(named);
        int before = findings();
        String second = " where seq = 2 and chain = '" + enquiry.id() + "'";
        does("update journal_entry set actor_role = 'STAFF'" + second);
        try {
            sends("/prova", "#provning");
            assertThat(over())
                    .contains(named)
                    .containsPattern(before == 0 ? "Ett fel" : before + 1 + " fel")
                    .doesNotContain("Inget är ändrat, tillagt");
        } finally {
            does("update journal_entry set actor_role = 'SYSTEM'" + second);
        }
        assertThat(findings()).isEqualTo(before + 1);
        sends("/prova", "#provning");
        assertThat(over()).doesNotContain(named);
        assertThat(findings()).isEqualTo(before);
    }

    /** As the last check's own entry in the journal says. */
    private int findings() {
        Entry last = journal.of(Chain.AUDIT).get(0);
        assertThat(last.what()).isEqualTo(Deed.What.VERIFIED);
        return Integer.parseInt(last.detail().get("findings"));
    }

    @Test
    void whatSomebodyHasChangedInNoCaseIsNamedOnItsPage() throws Exception {
        String first = " where seq = 1 and chain = '" + Chain.MODELS.id() + "'";
        String page = LOG + "/ovrigt/modeller";
        does("update journal_entry set number = 'X'" + first);
        try {
            assertThat(page(page)).contains("Ett fel", "X: post 1 är inte som den skrevs");
        } finally {
            does("update journal_entry set number = null" + first);
        }
        assertThat(page(page)).contains("Loggen är som den skrevs");
    }

    @Test
    void aCheckThatBreaksOffSaysSoAndCanBeBegunAgain() throws Exception {
        does("alter table journal_checkpoint_leaf rename to elsewhere");
        try {
            sends("/prova", "#provning");
            assertThat(over())
                    .contains("Prövningen gick inte att slutföra", LOG + "/prova")
                    .doesNotContain("Inget är ändrat, tillagt");
        } finally {
            does("alter table elsewhere rename to journal_checkpoint_leaf");
        }
        int before = verified();
        sends("/prova", "#provning");
        assertThat(over()).doesNotContain("gick inte att slutföra");
        assertThat(verified()).isEqualTo(before + 1);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndCaughtUpWith() throws Exception {
        asked(byMail());
        sends("/kontrollpunkt", "");
        Path aside = file.resolveSibling("aside.txt");
        Files.move(file, aside);
        Files.createDirectory(file);
        asked(byMail());
        try {
            sends("/kontrollpunkt", "");
            assertThat(page()).contains("Kontrollpunkterna kan inte skrivas i sin fil");
        } finally {
            Files.delete(file);
            Files.move(aside, file);
        }
        Checkpoint made = checkpoints.last().orElseThrow();
        assertThat(Files.readAllLines(file)).doesNotContain(made.line());
        sends("/kontrollpunkt", "");
        assertThat(Files.readAllLines(file)).contains(made.line());
        assertThat(page()).doesNotContain("Kontrollpunkterna kan inte skrivas i sin fil");
    }
}
