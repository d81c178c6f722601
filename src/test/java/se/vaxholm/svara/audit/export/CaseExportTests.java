package se.vaxholm.svara.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import se.vaxholm.svara.audit.CaseContents;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.journal.AccessLog;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.VerifyCommand;

/** One case leaves the house with everything in it and its proof, and the journal knows; what is marked stays, unless asked for. */
class CaseExportTests extends ExportStory {

    @Autowired
    KeptFiles files;

    @Autowired
    AccessLog accesses;

    @Autowired
    WholeCases cases;

    @Autowired
    CaseZip zip;

    @Autowired
    CaseExports exports;

    @TempDir
    Path folder;

    private Enquiry enquiry;

    @BeforeEach
    void anAnsweredCaseWithAFile() throws Exception {
        enquiry = asked("Får Petronella bygga? \"Ja\"; <b>nej</b>\n\nTack!");
        attach(enquiry, "ritning över CON.png", Samples.PNG);
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        enquiries.note(enquiry.id(), "Hon har ringt, " + word, actor("handlaggare"));
        answers("handlaggare", enquiry, "Ja, det får du i Vaxholm, " + word + ".");
        postGoes(enquiry);
    }

    private KeptFile attach(Enquiry to, String name, byte[] content) throws Exception {
        return files.keep(name, new ByteArrayInputStream(content), FilePlace.message(enquiries.question(to.id())));
    }

    private Map<String, byte[]> taken(String... parameters) throws Exception {
        MockHttpServletResponse response = ofCase(enquiry, parameters);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        assertThat(response.getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + enquiry.number() + ".zip\"");
        Entry told = entry(enquiry, Deed.What.EXPORTED);
        assertThat(told.detail())
                .containsEntry("sha256", Measured.sha256(response.getContentAsByteArray()))
                .containsEntry("format", "ZIP");
        return unzip(response.getContentAsByteArray());
    }

    @Test
    void theZipHasEverythingAndSaysWhatItIs() throws Exception {
        Map<String, byte[]> all = taken("format", "zip");
        assertManifest(all);
        assertThat(names(all))
                .contains(
                        "README.txt", "case.json", "journal.jsonl", "proof.jsonl", "checkpoints.txt", "public-key.txt")
                .contains("files/001-ritning över CON.png")
                .anyMatch(name -> name.matches("letters/\\d{3}-2026-03-02-answer\\.eml"))
                .allMatch(name -> name.matches("([a-z]+/\\d{3}-)?[\\p{L}\\d ._-]+"));
        assertThat(all.get("files/001-ritning över CON.png")).isEqualTo(Samples.PNG);
        assertThat(json(all, "case.json").path("messages").get(0).path("text").asText())
                .isEqualTo("Får Petronella bygga? \"Ja\"; <b>nej</b>\n\nTack! " + word);
        assertThat(json(all, "manifest.json").path("by").path("id").asText()).isEqualTo(auditor.id());
        assertThat(json(all, "manifest.json").path("counts").path("entries").asLong())
                .isEqualTo(text(all, "journal.jsonl").lines().count())
                .isEqualTo(journal.of(enquiry.id()).size() - 1L);
        assertThat(accesses.of(enquiry.id()))
                .extracting(AccessLog.View::staffId)
                .contains(auditor.id());
    }

    @Test
    void aLetterIsReadByAnyMailProgramAsItWasSent() throws Exception {
        Map<String, byte[]> all = taken("format", "zip");
        String name = names(all).stream()
                .filter(one -> one.endsWith("-answer.eml"))
                .findFirst()
                .orElseThrow();
        MimeMessage letter =
                new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(all.get(name)));
        assertThat(letter.getHeader("X-Svara-Fate", null)).isEqualTo("SENT");
        assertThat(letter.getAllRecipients()[0].toString()).isEqualTo(word + "@example.org");
        assertThat(letter.getMessageID()).startsWith("<svara.");
        assertThat(((MimeMultipart) letter.getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString())
                .contains("Ja, det får du i Vaxholm, " + word);
    }

