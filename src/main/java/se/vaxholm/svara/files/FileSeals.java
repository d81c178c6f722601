package se.vaxholm.svara.files;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a file can be told by, for whoever keeps that where it can't be changed and holds the file against it later, whatever
 * somebody has made of its row by then.
 */
@Service
public class FileSeals {

    private final JdbcClient jdbc;

    FileSeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file as it lies with a message.
     *
     * @param seal as {@link #of} tells it, of what the row says now
     * @param sha256 what the row says of the content
     */
    public record Lying(UUID id, UUID messageId, String seal, String sha256, long size, boolean stopped) {}

    /**
     * SHA-256 over a file's id, its name and the SHA-256 of its content in hexadecimal digits, in UTF-8 and each followed by a
     * zero byte, as hexadecimal digits.
     */
    public static String of(KeptFile file) {
        return of(file.id(), file.name(), file.sha256());
    }

    /** The same, of a file of which somebody says this. */
    public static String of(UUID id, String name, String sha256) {
        return Parts.sha256(List.of(id.toString(), name, sha256));
    }

    /** What lies with messages now; those without files are left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Lying>> ofMessages(Collection<UUID> messageIds) {
        return messageIds.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                "select id, message_id, name, sha256, size, scan from file where message_id = any (?) order by line")
                        .param(messageIds.toArray(UUID[]::new))
                        .query(FileSeals::read)
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(Lying::messageId));
    }

    private static Lying read(ResultSet row, int index) throws SQLException {
        UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
        byte[] told = row.getBytes("sha256");
        String sha256 = told == null ? "" : Spooled.hex(told);
        String name = Objects.requireNonNullElse(row.getString("name"), "");
        return new Lying(
                id,
                Objects.requireNonNull(row.getObject("message_id", UUID.class)),
                of(id, name, sha256),
                sha256,
                row.getLong("size"),
                KeptFile.Scan.INFECTED.name().equals(row.getString("scan")));
    }

    /** Whether its bytes are those that its row tells of; reads them, a piece at a time. */
    public boolean isContentAsTold(Lying file) {
        MessageDigest digest = Spooled.digest();
        long size = 0;
        int no = 0;
        Optional<byte[]> piece = piece(file.id(), no);
        while (piece.isPresent() && size <= file.size()) {
            digest.update(piece.get());
            size += piece.get().length;
            piece = piece(file.id(), ++no);
        }
        return size == file.size() && Spooled.hex(digest.digest()).equals(file.sha256());
    }

    private Optional<byte[]> piece(UUID id, int no) {
        return jdbc.sql("select bytes from file_chunk where file_id = ? and no = ?")
                .params(id, no)
                .query((row, i) -> row.getBytes("bytes"))
                .optional();
    }
}
