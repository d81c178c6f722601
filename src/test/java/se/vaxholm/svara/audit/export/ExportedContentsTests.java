package se.vaxholm.svara.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.journal.Verified;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.Outcome;

/**
 * Whoever changes what an export says beside its journal, and makes the manifest fit, is found out by the journal, on any machine
 * and without a database.
 */
class ExportedContentsTests extends ExportStory {

    private static final String ANSWER = "Ja, det får du.\r\nHälsningar från Åsa & \"bygg\"   \n– på återseende. 🙂";

    /** Some way of changing the files of an export. */
    interface Way {
        void forge(Forged export) throws IOException;
    }

    @Autowired
    KeptFiles files;

    @Autowired
    WholeCases cases;

    @Autowired
    CaseZip zip;

    @TempDir
    Path folder;

    private Enquiry enquiry;

    @BeforeEach
    void anAnsweredCase() throws Exception {
        enquiry = asked("Får jag bygga?\nTack!");
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        enquiries.note(enquiry.id(), "Hon har ringt.", actor("handlaggare"));
        files.keep("ritning.pdf", Samples.stream(Samples.PDF), CaseFiles.ofAnswer(enquiry.id()));
        answers("handlaggare", enquiry, ANSWER);
    }

    private byte[] exported() throws Exception {
        return ofCase(enquiry, "format", "zip").getContentAsByteArray();
    }

    private static Verified.Told verified(Path export) {
        return Verified.verify(null, export.toString());
    }

    private void isTold(String as, byte[] export, Way way, String... sentences) throws IOException {
        Forged forged = new Forged(export);
        way.forge(forged);
        Verified.Told told = verified(forged.write(folder.resolve(UUID.randomUUID() + ".zip")));
        assertThat(told.text()).as(as).contains(sentences).contains(sentences.length + " fel:");
        assertThat(told.code()).as(as).isEqualTo(1);
    }

    private String about(String sentence) {
        return "Ärende " + enquiry.number() + ": " + sentence;
    }

    @Test
    void whatNobodyTouchedIsAsItWas() throws Exception {
        Path waiting = folder.resolve("waiting.zip");
        Files.write(waiting, exported());
        assertThat(verified(waiting))
                .satisfies(told -> assertThat(told.text())
                        .contains("Jämfört med händelseloggen i ärende " + enquiry.number()
                                + ": meddelanden 3, brev med" + " sina filer "
                                + outbox.of(enquiry.id()).size() + "."))
                .extracting(Verified.Told::code)
                .isEqualTo(0);
        postGoes(enquiry);
        assertThat(verified(new Forged(exported()).write(folder.resolve("sent.zip")))
                        .code())
                .as("written anew by somebody else's JSON and zip, and nothing changed")
                .isZero();
    }

    @Test
    void aMessageThatIsNotWhatWasSaidIsNamed() throws Exception {
        byte[] export = exported();
        String changed = about("meddelandet från 2026-03-02 10:15:00 är inte som det skrevs");
        Map<String, Consumer<ObjectNode>> ways = Map.of(
                "its text", message -> message.put("text", "Nej."),
                "a space", message -> message.put("text", message.path("text").asText() + " "),
                "who wrote it", message -> message.put("author", "Rut Revisor"),
                "by whose account", message -> message.put("authorId", "revisor"));
        for (String type : List.of("QUESTION", "NOTE", "ANSWER")) {
            for (Map.Entry<String, Consumer<ObjectNode>> way : ways.entrySet()) {
                isTold(
                        type + ": " + way.getKey(),
                        export,
                        forged -> way.getValue().accept(forged.message(type)),
                        changed);
            }
        }
        isTold("what it was", export, forged -> forged.message("NOTE").put("type", "ENQUIRER_ADDED"), changed);
        isTold(
                "when it was",
                export,
                forged -> forged.message("NOTE").put("at", "2026-03-02T08:00:00Z"),
                about("meddelandet från 2026-03-02 09:00:00 är inte som det skrevs"));
        isTold(
                "that is gone",
                export,
                forged -> forged.take("messages", forged.message("NOTE")),
                about("meddelandet från 2026-03-02 10:15:00 är borta"));
        isTold(
                "that nobody wrote",
                export,
                forged -> forged.list("messages")
                        .add(forged.message("NOTE").deepCopy().put("id", new UUID(7, 7).toString())),
                about("meddelandet från 2026-03-02 10:15:00 har ingen skrivit"));
    }

