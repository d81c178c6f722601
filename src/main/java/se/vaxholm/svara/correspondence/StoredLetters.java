package se.vaxholm.svara.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.Outbox.Fate;
import se.vaxholm.svara.files.Parts;

/** Letters as they lie in the database, whatever somebody has made of them, for whoever holds them against the journal. */
@Service
public class StoredLetters {

    /** As many with their texts are in memory at once. */
    private static final int AT_A_TIME = 100;

    private final JdbcTemplate jdbc;

    StoredLetters(DataSource database) {
        jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(AT_A_TIME);
    }

    /**
     * A letter without its texts.
     *
     * @param kind a {@link LetterKind} by its name, unless somebody has changed it
     * @param fate null when somebody has made one of it that there is not
     * @param settledAt when it left, came back or was stopped
     * @param tellAt when its case is to be told of that, null when it has been
     * @param bounced whether it came back after its case had been told that it had left
     * @param sha256 as {@link Letter#sha256()} makes it, of what lies there now
     * @param filesOf the message whose files go along, if any do
     */
    public record StoredLetter(
            UUID id,
            UUID enquiryId,
            Instant queuedAt,
            String kind,
            String sha256,
            @Nullable Fate fate,
            @Nullable Instant settledAt,
            @Nullable Instant tellAt,
            boolean bounced,
            @Nullable UUID filesOf) {}

    /**
     * The letters of all cases from one id to another, those of a case in the order in which they were queued; an id as first
     * and as last is that case alone.
     */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public List<StoredLetter> between(UUID first, UUID last) {
        List<StoredLetter> letters = new ArrayList<>();
        jdbc.query(
                """
                select id, enquiry_id, queued_at, kind, status, settled_at, tell_at, bounced_at, files_of,
                    recipient, sender_name, sender_email, subject, body_text, body_html
                from letter where enquiry_id between ? and ? order by enquiry_id, queued_at, line""",
                row -> {
                    letters.add(read(row));
                },
                first,
                last);
        return letters;
    }

    private static StoredLetter read(ResultSet row) throws SQLException {
        Instant queuedAt = instant(row, "queued_at");
        List<String> parts = List.of(
                text(row, "recipient"),
                text(row, "sender_name"),
                text(row, "sender_email"),
                text(row, "subject"),
                text(row, "body_text"),
                text(row, "body_html"));
        return new StoredLetter(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                Objects.requireNonNull(row.getObject("enquiry_id", UUID.class)),
                queuedAt == null ? Instant.EPOCH : queuedAt,
                text(row, "kind"),
                Parts.sha256(parts),
                fate(row.getString("status")),
                instant(row, "settled_at"),
                instant(row, "tell_at"),
                instant(row, "bounced_at") != null,
                row.getObject("files_of", UUID.class));
    }

    private static @Nullable Fate fate(@Nullable String status) {
        return Arrays.stream(Fate.values())
                .filter(fate -> fate.name().equals(status))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
