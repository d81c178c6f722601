package se.vaxholm.svara.enquiry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** What officers have written but not sent: kept with the case, so that no person is needed to find it (G7). */
@Service
@Transactional
public class Drafts {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
    private static final int MOST_FIELDS = 40;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json;

    Drafts(JdbcClient jdbc, Clock clock, ObjectMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /** What stands in a form; within a transaction what was judged is what is sent, whoever else writes meanwhile. */
    @Transactional(readOnly = true)
    public Optional<Draft> find(UUID enquiryId, String form) {
        Key key = new Key(enquiryId, form);
        Found held = HeldRows.find(key, Found.class);
        if (held != null) {
            return held.draft();
        }
        Optional<Draft> found = read(enquiryId, form);
        HeldRows.keep(key, new Found(found));
        return found;
    }

    /** A form of a case. */
    private record Key(UUID enquiryId, String form) {}

    /** What was found in it, or that nothing was. */
    private record Found(Optional<Draft> draft) {}

    private Optional<Draft> read(UUID enquiryId, String form) {
        return jdbc.sql("select * from draft where enquiry_id = ? and form = ?")
                .params(enquiryId, form)
                .query((row, i) -> new Draft(
                        form,
                        read(row.getString("fields")),
                        row.getTimestamp("saved_at").toInstant(),
                        row.getString("saved_by"),
                        row.getString("saved_by_name"),
                        row.getInt("version")))
                .optional();
    }

    /**
     * Keeps what is written. A text that is too long to be sent is kept all the same, within twice the bound: people
     * shorten their own words better than we do.
     *
     * @param expectedVersion the version the writer saw, 0 for none
     * @throws DraftChangedException when somebody else has saved since; nothing is overwritten then
     */
    public Draft save(UUID enquiryId, String form, Map<String, String> fields, int expectedVersion, Actor by) {
        int rows = write(
                enquiryId,
                form,
                fields,
                by,
                " where d.version = " + expectedVersion + " or d.saved_by = excluded.saved_by");
        Draft now = find(enquiryId, form).orElseThrow();
        if (rows == 0) {
            throw new DraftChangedException(now);
        }
        return now;
    }

    /** Keeps what is written whatever stood there: for a form that is sent with all its fields. */
    public void replace(UUID enquiryId, String form, Map<String, String> fields, Actor by) {
        write(enquiryId, form, fields, by, "");
    }

    private int write(UUID enquiryId, String form, Map<String, String> fields, Actor by, String onlyIf) {
        if (fields.size() > MOST_FIELDS
                || fields.values().stream().anyMatch(text -> text.length() > 2 * TextBounds.TEXT)) {
            throw new IllegalArgumentException("A draft is too large");
        }
        Map<String, String> clean = new java.util.TreeMap<>();
        fields.forEach((name, text) -> clean.put(name, text.replace("\0", "")));
        HeldRows.forget(new Key(enquiryId, form));
        return jdbc.sql("""
                        insert into draft as d (enquiry_id, form, fields, saved_at, saved_by, saved_by_name, version)
                        values (:id, :form, cast(:fields as jsonb), :now, :by, :name, 1)
                        on conflict (enquiry_id, form) do update
                            set fields = excluded.fields, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
                                saved_by_name = excluded.saved_by_name, version = d.version + 1""" + onlyIf)
                .param("id", enquiryId)
                .param("form", form)
                .param("fields", write(clean))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by.id())
                .param("name", by.name())
                .update();
    }

    /** Keeps what is written beside what stood there: for a part of a form that is sent alone. */
    public void merge(UUID enquiryId, String form, Map<String, String> fields, Actor by) {
        Map<String, String> all =
                new HashMap<>(find(enquiryId, form).map(Draft::fields).orElse(Map.of()));
        all.putAll(fields);
        replace(enquiryId, form, all, by);
    }

    public void discard(UUID enquiryId, String form) {
        HeldRows.forget(new Key(enquiryId, form));
        jdbc.sql("delete from draft where enquiry_id = ? and form = ?")
                .params(enquiryId, form)
                .update();
    }

    private String write(Map<String, String> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read(String fields) {
        try {
            return json.readValue(fields, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