    @Test
    void aLetterThatIsNotWhatWasSentIsNamed() throws Exception {
        postGoes(enquiry);
        byte[] export = exported();
        String path = new Forged(export).letter("ANSWER").path("path").asText();
        String changed = about("brevet från 2026-03-02 10:15:00 (" + path + ") är inte som det skrevs");
        isTold("its text", export, forged -> forged.inMail("Ja, det", "Nej, det"), changed);
        isTold("the end of a line", export, forged -> forged.inMail("Åsa &amp;", "Åsa & co &amp;"), changed);
        isTold("its subject", export, forged -> forged.letter("ANSWER").put("subject", "Annat"), changed);
        isTold("to whom", export, forged -> forged.inHead(word + "@example.org", "annan@example.org"), changed);
        isTold(
                "to whom, everywhere",
                export,
                forged -> {
                    forged.inHead(word + "@example.org", "annan@example.org");
                    forged.letter("ANSWER").put("to", "annan@example.org");
                },
                changed);
        isTold("from whom", export, forged -> forged.inHead("From: ", "From: Nacka "), changed);
        isTold("of what kind", export, forged -> forged.letter("ANSWER").put("kind", "NOTICE"), changed);
        isTold(
                "when",
                export,
                forged -> forged.letter("ANSWER").put("queuedAt", "2026-03-01T09:15:00Z"),
                about("brevet från 2026-03-01 10:15:00 (" + path + ") är inte som det skrevs"));
        isTold(
                "that is gone",
                export,
                forged -> forged.take("letters", forged.letter("ANSWER")),
                about("brevet från 2026-03-02 10:15:00 (ANSWER) är borta"));
        isTold(
                "that nobody wrote",
                export,
                forged -> forged.list("letters")
                        .add(forged.letter("ANSWER").deepCopy().put("id", new UUID(7, 7).toString())),
                about("brevet från 2026-03-02 10:15:00 (" + path + ") har ingen skrivit"));
        isTold(
                "that is somewhere else",
                export,
                forged -> forged.letter("ANSWER").put("path", "../../etc/passwd"),
                about("brevet från 2026-03-02 10:15:00 (../../etc/passwd) är inte som det skrevs"));
        isTold("whose mail is gone", export, forged -> forged.files.remove(path), changed);
    }

    @Test
    void whatBecameOfALetterIsHeldAgainstTheJournal() throws Exception {
        byte[] waiting = exported();
        String path = new Forged(waiting).letter("ANSWER").path("path").asText();
        String otherwise = about("det som står om vad som hände med brevet från 2026-03-02 10:15:00 (" + path
                + ") stämmer inte med loggen");
        isTold("a letter that waits", waiting, forged -> became(forged, "QUEUED", "SENT"), otherwise);
        postGoes(enquiry);
        byte[] sent = exported();
        isTold("a letter that left", sent, forged -> became(forged, "SENT", "STOPPED"), otherwise);
        isTold("one that came back", sent, forged -> forged.letter("ANSWER").put("cameBack", true), otherwise);
        isTold(
                "when it left",
                sent,
                forged -> forged.letter("ANSWER").put("settledAt", "2026-03-03T10:00:00Z"),
                otherwise);
    }

    private static void became(Forged forged, String was, String is) {
        forged.inHead("X-Svara-Fate: " + was, "X-Svara-Fate: " + is);
        forged.letter("ANSWER").put("fate", is).put("settledAt", "2026-03-02T09:15:00Z");
    }

