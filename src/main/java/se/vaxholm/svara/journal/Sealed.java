package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
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

    /** @param previous the hash of the entry before, or {@link Seal#FIRST} */
    Hash hash(Hash previous) {
        return Seal.sha256(previous.bytes(), canonical().getBytes(StandardCharsets.UTF_8));
    }
}
