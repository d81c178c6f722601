package se.vaxholm.svara.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.security.TestStaff;

/** Many cases as a table and as an event log: made in the background, told of in the journal, and only for whoever ordered them. */
class ManyExportTests extends ExportStory {

    private static final int MANY = "full".equals(System.getProperty("svara.tests.size")) ? 10_000 : 50;

    private static List<CSVRecord> rows(Map<String, byte[]> files) throws Exception {
        String csv = text(files, "cases.csv");
        assertThat(csv).startsWith("\ufeff").contains("\r\n");
        CSVFormat swedish = CSVFormat.RFC4180
                .builder()
                .setDelimiter(';')
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv.substring(1)), swedish)) {
            return parser.getRecords();
        }
    }

    private static Document log(Map<String, byte[]> files) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        return parsers.newDocumentBuilder().parse(new ByteArrayInputStream(files.get("events.xes")));
    }

    @Test
    void whatPeopleWroteComesBackFromTheTableAsTheyWroteItAndIsNoFormula() throws Exception {
        List<String> texts = List.of(
                "Hej; \"du\"\noch ni; ja",
                "=HYPERLINK(\"http://ond.example\";\"Klicka\")",
                "+46 70 123",
                "-1+1",
                "@SUM(A1)",
                "'citerat'",
                "  luft  ",
                "Emoji 🙏 och rad\n\nrad");
        for (String one : texts) {
            asked(one);
        }
        Map<String, byte[]> files = made("csv");
        assertManifest(files);
        assertThat(jdbc.sql("select enquiry_id from access_log where staff_id = ?")
                        .param(auditor.id())
                        .query(UUID.class)
                        .list())
                .hasSameSizeAs(texts);
        List<CSVRecord> rows = rows(files);
        assertThat(rows).hasSize(texts.size());
        assertThat(rows)
                .extracting(row -> row.get("Fråga").replaceFirst("^'", ""))
                .containsExactlyInAnyOrderElementsOf(
                        texts.stream().map(one -> one + " " + word).toList());
        assertThat(rows).allSatisfy(row -> row.forEach(cell -> assertThat(cell).doesNotMatch("(?s)[=+@\t\r-].*")));
        assertThat(rows).allSatisfy(row -> assertThat(row.get("Telefon")).isEqualTo("'+46701234567"));
        assertThat(rows.get(0).get("Enhet")).isEqualTo("Stadsbyggnad");
        assertThat(rows.get(0).get("Kom in")).isEqualTo("2026-03-02 10:15");
        assertThat(rows.get(0).get("Utfall")).isEqualTo("Pågår");
    }

    @Test
    void theEventLogHasEachCaseAsATraceAndEachEntryOfItsJournalAsAnEvent() throws Exception {
        Enquiry answered = asked("Får jag bygga?");
        process.claim(task(answered, "assess").id(), staff("handlaggare"));
        answers("handlaggare", answered, "Ja, i Vaxholm.");
        postGoes(answered);
        Enquiry open = asked("Och du då?");
        Map<String, byte[]> files = made("xes");
        assertManifest(files);
        Element root = log(files).getDocumentElement();
        assertThat(root.getLocalName()).isEqualTo("log");
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.xes-standard.org/");
        assertThat(order(root))
                .matches("(extension )+(global )+(classifier )+(string |date )+(trace )+")
                .contains("trace trace");
        assertThat(attributes(root, "extension", "prefix")).containsExactly("concept", "time", "lifecycle", "org");
        NodeList traces = root.getElementsByTagNameNS("*", "trace");
        assertThat(traces.getLength()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            Element trace = (Element) traces.item(i);
            Enquiry its = value(trace, "concept:name").equals(open.number().value()) ? open : answered;
            NodeList events = trace.getElementsByTagNameNS("*", "event");
            List<Entry> entries = journal.of(its.id());
            assertThat(events.getLength()).isEqualTo(entries.size());
            for (int j = 0; j < events.getLength(); j++) {
                Element event = (Element) events.item(j);
                assertThat(value(event, "concept:name"))
                        .isEqualTo(entries.get(j).what().name());
                assertThat(OffsetDateTime.parse(value(event, "time:timestamp"))
                                .toInstant()
                                .toEpochMilli())
                        .isEqualTo(entries.get(j).at().toEpochMilli());
                assertThat(value(event, "lifecycle:transition")).isEqualTo("complete");
                assertThat(value(event, "org:resource"))
                        .isEqualTo(Objects.requireNonNullElse(
                                entries.get(j).actorId(),
                                entries.get(j).actorRole().name()));
            }
        }
        assertNowhere(files, "Petronella", word + "@", "+46701234567", "Får jag");
        assertThat(json(files, "manifest.json").path("counts").path("entries").asLong())
                .isEqualTo(
                        journal.of(answered.id()).size() + journal.of(open.id()).size());
    }

    private static String order(Element root) {
        StringBuilder names = new StringBuilder();
        NodeList all = root.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element) {
                names.append(element.getLocalName()).append(' ');
            }
        }
        return names.toString();
    }

    private static List<String> attributes(Element root, String name, String attribute) {
        NodeList all = root.getElementsByTagNameNS("*", name);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> ((Element) all.item(i)).getAttribute(attribute))
                .toList();
    }

    private static String value(Element of, String key) {
        NodeList all = of.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element
                    && element.getAttribute("key").equals(key)) {
                return element.getAttribute("value");
            }
        }
        throw new AssertionError("No " + key);
    }

    @Test
    void markedCasesAreMaskedUnlessThereIsAReason() throws Exception {
        Enquiry marked = marked(asked("Får Petronella bo?"));
        Map<String, byte[]> files = made("csv");
        assertThat(text(files, "cases.csv"))
                .contains(marked.number().value())
                .doesNotContainIgnoringCase(word, "Petronella", "+46701234567");
        assertThat(rows(files).get(0).get("Frågeställare")).isEqualTo("–");
        assertThat(text(made("xes"), "events.xes"))
                .contains(marked.number().value())
                .doesNotContain("detail.", word);
        assertThat(ordered("csv", "kansliga", "ja").getContentAsString()).contains("Skriv varför");
        Map<String, byte[]> revealed = made("csv", "kansliga", "ja", "skal", "Granskning 7");
        assertThat(rows(revealed).get(0).get("Fråga")).isEqualTo("Får Petronella bo? " + word);
        assertThat(json(revealed, "manifest.json")
                        .path("markedCases")
                        .path("reason")
                        .asText())
                .isEqualTo("Granskning 7");
        assertThat(exports()).extracting(told -> told.path("masked").asText()).containsExactly("true", "true", "false");
    }

    @Test
    void theJournalKeepsWhatWasTakenWithoutTheWordsThatWereSearchedFor() throws Exception {
        asked("Får jag bygga?");
        ordered("csv", "enhet", "stadsbyggnad");
        Order order = finished();
        byte[] zip = fetched(order);
        JsonNode told = exports().get(0);
        assertThat(Map.of(
                        "format", "CSV",
                        "cases", "1",
                        "size", Long.toString(zip.length),
                        "sha256", Measured.sha256(zip),
                        "filter.fran", "2026-03-01",
                        "filter.enhet", "stadsbyggnad",
                        "filter.words", "1"))
                .allSatisfy(
                        (field, value) -> assertThat(told.path(field).asText()).isEqualTo(value));
        assertThat(told.toString()).doesNotContain(word);
        assertThat(order.asked()).contains("Stadsbyggnad", word);
        assertThat(text(unzip(zip), "manifest.json")).contains("Stadsbyggnad", word);
    }

    @Test
    void whatIsOrderedIsOnlyForWhoeverOrderedIt() throws Exception {
        asked("Får jag bygga?");
        ordered("csv");
        Order order = finished();
        String address = "/granskning/export/" + order.id();
        assertThat(mvc.perform(get(address + "/fil").with(TestStaff.staff("revisor")))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(mvc.perform(post(address + "/ta-bort")
                                .with(TestStaff.staff("revisor"))
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(302);
        assertThat(fetched(order)).isNotEmpty();
        assertThat(send(get("/granskning/export")).getContentAsString())
                .contains(order.id().toString(), "Klar", Objects.requireNonNull(order.sha256()));
        send(post(address + "/ta-bort"));
        assertThat(orders.find(order.id(), auditor.id())).isEmpty();
        assertThat(pieces(order.id())).isZero();
    }

    @Test
    void aSecondOrderIsRefusedInWordsWhileTheFirstIsBeingMade() throws Exception {
        asked("Får jag bygga?");
        UUID running = begun();
        orders.toldSoFar(running, 400, 0);
        String page = ordered("csv").getContentAsString();
        assertThat(page)
                .contains("Du har redan en export som inte är klar")
                .containsPattern("400 av 1\\h200 ärenden")
                .contains("Avbryt", "value=\"2026-03-31\"");
        assertThat(send(get("/granskning/export/lage")).getContentAsString())
                .contains("data-running=\"true\"")
                .doesNotContain("<html");
        orders.remove(running, auditor.id());
        assertThat(rows(made("csv"))).hasSize(1);
    }

    @Test
    void whatIsCancelledLeavesNothing() throws Exception {
        asked("Får jag bygga?");
        UUID running = begun();
        Pieces pieces = new Pieces(orders, running);
        pieces.write(new byte[Pieces.PIECE]);
        assertThat(pieces(running)).isEqualTo(1);
        send(post("/granskning/export/" + running + "/ta-bort"));
        assertThatThrownBy(() -> pieces.write(new byte[Pieces.PIECE])).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> run.make(
                        running,
                        new ManyExportRun.Wish(Format.CSV, filter(), List.of(), Reveal.NOTHING, auditor),
                        Map.of()))
                .isInstanceOf(CancelledException.class);
        assertThat(pieces(running)).isZero();
        assertThat(orders.of(auditor.id())).isEmpty();
        assertThat(exports()).isEmpty();
    }

    @Test
    void whatANodeLeftInTheMiddleIsGivenUpAndWhatIsOldIsGone() throws Exception {
        UUID left = begun();
        new Pieces(orders, left).write(new byte[Pieces.PIECE]);
        clock.advance(Duration.ofMinutes(4));
        orders.forget();
        assertThat(orders.find(left, auditor.id()).orElseThrow().isRunning()).isTrue();
        clock.advance(Duration.ofMinutes(2));
        orders.forget();
        assertThat(orders.find(left, auditor.id()).orElseThrow().problem()).isEqualTo(Order.Problem.INTERRUPTED);
        assertThat(pieces(left)).isZero();
        assertThat(send(get("/granskning/export")).getContentAsString()).contains("Servern startades om");
        asked("Får jag bygga?");
        ordered("csv");
        Order done = finished();
        clock.advance(Duration.ofHours(25));
        assertThat(send(get("/granskning/export/" + done.id() + "/fil")).getStatus())
                .isEqualTo(404);
        orders.forget();
        assertThat(pieces(done.id())).isZero();
    }

    @Test
    void whatCannotBeOrderedIsSaidInWords() throws Exception {
        String nothing = send(post("/granskning/export").param("format", "csv")).getContentAsString();
        assertThat(nothing).contains("Välj från och med vilken dag", "Välj till och med vilken dag", "href=\"#fran\"");
        assertThat(send(post("/granskning/export").param("fran", "2020-01-01").param("till", "2026-01-01"))
                        .getContentAsString())
                .contains("högst 5 år");
        assertThat(ordered("csv").getContentAsString()).contains("Inget ärende stämmer", word);
        assertThat(ordered("csv", "enhet", "<script>").getStatus()).isEqualTo(400);
        assertThat(orders.of(auditor.id())).isEmpty();
    }

    @Test
    void manyCasesAreToldOnceEachHoweverManySteps() throws Exception {
        Enquiry like = asked("Får jag bygga?");
        manyMore(like, MANY + CaseWalk.STEP * 2);
        try {
            List<CSVRecord> rows = rows(made("csv"));
            assertThat(rows).hasSize(MANY + CaseWalk.STEP * 2 + 1);
            assertThat(rows).extracting(row -> row.get("Ärendenummer")).doesNotHaveDuplicates();
            Order order = orders.of(auditor.id()).get(0);
            assertThat(order.told()).isEqualTo(order.cases()).isEqualTo(rows.size());
        } finally {
            forgetThem();
        }
    }
}