    /** Between a letter's leaving and the moment in which its case is told there is a time. */
    @Test
    void aLetterOfWhichTheCaseHasNotBeenToldYetIsNoFault() throws Exception {
        postGoes(enquiry);
        Forged export = new Forged(exported());
        String path = export.letter("ANSWER").path("path").asText();
        WholeCase whole = cases.of(now(enquiry), Reveal.NOTHING);
        int before = (int) whole.entries().stream()
                .takeWhile(entry -> !path.contains("answer")
                        || !"ANSWER".equals(entry.detail().get("kind"))
                        || !entry.what().name().equals("LETTER_SENT"))
                .count();
        ObjectNode manifest = (ObjectNode) json(export.files, Parcel.MANIFEST);
        ((ObjectNode) manifest.path("counts")).put("entries", before);
        export.files.put(Parcel.MANIFEST, manifest.toString().getBytes(UTF_8));
        export.letter("ANSWER").put("tellAt", clock.instant().toString());
        assertThat(verified(export.write(folder.resolve("untold.zip"))).text())
                .contains(
                        about("vad det blev av brevet " + path + " stod inte i händelseloggen än."),
                        about("meddelanden och brev är återgivna som de var efter post " + before + " av "));
    }

    @Test
    void aFileThatWentWithALetterIsHeldAgainstTheJournal() throws Exception {
        postGoes(enquiry);
        byte[] export = exported();
        String path = new Forged(export).letter("ANSWER").path("path").asText();
        String letter = "brevet från 2026-03-02 10:15:00 (" + path + ")";
        String file = "files/001-ritning.pdf";
        String changed = about("en fil som följde med " + letter + " är ändrad");
        isTold("its bytes", export, forged -> forged.files.put(file, Samples.PNG), changed);
        isTold(
                "its bytes and their hash",
                export,
                forged -> {
                    forged.files.put(file, Samples.PNG);
                    file(forged).put("sha256", Measured.sha256(Samples.PNG));
                },
                changed);
        isTold("its name", export, forged -> file(forged).put("name", "annan.pdf"), changed);
        isTold("gone", export, forged -> forged.files.remove(file), changed);
        isTold(
                "gone, and said of it",
                export,
                forged -> ((ArrayNode) forged.message("ANSWER").path("files")).removeAll(),
                about("en fil som följde med " + letter + " är borta"));
        isTold(
                "one more",
                export,
                forged -> ((ArrayNode) forged.message("ANSWER").path("files"))
                        .add(file(forged).deepCopy().put("id", new UUID(7, 7).toString())),
                about("en fil har lagts till " + letter + " efteråt"));
    }

    private static ObjectNode file(Forged forged) {
        return (ObjectNode) forged.message("ANSWER").path("files").get(0);
    }

    @Test
    void whatIsSaidWhileAnExportIsMadeIsNoTampering() throws Exception {
        WholeCase whole = cases.of(now(enquiry), Reveal.NOTHING);
        enquiries.note(enquiry.id(), "Just nu.", actor("handlaggare"));
        postGoes(enquiry);
        Path during = folder.resolve("during.zip");
        About about = new About(
                "case", clock.instant(), auditor, List.of(), Reveal.NOTHING, Map.of("entries", (long) whole.written()));
        zip.write(whole, about, Files.newOutputStream(during));
        assertThat(verified(during))
                .satisfies(told -> assertThat(told.text())
                        .contains(about("meddelanden och brev är återgivna som de var efter post " + whole.written()
                                + " av " + journal.length(enquiry.id()))))
                .extracting(Verified.Told::code)
                .isEqualTo(0);
    }

    /** Letters of an address may look like a header's encoding, and a system that a case is handled in may be called anything. */
    @Test
    void aNameThatLooksLikeAnEncodingIsNoTampering() throws Exception {
        String encoded = "=?utf-8?q?=C3=A5sa?=";
        enquiry = registered(submission(
                "bygglov",
                "Får jag? " + word,
                new Enquirer(encoded, encoded + "@example.org", null, ReplyBy.EMAIL, Language.SV)));
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        does(
                "handlaggare",
                enquiry,
                Outcome.HANDLED_ELSEWHERE,
                Map.of(
                        "elsewhere.system", encoded,
                        "elsewhere.reference", "7",
                        "elsewhere.who", "Bygglovsenheten, 08-541 708 00",
                        "elsewhere.on", "2026-03-20"));
        Path export = folder.resolve("encoded.zip");
        Files.write(export, exported());
        assertThat(verified(export))
                .satisfies(told -> assertThat(told.text()).contains("Inget är ändrat"))
                .extracting(Verified.Told::code)
                .isEqualTo(0);
    }

