package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.util.Map;

/** What has been written in a case's form but not sent, by whoever wrote last (G7). */
public record Draft(
        String form, Map<String, String> fields, Instant savedAt, String savedBy, String savedByName, int version) {

    /** The field's text, empty when there is none. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
