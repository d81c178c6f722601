package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was sealed: as plain texts, so that what somebody has changed it to can still be read, and named.
 *
 * @param seq its place in its chain, from 1
 * @param at in UTC, of microseconds at most
 */
record Sealed(
        UUID chain,
        int seq,
        Instant at,
        String what,
        @Nullable String number,
        String actorRole,
        @Nullable String actorId,
        @Nullable String actorName,
        @Nullable String actingAs,
        @Nullable String unit,
        @Nullable String step,
        Map<String, String> detail) {

    /** Its own and not the application's: what has been sealed must be written in the same way for ever. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String FORM = "svara-journal-1";

    /**
     * The text that is hashed: a JSON array in UTF-8 without spaces of {@code "svara-journal-1"} and the fields in their order,
     * the time as ISO-8601 in UTC with as few digits as it needs, the details in the order of their names' characters, and null
     * for what is missing.
     */
    String canonical() {
        List<Object> fields = new ArrayList<>();
        fields.add(FORM);
        fields.add(chain.toString());
        fields.add(seq);
        fields.add(at.toString());
        fields.add(what);
        fields.add(number);
        fields.add(actorRole);
        fields.add(actorId);
        fields.add(actorName);
        fields.add(actingAs);
        fields.add(unit);
        fields.add(step);
        fields.add(new TreeMap<>(detail));
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException when the text is none of {@link #canonical()} */
    static Sealed parse(String canonical) {
        try {
            return of(JSON.readTree(canonical));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("No entry: " + e.getMessage(), e);
        }
    }

    private static Sealed of(JsonNode fields) {
        if (!fields.isArray() || fields.size() != 13 || !fields.get(0).asText().equals(FORM)) {
            throw new IllegalArgumentException("No entry of the form " + FORM);
        }
        Map<String, String> detail = new TreeMap<>();
        fields.get(12).properties().forEach(one -> {
            if (!one.getValue().isTextual()) {
                throw new IllegalArgumentException("A detail that is no text: " + one.getKey());
            }
            detail.put(one.getKey(), one.getValue().asText());
        });
        return new Sealed(
                UUID.fromString(fields.get(1).asText()),
                fields.get(2).asInt(),
                Instant.parse(fields.get(3).asText()),
                fields.get(4).asText(),
                text(fields.get(5)),
                fields.get(6).asText(),
                text(fields.get(7)),
                text(fields.get(8)),
                text(fields.get(9)),
                text(fields.get(10)),
                text(fields.get(11)),
                detail);
    }

    private static @Nullable String text(JsonNode field) {
        return field.isNull() ? null : field.asText();
    }

    /** As our own code reads an entry, which has no row here. */
    Entry told() {
        return new Entry(
                0,
                seq,
                at,
                Journal.what(what),
                Journal.role(actorRole),
                actorId,
                actorName,
                actingAs,
                unit,
                step,
                detail);
    }

    /** @param previous the hash of the entry before, or {@link Seal#FIRST} */
    Hash hash(Hash previous) {
        return Seal.sha256(previous.bytes(), canonical().getBytes(StandardCharsets.UTF_8));
    }
}