    @Test
    void theJournalInItIsFoundIntactByTheCommandThatItsReadmeNames() throws Exception {
        Path file = folder.resolve("export.zip");
        Files.write(file, ofCase(enquiry, "format", "zip").getContentAsByteArray());
        assertThat(VerifyCommand.run(new CaseContents(), "verify", file.toString()))
                .isZero();
        try (var inside = java.nio.file.FileSystems.newFileSystem(file)) {
            Path lines = inside.getPath("journal.jsonl");
            Files.writeString(lines, Files.readString(lines).replaceFirst("ANSWERED", "RELEASED"));
        }
        assertThat(VerifyCommand.run(new CaseContents(), "verify", file.toString()))
                .isEqualTo(1);
    }

    @Test
    void aMarkedCaseLeavesWithoutWhoAskedAndWhat() throws Exception {
        marked(enquiry);
        aMailOf(enquiry, "Från Petronella " + word);
        Map<String, byte[]> all = taken("format", "zip");
        assertNowhere(all, word, "Petronella", "+46701234567", "Får du", "ritning", "friggebod");
        assertThat(names(all)).noneMatch(name -> name.contains("/"));
        assertThat(json(all, "case.json").path("masked").asBoolean()).isTrue();
        assertThat(json(all, "case.json").path("enquirer").path("name").asText())
                .isEqualTo("–");
        assertThat(text(all, "journal.jsonl")).contains("ANSWERED");
        assertThat(entry(enquiry, Deed.What.EXPORTED).detail()).containsEntry("masked", "true");
    }

