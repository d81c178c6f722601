package se.vaxholm.svara.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

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
}
