package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.journal.Verified.verify;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.journal.Verified.Told;

/** Whoever has nothing but an export, on a machine of their own, finds out what somebody has done to it. */
class VerifyCommandTests extends ExportedStory {

    @Test
    void anUntouchedExportIsIntact() {
        Told told = verify(null, zip.toString());
        assertThat(told.text())
                .contains("Inget är ändrat", "kedjor: 2,", "exportens egen, " + Seal.keyId(publicKey))
                .containsPattern(
                        "Vad som stod i loggen 2026-03-02 10:15:00 \\(kontrollpunkt \\d+\\) går inte att ta bort");
        assertThat(told.code()).isZero();
        assertThat(verify(secret, zip.toString(), "--key", publicKey, "--published", file()))
                .satisfies(all -> assertThat(all.text()).contains("Nyckeln är den givna", "förseglingar är prövade."))
                .extracting(Told::code)
                .isEqualTo(0);
    }

    @Test
    void whatIsWrittenWhileAnExportIsMadeIsInTheNextOneAndNoTampering() throws IOException {
        Path during = folder.resolve("under.zip");
        export(during, () -> enquiries.note(enquiry.id(), "Just nu.", actor("handlaggare")), enquiry.id());
        assertThat(verify(secret, during.toString(), "--key", publicKey, "--published", file()))
                .satisfies(told -> assertThat(told.text())
                        .contains("poster: " + (journal.of(enquiry.id()).size() - 1) + ",", "Inget är ändrat"))
                .extracting(Told::code)
                .isEqualTo(0);
    }

    @Test
    void aChangedEntryIsNamed() throws IOException {
        editLines(lines -> {
            lines.set(
                    2,
                    lines.get(2)
                            .replace("svara-journal-1\\\",\\\"", "svara-journal-1\\\",\\\"")
                            .replace("\\\"SYSTEM\\\"", "\\\"STAFF\\\""));
            return lines;
        });
        Told told = verify(null, zip.toString());
        assertThat(told.text()).contains("Ärende " + number() + ": post 3 är inte som den skrevs");
        assertThat(told.code()).isEqualTo(1);
    }