    @Test
    void aMarkedCaseIsToldInFullForAReasonThatStandsInTheJournal() throws Exception {
        marked(enquiry);
        MockHttpServletResponse refused = ofCase(enquiry, "format", "zip", "kansliga", "ja", "skal", " ");
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("Skriv varför", "href=\"#skal\"", "checked");
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.EXPORTED);
        Map<String, byte[]> all = taken("format", "zip", "kansliga", "ja", "skal", "Granskning 7 av bemötande");
        assertThat(text(all, "case.json")).contains("Petronella " + word);
        assertThat(json(all, "manifest.json").path("markedCases").path("reason").asText())
                .isEqualTo("Granskning 7 av bemötande");
        assertThat(entry(enquiry, Deed.What.EXPORTED).detail())
                .containsEntry("masked", "false")
                .containsEntry("reason", "Granskning 7 av bemötande");
        assertThat(send(get("/arenden/" + enquiry.number())).getContentAsString())
                .contains("Exporterades som zip-fil med bevis. Det känsliga är med, av detta skäl: Granskning 7");
    }

    @Test
    void aStoppedFileIsGivenToNobodyNorTheMailThatItCameWith() throws Exception {
        aMailOf(enquiry, "Med virus i");
        KeptFile file = attach(enquiry, "virus.txt", Samples.text("ett virus"));
        aMailOf(asked("Annat"), "Hör inte hit");
        UUID clean = aMailOf(enquiry, "Utan virus i");
        jdbc.sql("update mail set message = null where id = ?").param(clean).update();
        jdbc.sql("update file set scan = 'INFECTED', finding = 'Eicar' where id = ?")
                .param(file.id())
                .update();
        Map<String, byte[]> all = taken("format", "zip");
        assertNowhere(all, "ett virus", "Med virus i", "Hör inte hit");
        assertThat(names(all)).contains("mails/001-2026-03-02.eml").doesNotContain("mails/002-2026-03-02.eml");
        assertThat(text(all, "mails/001-2026-03-02.eml")).contains("Utan virus i");
        JsonNode told =
                json(all, "case.json").path("messages").get(0).path("files").get(1);
        assertThat(told.path("path").isNull()).isTrue();
        assertThat(told.path("scan").asText()).isEqualTo("INFECTED");
    }

    /** A mail that became the question. */
    private UUID aMailOf(Enquiry of, String words) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into mail (id, identity, mailbox, sender, sender_name, subject, quoted, shortened, refused_files,
                            arrived_at, taken_in_at, size, fate, reason, enquiry_id, message)
                        values (?, decode(md5(?), 'hex'), 'bygg@vaxholm.example', ?, ?, ?, '', false, 0, ?, ?, ?, 'NEW_ENQUIRY',
                            'ASKED', ?, ?)""")
                .params(
                        id,
                        id.toString(),
                        word + "@example.org",
                        "Petronella " + word,
                        "Fråga",
                        java.sql.Timestamp.from(clock.instant()),
                        java.sql.Timestamp.from(clock.instant()),
                        words.length(),
                        of.id(),
                        enquiries.question(of.id()))
                .update();
        jdbc.sql("insert into mail_original (mail_id, bytes) values (?, ?)")
                .params(id, words.getBytes(UTF_8))
                .update();
        return id;
    }

    @Test
    void fiftyMegabytesAreNeverInMemoryAtOnce() throws Exception {
        byte[] large = new byte[24 << 20];
        new Random(7).nextBytes(large);
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ('a' + Math.floorMod(large[i], 26));
        }
        attach(enquiry, "stor.txt", large);
        attach(enquiry, "stor till.txt", large);
        WholeCase whole = cases.of(enquiry, Reveal.NOTHING);
        Counting out = new Counting();
        System.gc();
        long before = used();
        zip.write(whole, about(whole), out);
        assertThat(whole.size()).isGreaterThan(48L << 20);
        assertThat(out.size).isGreaterThan(20L << 20);
        assertThat(out.largest).isLessThan(1 << 20);
        assertThat(out.most - before).isLessThan(200L << 20);
    }

    private About about(WholeCase whole) {
        return new About("case", clock.instant(), auditor, List.of(), Reveal.NOTHING, Map.of("files", (long)
                whole.givenFiles().size()));
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Takes everything and keeps nothing. */
    private static final class Counting extends OutputStream {

        private long size;
        private int largest;
        private long most;

        @Override
        public void write(int one) {
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            size += length;
            largest = Math.max(largest, length);
            most = Math.max(most, used());
        }
    }

    @Test
    void nothingStaysOnTheDiskNotEvenWhatAKilledNodeLeft() throws Exception {
        int before = onDisk();
        assertThat(ofCase(enquiry, "format", "zip").getStatus()).isEqualTo(200);
        assertThat(onDisk()).isEqualTo(before);
        Path old = Files.createTempFile("svara-", ".export");
        Path young = Files.createTempFile("svara-", ".export");
        Files.setLastModifiedTime(old, FileTime.from(clock.instant().minus(Duration.ofHours(7))));
        Files.setLastModifiedTime(young, FileTime.from(clock.instant().minus(Duration.ofHours(5))));
        exports.removeLeftBehind();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        Files.delete(young);
    }

    private static int onDisk() throws IOException {
        int files = 0;
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "svara-*.export")) {
            for (Path ignored : all) {
                files++;
            }
        }
        return files;
    }

    @Test
    void thePageSaysWhatThereIsAndOffersToRevealOnlyWhatIsMarked() throws Exception {
        String page =
                send(get("/granskning/arenden/" + enquiry.number() + "/export")).getContentAsString();
        assertThat(page).contains("1 fil", "Omkring", "Dokument att läsa (PDF)").doesNotContain("name=\"kansliga\"");
        marked(enquiry);
        assertThat(send(get("/granskning/arenden/" + enquiry.number() + "/export"))
                        .getContentAsString())
                .contains("name=\"kansliga\"", "markerat känsligt");
        assertThat(enquiries.messages(enquiry.id())).extracting(Message::type).contains(Message.Type.NOTE);
    }
}
