package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.journal.Verified.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.journal.Verified.Told;

/** Whoever forges an export and knows how it is proved: they make all of it fit that can be made to fit without the server's key. */
class ForgedExportTests extends ExportedStory {

    private void assertBroken(Told told, String text) {
        assertThat(told.text()).contains(text);
        assertThat(told.code()).isEqualTo(VerifyCommand.BROKEN);
    }

    private int checkpoint() throws IOException {
        return published().stream().mapToInt(Checkpoint::n).max().orElseThrow();
    }

    private List<Checkpoint> published() throws IOException {
        return Files.readAllLines(Path.of(file())).stream()
                .map(Checkpoint::parse)
                .toList();
    }

    private void editProof(UnaryOperator<EvidenceFiles.Proof> change) throws IOException {
        edit(
                "proof.jsonl",
                text -> text.lines()
                        .map(EvidenceFiles::proof)
                        .map(proof -> proof.leaf().chain().equals(enquiry.id()) ? change.apply(proof) : proof)
                        .map(proof -> proof.line() + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void anEndThatIsCutOffWithAProofMadeToFitIsFound() throws IOException {
        int last = journal.of(enquiry.id()).size();
        Hash[] before = new Hash[1];
        editLines(lines -> {
            before[0] = EvidenceFiles.entry(lines.get(last - 2)).hash();
            lines.remove(last - 1);
            return lines;
        });
        editProof(proof -> new EvidenceFiles.Proof(
                new Checkpoint.Leaf(enquiry.id(), proof.leaf().checkpoint(), last - 1, before[0]), proof.path()));
        assertBroken(verify(null, zip.toString()), "Kontrollpunkt " + checkpoint() + " är inte den som signerades");
    }

    @Test
    void aProofThatNamesAnotherCheckpointIsNotBelieved() throws IOException {
        editProof(proof -> new EvidenceFiles.Proof(
                new Checkpoint.Leaf(
                        enquiry.id(),
                        proof.leaf().checkpoint() + 1,
                        proof.leaf().seq(),
                        proof.leaf().hash()),
                proof.path()));
        assertBroken(
                verify(null, zip.toString()), "Kontrollpunkt " + (checkpoint() + 1) + " är inte den som signerades");
    }

    @Test
    void aProofWithoutItsCheckpointIsNotBelieved() throws IOException {
        edit("checkpoints.txt", text -> "");
        assertBroken(verify(null, zip.toString()), "Ärende " + number() + ": ingen kontrollpunkt visar");
    }

    @Test
    void aCheckpointThatTheKeptFileLacksThoughItHasLaterOnesIsFound() throws IOException {
        int exported = checkpoint();
        enquiries.note(enquiry.id(), "Mer.", actor("handlaggare"));
        export(folder.resolve("senare.zip"), enquiry.id());
        Path kept = Files.writeString(
                folder.resolve("sparade.txt"),
                published().stream()
                        .filter(one -> one.n() != exported)
                        .map(one -> one.line() + "\n")
                        .collect(Collectors.joining()));
        assertBroken(
                verify(null, zip.toString(), "--key", publicKey, "--published", kept.toString()),
                "Kontrollpunkt " + exported + " är inte den som publicerades");
    }

    @Test
    void anExportThatHasLostAllItsEntriesIsNotIntact() throws IOException {
        edit("journal.jsonl", text -> "");
        edit("proof.jsonl", text -> "");
        assertBroken(verify(null, zip.toString()), "Exporten har ingen händelselogg");
    }

    /** Nothing is left by which the one after a gap could be proved. */
    @Test
    void theEntryAfterOneThatIsGoneIsNotBelieved() throws IOException {
        editLines(lines -> {
            lines.set(3, lines.get(3).replace("\\\"SYSTEM\\\"", "\\\"STAFF\\\""));
            lines.remove(2);
            return lines;
        });
        assertBroken(verify(null, zip.toString()), "Ärende " + number() + ": post 3 är borttagen");
        assertBroken(
                verify(null, zip.toString()),
                "Ärende " + number() + ": post 4 kan inte prövas, eftersom posten före är borta");
        assertBroken(
                verify(secret, zip.toString()),
                "Ärende " + number() + ": post 4 kan inte prövas, eftersom posten före är borta");
    }

    @Test
    void theSealsOfAnotherServerAreNotBelieved() {
        assertBroken(
                verify("the-secret-of-quite-another-server", zip.toString()),
                "Ärende " + number() + ": post 1 är inte som den skrevs");
    }

    /** Whoever mistypes the word for the file they trust must not be told that all is well. */
    @Test
    void whatIsNotUnderstoodIsNotPassedOver() {
        for (List<String> more : List.of(
                List.of("--publicerad", file()), List.of("--published"), List.of("--key"), List.of(zip.toString()))) {
            String[] arguments =
                    Stream.concat(Stream.of(zip.toString()), more.stream()).toArray(String[]::new);
            assertThat(verify(null, arguments))
                    .as(more.toString())
                    .satisfies(told -> assertThat(told.text()).contains("java -jar svara.jar verify <export.zip>"))
                    .extracting(Told::code)
                    .isEqualTo(VerifyCommand.MISUSED);
        }
    }
}
