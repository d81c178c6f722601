package se.vaxholm.svara.process.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A deployment with one thing wrong, and the rule that it breaks. */
record WrongModel(Rule rule, String what, List<ModelFile> files) {

    WrongModel(Rule rule, String what, ModelFile... files) {
        this(rule, what, List.of(files));
    }

    /** The shipped models with one thing changed, as {@code wrong-models.txt} tells. */
    static Stream<WrongModel> changed() {
        try (InputStream file = WrongModel.class.getResourceAsStream("/guard/wrong-models.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            List<WrongModel> wrong = new ArrayList<>();
            Arrays.stream(text.split("(?m)^== ")).skip(1).map(WrongModel::read).forEach(wrong::add);
            return wrong.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WrongModel read(String block) {
        List<String> lines = block.lines().toList();
        String[] head = lines.get(0).split(" \\| ?", 3);
        String old = lines(lines, "- ");
        String replacement = lines(lines, "+ ");
        String what = head[2].isBlank() ? replacement : head[2];
        return new WrongModel(rule(head[0]), what, ShippedFiles.with(head[1], old, replacement));
    }

    private static String lines(List<String> block, String mark) {
        return block.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .collect(Collectors.joining("\n"));
    }

    private static Rule rule(String id) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return rule.id() + ": " + what;
    }
}
