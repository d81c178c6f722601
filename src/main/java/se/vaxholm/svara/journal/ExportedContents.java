package se.vaxholm.svara.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds what an export has beside its journal, such as messages and letters, against what that says of them. */
public interface ExportedContents {

    /**
     * Looks through an export.
     *
     * @param folder where its files lie
     * @param entries the journal in it, chain by chain, each in its order, whatever somebody has made of it
     * @param provenAt when the last checkpoint in it was made, which is when the export began to write its journal
     */
    Looked of(Path folder, Map<UUID, List<Entry>> entries, Instant provenAt) throws IOException;

    /**
     * What it has seen.
     *
     * @param notes what whoever asked should know, such as what could not be looked at
     * @param wrong what is not as it was written
     */
    record Looked(List<Sentence> notes, List<Sentence> wrong) {}

    /**
     * Something to say.
     *
     * @param key of its words, in {@code messages/audit-log.properties}
     * @param values for the places in them: texts, numbers, and moments as {@link Instant}
     */
    record Sentence(String key, List<Object> values) {

        public static Sentence of(String key, Object... values) {
            return new Sentence(key, List.of(values));
        }
    }
}
