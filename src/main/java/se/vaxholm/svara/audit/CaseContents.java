package se.vaxholm.svara.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.ExportFiles;
import se.vaxholm.svara.journal.ExportedContents;

/**
 * Holds messages, letters and files in an export of one case against the journal in it, without a database. Its manifest says how
 * far the journal had come when the rest was read.
 */
public final class CaseContents implements ExportedContents {

    /** The file that says what is in the case. */
    public static final String CASE = "case.json";

    /** What stands where something is left out. */
    public static final String MASK = "–";

    /** As long as it may take to write letters, files and mails, after the case was read and before its journal is. */
    private static final Duration IN_THE_MAKING = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Looked of(Path folder, Map<UUID, List<Entry>> entries, Instant provenAt) throws IOException {
        if (!Files.exists(folder.resolve(CASE))) {
            return new Looked(List.of(Sentence.of("auditlog.contents.none")), List.of());
        }
        try {
            if (entries.size() != 1) {
                throw new IllegalArgumentException("One case and several journals");
            }
            Map.Entry<UUID, List<Entry>> chain = entries.entrySet().iterator().next();
            return of(folder, chain.getKey(), chain.getValue(), provenAt);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return new Looked(List.of(), List.of(Sentence.of("auditlog.contents.unreadable")));
        }
    }

    private static Looked of(Path folder, UUID enquiryId, List<Entry> entries, Instant provenAt) throws IOException {
        JsonNode told = JSON.readTree(Files.readAllBytes(folder.resolve(CASE)));
        String number = ExportedCase.text(told, "number");
        List<Sentence> notes = new ArrayList<>();
        List<Sentence> wrong = new ArrayList<>();
        if (told.path("masked").asBoolean()) {
            return masked(told, number);
        }
        int written = entries.stream().mapToInt(Entry::seq).max().orElse(0);
        JsonNode manifest = Files.exists(folder.resolve(ExportFiles.MANIFEST))
                ? JSON.readTree(Files.readAllBytes(folder.resolve(ExportFiles.MANIFEST)))
                : JSON.nullNode();
        int seen = manifest.path("counts").path("entries").asInt(written);
        if (seen < written) {
            boolean meanwhile = entries.stream()
                    .filter(entry -> entry.seq() > seen)
                    .noneMatch(entry -> entry.at().isBefore(provenAt.minus(IN_THE_MAKING)));
            (meanwhile ? notes : wrong)
                    .add(Sentence.of(
                            "auditlog.contents.earlier", number, Integer.toString(seen), Integer.toString(written)));
        }
        List<Entry> before =
                entries.stream().filter(entry -> entry.seq() <= seen).toList();
        ExportedCase one = new ExportedCase(folder, enquiryId, told);
        notes.add(Sentence.of(
                "auditlog.contents.compared",
                number,
                Integer.toString(one.messages().size()),
                Integer.toString(one.letters().size())));
        if (one.stoppedFiles() > 0) {
            notes.add(Sentence.of("auditlog.contents.stopped", number, Long.toString(one.stoppedFiles())));
        }
        messages(one, before, notes, wrong);
        letters(one, before, madeAt(manifest, before), notes, wrong);
        return new Looked(notes, wrong);
    }

    private static Looked masked(JsonNode told, String number) {
        boolean isMasked = told.path("letters").findValues("path").stream().allMatch(JsonNode::isNull);
        for (JsonNode message : told.path("messages")) {
            isMasked &= ExportedCase.text(message, "text").equals(MASK);
        }
        return isMasked
                ? new Looked(List.of(Sentence.of("auditlog.contents.masked", number)), List.of())
                : new Looked(List.of(), List.of(Sentence.of("auditlog.contents.unmasked", number)));
    }

    private static Instant madeAt(JsonNode manifest, List<Entry> entries) {
        @Nullable String told = manifest.path("at").textValue();
        return told == null
                ? entries.stream().map(Entry::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH)
                : Instant.parse(told);
    }

    private static void messages(ExportedCase one, List<Entry> entries, List<Sentence> notes, List<Sentence> wrong) {
        MessagesOfCase seals = new MessagesOfCase(one.enquiryId(), entries);
        List<MessageSeals.SealedMessage> all = new ArrayList<>();
        one.messages()
                .forEach(message ->
                        all.add(new MessageSeals.SealedMessage(message.enquiryId(), message.at(), seals.fit(message))));
        seals.rest(all);
        int unsealed = 0;
        for (MessageSeals.SealedMessage message : all) {
            boolean left = message.fit() == MessageSeals.Fit.GONE && one.hasMostMessages();
            if (message.fit().isWrong() && !left) {
                wrong.add(Sentence.of("auditlog.message." + message.fit(), one.number(), message.at()));
            }
            unsealed += message.fit() == MessageSeals.Fit.UNSEALED ? 1 : 0;
        }
        if (unsealed > 0) {
            notes.add(Sentence.of("auditlog.contents.unsealed", one.number(), Integer.toString(unsealed)));
        }
    }

    private static void letters(
            ExportedCase one, List<Entry> entries, Instant madeAt, List<Sentence> notes, List<Sentence> wrong)
            throws IOException {
        LettersOfCase seals = new LettersOfCase(one.enquiryId(), entries);
        for (ExportedCase.ExportedLetter letter : one.letters()) {
            LetterSeals.Fit fit = seals.hold(letter.told(), letter.files(), one::isAsTold, madeAt)
                    .fit();
            if (!fit.isWrong() && !letter.isWhole()) {
                fit = LetterSeals.Fit.CHANGED;
            }
            if (fit.isWrong()) {
                wrong.add(Sentence.of(
                        "auditlog.letter." + fit,
                        one.number(),
                        letter.path(),
                        letter.told().queuedAt()));
            } else if (letter.told().tellAt() != null) {
                notes.add(Sentence.of("auditlog.contents.untold", one.number(), letter.path()));
            }
        }
        List<LetterSeals.SealedLetter> gone = new ArrayList<>();
        seals.rest(gone);
        if (!one.hasMostLetters()) {
            gone.forEach(letter -> wrong.add(Sentence.of(
                    "auditlog.letter." + letter.fit(), one.number(), String.valueOf(letter.kind()), letter.at())));
        }
    }
}
