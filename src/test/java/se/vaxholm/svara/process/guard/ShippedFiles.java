package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.vaxholm.svara.process.Vocabulary;

/** The models that Svara is shipped with, as they are and with something changed. */
final class ShippedFiles {

    static final String RECEIPT = "receipt.bpmn";
    static final String HANDLING = "handling.bpmn";
    static final String ANSWER = "direct-answer.bpmn";
    static final String LATE = "escalation.bpmn";
    static final String ROUTING = "routing.dmn";
    static final String LADDER = "escalation.dmn";

    /** With the units of the shipped organisation. */
    static final Vocabulary VAXHOLM = new Vocabulary(() -> Set.of(
            "stadsbyggnad",
            "teknik",
            "registrator",
            "utbildning",
            "socialtjanst",
            "kultur-fritid",
            "kommunledning",
            "kontaktcenter"));

    private static final Path FOLDER = Path.of("bpmn");

    private ShippedFiles() {}

    static List<ModelFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn") || name.endsWith(".dmn"))
                    .sorted()
                    .map(name -> file(name, text(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model with the first of something replaced; without the marks of element templates, which come and go. */
    static ModelFile with(String name, String old, String replacement) {
        String model = text(name).replaceAll(" camunda:modelerTemplate(Version)?=\"[^\"]*\"", "");
        assertThat(model).contains(old);
        int at = model.indexOf(old);
        return file(name, model.substring(0, at) + replacement + model.substring(at + old.length()));
    }

    static ModelFile file(String name, String content) {
        return new ModelFile(name, content.getBytes(StandardCharsets.UTF_8));
    }
}
