package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The files of an export by which anybody can check its journal: lines of JSON, and the published lines of checkpoints.
 *
 * <ul>
 *   <li>{@code journal.jsonl}: an entry a line, chain by chain, in order: {@code entry} as {@link Sealed#canonical()},
 *       {@code hash}, {@code mac}
 *   <li>{@code proof.jsonl}: a chain a line: how far a checkpoint has seen it, and the path from there to the root
 *   <li>{@code checkpoints.txt}: those checkpoints, see {@link Checkpoint#line()}
 *   <li>{@code public-key.txt}: the key that they are signed with
 * </ul>
 */
final class EvidenceFiles {

    static final String JOURNAL = "journal.jsonl";
    static final String PROOF = "proof.jsonl";
    static final String CHECKPOINTS = "checkpoints.txt";
    static final String PUBLIC_KEY = "public-key.txt";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EvidenceFiles() {}

    static String line(Sealed entry, Hash hash, Hash mac) {
        ObjectNode line = JSON.createObjectNode();
        line.put("entry", entry.canonical());
        line.put("hash", hash.hex());
        line.put("mac", mac.hex());
        return line.toString();
    }

    /** As it would be written by us. */
    static String line(StoredEntry stored) {
        Sealed entry = stored.entry();
        return entry == null ? "" : line(entry, stored.hash(), stored.mac());
    }

    /** @throws IllegalArgumentException when the line is none of these */
    static StoredEntry entry(String line) {
        JsonNode told = tree(line);
        Sealed entry = Sealed.parse(told.path("entry").asText());
        return new StoredEntry(
                entry.seq(),
                entry.number(),
                entry,
                new Hash(told.path("hash").asText()),
                new Hash(told.path("mac").asText()));
    }

    /** What shows that a chain stood so at a checkpoint. */
    record Proof(Checkpoint.Leaf leaf, List<Merkle.Step> path) {

        String line() {
            ObjectNode line = JSON.createObjectNode();
            line.put("chain", leaf.chain().toString());
            line.put("checkpoint", leaf.checkpoint());
            line.put("seq", leaf.seq());
            line.put("hash", leaf.hash().hex());
            ArrayNode steps = line.putArray("path");
            path.forEach(step -> steps.add((step.left() ? "L" : "R") + step.hash()));
            return line.toString();
        }

        /** Whether it leads to this checkpoint's root. */
        boolean leadsTo(Checkpoint checkpoint) {
            return leaf.checkpoint() == checkpoint.n()
                    && Merkle.root(leaf.bytes(), path).equals(checkpoint.root());
        }
    }

    /** @throws IllegalArgumentException when the line is none of these */
    static Proof proof(String line) {
        JsonNode told = tree(line);
        List<Merkle.Step> path = new ArrayList<>();
        told.path("path")
                .forEach(step -> path.add(new Merkle.Step(
                        step.asText().startsWith("L"),
                        new Hash(step.asText().isEmpty() ? "" : step.asText().substring(1)))));
        return new Proof(
                new Checkpoint.Leaf(
                        UUID.fromString(told.path("chain").asText()),
                        told.path("checkpoint").asInt(),
                        told.path("seq").asInt(),
                        new Hash(told.path("hash").asText())),
                path);
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No line of an export: " + e.getMessage(), e);
        }
    }
}
