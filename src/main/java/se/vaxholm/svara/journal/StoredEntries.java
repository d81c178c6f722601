package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads entries as they lie in the database, and never stumbles over what somebody has made of them. */
final class StoredEntries {

    /** Every column, as text where it could hold anything. */
    static final String COLUMNS =
            "chain, seq, enquiry_id, number, at, what, actor_role, actor_id, actor_name, acting_as, unit_id, step,"
                    + " cast(detail as text) as detail, hash, mac";

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredEntries() {}

    static StoredEntry read(ResultSet row) throws SQLException {
        return new StoredEntry(
                row.getInt("seq"),
                row.getString("number"),
                entry(row),
                hash(row.getBytes("hash")),
                hash(row.getBytes("mac")));
    }

    private static Hash hash(byte @Nullable [] bytes) {
        return Hash.of(bytes == null ? new byte[0] : bytes);
    }

    private static @Nullable Sealed entry(ResultSet row) throws SQLException {
        UUID chain = row.getObject("chain", UUID.class);
        UUID enquiry = row.getObject("enquiry_id", UUID.class);
        if (chain == null || row.getString("what") == null || row.getString("actor_role") == null) {
            return null;
        }
        boolean inItsCase = Chain.isOfNoCase(chain) ? enquiry == null : chain.equals(enquiry);
        Map<String, String> detail = detail(row.getString("detail"));
        if (!inItsCase || detail == null || isInfinite(row)) {
            return null;
        }
        return new Sealed(
                chain,
                row.getInt("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("what"),
                row.getString("number"),
                row.getString("actor_role"),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getString("acting_as"),
                row.getString("unit_id"),
                row.getString("step"),
                detail);
    }

    private static boolean isInfinite(ResultSet row) throws SQLException {
        String at = row.getString("at");
        return at == null || at.contains("infinity");
    }

    private static @Nullable Map<String, String> detail(@Nullable String detail) {
        if (detail == null) {
            return null;
        }
        try {
            // Numbers and truth values would be read as texts: what was sealed were texts only.
            return JSON.readTree(detail).isObject() && onlyTexts(detail) ? JSON.readValue(detail, DETAIL) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean onlyTexts(String detail) throws JsonProcessingException {
        for (var value : JSON.readTree(detail)) {
            if (!value.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
