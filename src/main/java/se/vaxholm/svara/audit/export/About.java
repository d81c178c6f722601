package se.vaxholm.svara.audit.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import se.vaxholm.svara.audit.FilterWords.Asked;
import se.vaxholm.svara.security.Staff;

/**
 * What every export says of itself: who took it, when, of what, and how much it is.
 *
 * @param asked which cases were asked for, in words
 * @param counts of what is in it, in the order in which they are told
 */
record About(String format, Instant at, Staff by, List<Asked> asked, Reveal reveal, Map<String, Long> counts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** {@value Parcel#MANIFEST}. */
    String manifest(List<Parcel.Part> parts) {
        ObjectNode told = JSON.createObjectNode();
        told.put("format", "svara-export/1");
        told.put("content", format);
        told.put("at", at.toString());
        told.putObject("by").put("id", by.id()).put("name", by.name());
        ArrayNode filter = told.putArray("filter");
        asked.forEach(one -> filter.addObject().put("what", one.what()).put("value", one.value()));
        told.putObject("markedCases").put("masked", !reveal.isChosen()).put("reason", reveal.reason());
        ObjectNode numbers = told.putObject("counts");
        counts.forEach(numbers::put);
        ArrayNode files = told.putArray("files");
        parts.forEach(part -> files.addObject()
                .put("name", part.name())
                .put("size", part.size())
                .put("sha256", part.sha256()));
        return pretty(told);
    }

    static String pretty(ObjectNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