    /** Nobody takes half an hour to write what is in an export, and a checkpoint's time is signed. */
    @Test
    void whatWasThereLongBeforeCannotBeMissing() throws Exception {
        clock.advance(Duration.ofMinutes(11));
        int all = journal.length(enquiry.id());
        Forged export = new Forged(exported());
        export.take("messages", export.message("ANSWER"));
        export.take("letters", export.letter("ANSWER"));
        ObjectNode manifest = (ObjectNode) json(export.files, Parcel.MANIFEST);
        ((ObjectNode) manifest.path("counts")).put("entries", 1);
        export.files.put(Parcel.MANIFEST, manifest.toString().getBytes(UTF_8));
        assertThat(verified(export.write(folder.resolve("long-before.zip"))))
                .satisfies(told -> assertThat(told.text())
                        .contains(
                                "  - " + about("meddelanden och brev är återgivna som de var efter post 1 av " + all)))
                .extracting(Verified.Told::code)
                .isEqualTo(1);
    }

    @Test
    void whatIsLeftOutIsSaid() throws Exception {
        marked(enquiry);
        Path masked = folder.resolve("masked.zip");
        Files.write(masked, exported());
        assertThat(verified(masked))
                .satisfies(told -> assertThat(told.text())
                        .contains("Ärende " + enquiry.number() + " är maskerat: meddelanden och brev ingår inte"))
                .extracting(Verified.Told::code)
                .isEqualTo(0);
        byte[] whole = ofCase(enquiry, "format", "zip", "kansliga", "ja", "skal", "Granskning")
                .getContentAsByteArray();
        String unmasked = "Ärende " + enquiry.number() + " sägs vara maskerat, men har texter kvar";
        for (String gone : List.of("letters", "messages")) {
            isTold(
                    "a mask over all but " + gone,
                    whole,
                    forged -> {
                        forged.told.put("masked", true);
                        forged.list(gone).removeAll();
                    },
                    unmasked);
        }
        Forged stopped = new Forged(whole);
        file(stopped).put("scan", "INFECTED");
        stopped.files.remove("files/001-ritning.pdf");
        assertThat(verified(stopped.write(folder.resolve("stopped.zip"))).text())
                .contains(about("filer som stoppades för skadlig kod, och därför inte ingår: 1."));
        Forged without = new Forged(whole);
        without.files.remove("case.json");
        assertThat(verified(without.write(folder.resolve("without.zip"))).text())
                .contains("Exporten har ingen case.json: bara händelseloggen är prövad.");
    }

    @Test
    void whatNoSvaraWroteIsToldAndNothingBreaks() throws Exception {
        byte[] export = exported();
        String unreadable = "case.json, eller ett brev som den nämner, går inte att läsa";
        isTold("without messages' ids", export, forged -> forged.message("NOTE").remove("id"), unreadable);
        isTold("a time that is none", export, forged -> forged.message("NOTE").put("at", "igår"), unreadable);
        isTold("an id that is none", export, forged -> forged.message("NOTE").put("id", "7"), unreadable);
        isTold("a fate that is none", export, forged -> forged.letter("ANSWER").put("fate", "LOST"), unreadable);
        isTold(
                "a mail that is none",
                export,
                forged -> forged.files.put(forged.letter("ANSWER").path("path").asText(), new byte[] {7}),
                unreadable);
        Forged garbage = new Forged(export);
        garbage.told.removeAll();
        assertThat(verified(garbage.write(folder.resolve("empty.zip"))).text()).contains(unreadable);
    }
}
