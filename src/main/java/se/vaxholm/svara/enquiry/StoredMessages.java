package se.vaxholm.svara.enquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Messages as they lie in the database, whatever somebody has made of them, for whoever holds them against the journal. */
@Service
public class StoredMessages {

    /** As many with their texts are in memory at once. */
    private static final int AT_A_TIME = 200;

    private final JdbcTemplate jdbc;

    StoredMessages(DataSource database) {
        jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(AT_A_TIME);
    }

    /**
     * A message without its text.
     *
     * @param toldBy as {@link Message#sha256()} makes it, of what lies there now; for one that was stopped on its way, of all that
     *     it may have been before
     */
    public record StoredMessage(UUID id, UUID enquiryId, Instant at, boolean stopped, Set<String> toldBy) {

        /**
         * A message of which somebody says this.
         *
         * @param type a {@link Message.Type} by its name, unless somebody has changed it
         * @param authorId empty when it is nobody of ours
         */
        public static StoredMessage told(
                UUID id, UUID enquiryId, Instant at, String type, String authorId, String author, String text) {
            boolean stopped = Message.Type.STOPPED.name().equals(type);
            return new StoredMessage(
                    id,
                    enquiryId,
                    at,
                    stopped,
                    (stopped ? Message.STOPPABLE.stream().map(Enum::name) : Stream.of(type))
                            .map(as -> Message.sha256(id, at, as, authorId, author, text))
                            .collect(Collectors.toSet()));
        }
    }

    /** The messages of all cases from one id to another; an id as first and as last is that case alone. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public List<StoredMessage> between(UUID first, UUID last) {
        List<StoredMessage> messages = new ArrayList<>();
        jdbc.query(
                """
                select id, enquiry_id, at, type, author_id, author, body
                from message where enquiry_id between ? and ? order by enquiry_id, at, id""",
                row -> {
                    messages.add(read(row));
                },
                first,
                last);
        return messages;
    }

    private static StoredMessage read(ResultSet row) throws SQLException {
        Timestamp told = row.getTimestamp("at");
        return StoredMessage.told(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                Objects.requireNonNull(row.getObject("enquiry_id", UUID.class)),
                told == null ? Instant.EPOCH : told.toInstant(),
                text(row, "type"),
                text(row, "author_id"),
                text(row, "author"),
                text(row, "body"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
