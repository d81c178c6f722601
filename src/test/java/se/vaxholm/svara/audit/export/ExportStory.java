package se.vaxholm.svara.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.util.LinkedMultiValueMap;
import se.vaxholm.svara.audit.Filter;
import se.vaxholm.svara.audit.SearchForm;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;
import se.vaxholm.svara.tasklist.Problems;

/** What it takes to order exports, wait for them and look into them. */
class ExportStory extends Story {

    /** A word that no other test writes. */
    final String word = "q" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @Autowired
    MockMvc mvc;

    @Autowired
    Orders orders;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ManyExportRun run;

    @Autowired
    Organisation organisation;

    @Value("${spring.datasource.url}")
    String url;

    /** An auditor of one test, who has no exports from other tests. */
    final Staff auditor = new Staff(
            "revisor-" + UUID.randomUUID(),
            "Rut Revisor",
            TestStaff.named("revisor").groups());

    Enquiry asked(String text) {
        return registered(submission("bygglov", text + " " + word, asker()));
    }

    Enquirer asker() {
        return new Enquirer("Petronella " + word, word + "@example.org", "+46701234567", ReplyBy.EMAIL, Language.SV);
    }

    Enquiry marked(Enquiry enquiry) {
        jdbc.sql("update enquiry set sensitive = true where id = ?")
                .param(enquiry.id())
                .update();
        return now(enquiry);
    }

    MockHttpServletResponse ofCase(Enquiry enquiry, String... parameters) throws Exception {
        return send(post("/granskning/arenden/" + enquiry.number() + "/export"), parameters);
    }

    /** An order of the cases of this test. */
    MockHttpServletResponse ordered(String format, String... parameters) throws Exception {
        return send(
                post("/granskning/export")
                        .param("text", word)
                        .param("fran", "2026-03-01")
                        .param("till", "2026-03-31")
                        .param("format", format),
                parameters);
    }

    MockHttpServletResponse send(MockHttpServletRequestBuilder request, String... parameters) throws Exception {
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return mvc.perform(request.with(TestStaff.staff(auditor)).with(csrf()))
                .andReturn()
                .getResponse();
    }

    /** What an order has come to, once it is done. */
    Map<String, byte[]> made(String format, String... parameters) throws Exception {
        // So that one is newer than the other.
        clock.advance(Duration.ofSeconds(1));
        MockHttpServletResponse response = ordered(format, parameters);
        assertThat(response.getRedirectedUrl())
                .as(response.getContentAsString())
                .isEqualTo("/granskning/export");
        return unzip(fetched(finished()));
    }

    Order finished() throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            Order newest = orders.of(auditor.id()).get(0);
            if (!newest.isRunning()) {
                assertThat(newest.problem()).isNull();
                return newest;
            }
            Thread.sleep(Duration.ofMillis(50).toMillis());
        }
        throw new AssertionError("The export does not come to an end");
    }

    byte[] fetched(Order order) throws Exception {
        MockHttpServletResponse response = send(get("/granskning/export/" + order.id() + "/fil"));
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsByteArray();
    }

    static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(files.put(entry.getName(), in.readAllBytes())).isNull();
            }
        }
        return files;
    }

    static String text(Map<String, byte[]> files, String name) {
        assertThat(files).containsKey(name);
        return new String(files.get(name), UTF_8);
    }

    static JsonNode json(Map<String, byte[]> files, String name) throws IOException {
        return JsonMapper.builder().build().readTree(text(files, name));
    }

    /** Each file is in the manifest, with its size and its checksum. */
    static void assertManifest(Map<String, byte[]> files) throws IOException {
        JsonNode told = json(files, Parcel.MANIFEST).path("files");
        assertThat(told).hasSize(files.size() - 1);
        for (JsonNode one : told) {
            byte[] file = files.get(one.path("name").asText());
            assertThat(one.path("size").asLong()).isEqualTo(file.length);
            assertThat(one.path("sha256").asText()).isEqualTo(Measured.sha256(file));
        }
    }

    static void assertNowhere(Map<String, byte[]> files, String... words) {
        files.forEach((name, bytes) ->
                assertThat(name + "\n" + new String(bytes, UTF_8)).doesNotContainIgnoringCase(words));
    }

    static List<String> names(Map<String, byte[]> files) {
        return List.copyOf(files.keySet());
    }

    /** What the journal of the audit itself tells of this auditor. */
    List<JsonNode> exports() {
        return jdbc.sql("select cast(detail as text) from journal_entry where chain = ? and actor_id = ? order by seq")
                .params(Chain.AUDIT.id(), auditor.id())
                .query((row, i) -> tree(row.getString(1)))
                .list();
    }

    static JsonNode tree(String json) {
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    int pieces(UUID order) {
        return jdbc.sql("select count(*) from export_piece where order_id = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }

    UUID begun() {
        return orders.begin(new Orders.New(auditor.id(), Format.CSV, "Enhet: Alla", Reveal.NOTHING, 1_200))
                .orElseThrow();
    }

    Filter filter() {
        return SearchForm.of(new LinkedMultiValueMap<>(), word).read(organisation, Problems.none());
    }

    /** Cases that are found by the same words, with nothing in any journal. */
    void manyMore(Enquiry like, int many) {
        jdbc.sql("""
                        insert into enquiry (id, number, channel, kind, category_id, unit_id, topics, subject, sensitive, reply_by,
                            language, received_at, registered_at, last_day_on, remind_at, answer_due_at, status, quiet)
                        select gen_random_uuid(), 'X' || :word || '-' || n, channel, kind, category_id, unit_id, topics, subject,
                            false, reply_by, language, received_at + (n / 3) * interval '1 second', registered_at, last_day_on,
                            remind_at, answer_due_at, status, quiet
                        from enquiry, generate_series(1, :many) n where id = :id""")
                .param("word", word.substring(0, 10))
                .param("many", many)
                .param("id", like.id())
                .update();
        jdbc.sql("""
                        insert into message (id, enquiry_id, at, type, author, body)
                        select gen_random_uuid(), id, received_at, 'QUESTION', '', :words from enquiry where number like :numbers""")
                .param("words", "Rad ett; \"" + word + "\"")
                .param("numbers", "X" + word.substring(0, 10) + "-%")
                .update();
    }

    /** What {@link #manyMore} has laid would be in the way of other tests; only the database's superuser can forget who has read them. */
    void forgetThem() throws SQLException {
        String numbers = "X" + word.substring(0, 10) + "-%";
        try (Connection superuser = DriverManager.getConnection(url, "postgres", "only-for-tests");
                Statement statement = superuser.createStatement()) {
            String these = " where enquiry_id in (select id from enquiry where number like '" + numbers + "')";
            statement.execute("delete from access_log" + these);
            statement.execute("delete from message" + these);
            statement.execute("delete from enquiry where number like '" + numbers + "'");
        }
    }
}