    @Test
    void aChangedEntryWhoseHashesAllFitIsFound() throws IOException {
        editLines(lines -> {
            Hash before = Seal.FIRST;
            List<String> forged = new ArrayList<>();
            for (String line : lines) {
                StoredEntry stored = EvidenceFiles.entry(line);
                Sealed says = stored.entry();
                if (says == null || !says.chain().equals(enquiry.id())) {
                    forged.add(line);
                    continue;
                }
                Sealed told = stored.seq() == 3
                        ? new Sealed(
                                says.chain(),
                                says.seq(),
                                says.at().plusSeconds(60),
                                says.what(),
                                says.number(),
                                says.actorRole(),
                                null,
                                null,
                                null,
                                null,
                                says.step(),
                                says.detail())
                        : says;
                before = told.hash(before);
                forged.add(EvidenceFiles.line(told, before, stored.mac()));
            }
            return forged;
        });
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text()).contains(number()))
                .extracting(Told::code)
                .isEqualTo(1);
        assertThat(verify(secret, zip.toString()).text())
                .contains("Ärende " + number() + ": post 3 är inte som den skrevs");
    }

    @Test
    void anEntryThatIsGoneIsNamed() throws IOException {
        editLines(lines -> {
            lines.remove(2);
            return lines;
        });
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text()).contains("Ärende " + number() + ": post 3 är borttagen"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void entriesThatHaveChangedPlacesAreNamed() throws IOException {
        editLines(lines -> {
            Collections.swap(lines, 2, 3);
            return lines;
        });
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text())
                        .contains("posten på plats 3 hör hemma på plats 4", "posten på plats 4 hör hemma på plats 3"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void anEntryTwiceIsNamed() throws IOException {
        editLines(lines -> {
            lines.add(3, lines.get(2));
            return lines;
        });
        assertThat(verify(null, zip.toString()).text()).contains("post 3 har ingen skrivit");
    }

    @Test
    void anEndThatIsCutOffIsNamed() throws IOException {
        int last = journal.of(enquiry.id()).size();
        editLines(lines -> {
            lines.remove(last - 1);
            return lines;
        });
        assertThat(verify(null, zip.toString()))
                .satisfies(told ->
                        assertThat(told.text()).contains("Ärende " + number() + ": slutet är borta, post " + last))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void aCaseThatIsGoneIsFound() throws IOException {
        editLines(lines -> lines.stream()
                .filter(line -> !line.contains(enquiry.id().toString()))
                .toList());
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text()).contains(enquiry.id().toString(), "slutet är borta"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void entriesWithoutProofAreNotBelieved() throws IOException {
        edit("proof.jsonl", text -> "");
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text()).contains("ingen kontrollpunkt visar"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void aCheckpointOfSomebodyElseIsNotBelieved() throws IOException {
        Seal forger = new Seal(new se.vaxholm.svara.security.ServerKey("somebody-else-with-a-key-of-their-own"));
        edit("checkpoints.txt", text -> {
            Checkpoint was = Checkpoint.parse(text.lines().findFirst().orElseThrow());
            return new Checkpoint(
                                    was.n(),
                                    was.at(),
                                    was.leaves(),
                                    was.root(),
                                    was.previous(),
                                    forger.keyId(),
                                    forger.sign(Checkpoint.bytes(was.statement())))
                            .line()
                    + "\n";
        });
        edit("public-key.txt", text -> forger.publicKey() + "\n");
        assertThat(verify(null, zip.toString()).code())
                .as("its own key says nothing: that is why it names it")
                .isZero();
        assertThat(verify(null, zip.toString(), "--key", publicKey))
                .satisfies(told -> assertThat(told.text()).contains("är inte den som signerades"))
                .extracting(Told::code)
                .isEqualTo(1);
        assertThat(verify(null, zip.toString(), "--published", file()))
                .satisfies(told -> assertThat(told.text()).contains("är inte den som publicerades"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void aTailThatWasCutOffInTheDatabaseBeforeTheExportIsFound() throws Exception {
        int last = journal.of(enquiry.id()).size();
        String before = Files.readString(Path.of(file()));
        try (Tampering tampering = new Tampering(url)) {
            tampering.keep(enquiry.id());
            tampering.run("delete from journal_entry where chain = '" + enquiry.id() + "' and seq > 4");
            tampering.makeHashesFit(enquiry.id(), 4);
            tampering.run("update journal_head set unsealed = true where chain = '" + enquiry.id() + "'");
            enquiries.note(asked(byMail()).id(), "Annat.", actor("handlaggare"));
            Path after = folder.resolve("efter.zip");
            export(after, enquiry.id());
            tampering.layBack(enquiry.id());
            Files.writeString(Path.of(file()), before);
            assertThat(verify(secret, after.toString(), "--key", publicKey))
                    .satisfies(told -> assertThat(told.text())
                            .contains("Ärende " + number() + ": slutet är borta, posterna 5 till " + last))
                    .extracting(Told::code)
                    .isEqualTo(1);
        }
    }

    @Test
    void aLineThatAnotherReaderWouldReadOtherwiseIsNotBelieved() throws IOException {
        editLines(lines -> {
            lines.set(2, lines.get(2).replaceFirst("\\{", "{\"entry\":\"[1]\","));
            return lines;
        });
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text()).contains("post 3 är inte som den skrevs"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void anOlderFileOfCheckpointsIsEnoughAndAnEmptyOneIsNone() throws IOException {
        Path kept = Files.writeString(
                folder.resolve("sparade.txt"),
                Files.readAllLines(Path.of(file())).get(0) + "\n");
        enquiries.note(enquiry.id(), "Mer.", actor("handlaggare"));
        Path later = folder.resolve("senare.zip");
        export(later, enquiry.id());
        assertThat(verify(null, later.toString(), "--key", publicKey, "--published", kept.toString()))
                .satisfies(told -> assertThat(told.text()).contains("är nyare än den publicerade filen"))
                .extracting(Told::code)
                .isEqualTo(0);
        Path empty = Files.writeString(folder.resolve("tom.txt"), "");
        assertThat(verify(null, later.toString(), "--published", empty.toString()))
                .satisfies(told -> assertThat(told.text()).contains("innehåller inga kontrollpunkter"))
                .extracting(Told::code)
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsNotAsTheManifestSaysIsNamed() throws IOException {
        put("case.json", "{}");
        isNotAsTheManifestSays("one that it does not know", "case.json");
        put("manifest.json", "{\"files\":[{\"name\":\"case.json\",\"sha256\":\"abc\"}]}");
        isNotAsTheManifestSays("another than it knows", "case.json");
        isNotAsTheManifestSays("those that it forgets", "journal.jsonl");
        take("case.json");
        isNotAsTheManifestSays("one that is gone", "case.json");
        take("manifest.json");
        isNotAsTheManifestSays("itself", "manifest.json");
    }

    private void put(String name, String text) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Files.writeString(files.getPath(name), text);
        }
    }

    private void take(String name) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Files.delete(files.getPath(name));
        }
    }

    private void isNotAsTheManifestSays(String which, String name) {
        assertThat(verify(null, zip.toString()))
                .as(which)
                .satisfies(told -> assertThat(told.text()).contains("Filen " + name + " är inte som"))
                .extracting(Told::code)
                .isEqualTo(1);
    }

    @Test
    void whatIsNoExportIsToldInWords() throws IOException {
        assertThat(verify(null)).satisfies(told -> assertThat(told.text()).contains("java -jar svara.jar verify"));
        assertThat(verify(null, folder.resolve("saknas.zip").toString()).text())
                .contains("Filen finns inte", "Inget är prövat");
        Path text = Files.writeString(folder.resolve("text.zip"), "hej");
        assertThat(verify(null, text.toString()).text()).contains("ingen zip-fil");
        edit("journal.jsonl", lines -> "{\"entry\": 1}\n");
        assertThat(verify(null, zip.toString()))
                .satisfies(told -> assertThat(told.text()).contains("kan inte läsas", "Inget är prövat"))
                .extracting(Told::code)
                .isEqualTo(2);
    }

    @Test
    void aKeyThatIsNoneTrustsNothing() {
        assertThat(verify(null, zip.toString(), "--key", HexFormat.of().formatHex(new byte[44]))
                        .code())
                .isEqualTo(1);
        assertThat(verify(null, zip.toString(), "--key", "abc").code()).isEqualTo(2);
    }
}
