package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Story;

/** An export of two cases, which somebody changes before it is verified on the command line. */
abstract class ExportedStory extends Story {

    @Autowired
    private Evidence evidence;

    @Autowired
    private PublishedCheckpoints published;

    @Value("${spring.datasource.url}")
    protected String url;

    @Value("${svara.secret}")
    protected String secret;

    @TempDir
    protected Path folder;

    protected Enquiry enquiry;
    protected Path zip;
    protected String publicKey;

    @BeforeEach
    void anExportOfTwoCases() throws IOException {
        Enquiry beside = asked(byMail());
        enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        enquiries.note(enquiry.id(), "Fråga Kalle.", actor("handlaggare"));
        enquiries.note(enquiry.id(), "Kalle vet.", actor("handlaggare"));
        zip = folder.resolve("export.zip");
        publicKey = export(zip, enquiry.id(), beside.id());
    }

    protected String export(Path file, UUID... chains) throws IOException {
        return export(file, () -> {}, chains);
    }

    /** @param meanwhile happens when the export has begun and nothing of it has been written */
    protected String export(Path file, Runnable meanwhile, UUID... chains) throws IOException {
        Evidence.Export export = evidence.begin();
        meanwhile.run();
        try (FileSystem files = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
            try (Writer out = Files.newBufferedWriter(files.getPath("journal.jsonl"))) {
                for (UUID chain : chains) {
                    assertThat(export.journal(chain, out)).isPositive();
                }
            }
            try (Writer out = Files.newBufferedWriter(files.getPath("proof.jsonl"))) {
                export.proof(out);
            }
            try (Writer out = Files.newBufferedWriter(files.getPath("checkpoints.txt"))) {
                export.checkpoints(out);
            }
            Files.writeString(files.getPath("public-key.txt"), export.publicKey() + "\n");
            listFiles(files);
        }
        return export.publicKey();
    }

    protected void edit(String name, UnaryOperator<String> change) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Path file = files.getPath(name);
            String before = Files.readString(file);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(file, after);
            listFiles(files);
        }
    }

    /** As whoever forges an export would do last. */
    protected static void listFiles(FileSystem zip) throws IOException {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        Path manifest = zip.getPath("/manifest.json");
        try (Stream<Path> files = Files.list(zip.getPath("/"))) {
            for (Path file : files.filter(file -> !file.equals(manifest)).toList()) {
                listed.addObject()
                        .put("name", String.valueOf(file.getFileName()))
                        .put("sha256", Seal.sha256(Files.readAllBytes(file)).hex());
            }
        }
        Files.writeString(
                manifest,
                JsonNodeFactory.instance.objectNode().set("files", listed).toString());
    }

    protected void editLines(UnaryOperator<List<String>> change) throws IOException {
        edit(
                "journal.jsonl",
                text -> String.join(
                                "\n", change.apply(new ArrayList<>(text.lines().toList()))) + "\n");
    }

    protected String number() {
        return enquiry.number().value();
    }

    protected String file() {
        return published.file().orElseThrow().toString();
    }
}
