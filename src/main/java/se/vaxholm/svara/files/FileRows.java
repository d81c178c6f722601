package se.vaxholm.svara.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables behind {@link KeptFiles}: what is known of a file, and its bytes in pieces. */
@Component
class FileRows {

    static final int PIECE = 256 * 1024;

    private final JdbcClient jdbc;

    FileRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(KeptFile file, byte[] sha256, @Nullable Instant expiresAt) {
        jdbc.sql("""
                        insert into file (id, unsent_key, enquiry_id, form, message_id, name, kind, size, sha256, scan, finding,
                            kept_at, tried_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        file.id(),
                        file.place().unsentKey(),
                        file.place().enquiryId(),
                        file.place().form(),
                        file.place().messageId(),
                        file.name(),
                        file.kind().name(),
                        file.size(),
                        sha256,
                        file.scan().name(),
                        file.finding(),
                        Timestamp.from(file.keptAt()),
                        Timestamp.from(file.keptAt()),
                        expiresAt == null ? null : Timestamp.from(expiresAt))
                .update();
    }

    void insertBytes(UUID id, InputStream content) {
        try {
            int no = 0;
            for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                jdbc.sql("insert into file_chunk (file_id, no, bytes) values (?, ?, ?)")
                        .params(id, no++, piece)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes go from row to row within the database. */
    void duplicate(Map<UUID, UUID> copies, UUID unsentKey, Instant expiresAt) {
        UUID[] from = copies.keySet().toArray(UUID[]::new);
        UUID[] to = copies.values().toArray(UUID[]::new);
        jdbc.sql("""
                        insert into file (id, unsent_key, name, kind, size, sha256, scan, finding, kept_at, tried_at, expires_at)
                        select copy.into_id, ?, name, kind, size, sha256, scan, finding, kept_at, tried_at, ?
                        from unnest(?::uuid[], ?::uuid[]) with ordinality as copy (of_id, into_id, no)
                            join file on file.id = copy.of_id order by copy.no""").params(unsentKey, Timestamp.from(expiresAt), from, to).update();
        jdbc.sql("""
                        insert into file_chunk (file_id, no, bytes) select copy.into_id, chunk.no, chunk.bytes
                        from unnest(?::uuid[], ?::uuid[]) as copy (of_id, into_id)
                            join file_chunk chunk on chunk.file_id = copy.of_id""").params(from, to).update();
    }

    /** Piece by piece, each with a connection of its own: a slow reader holds none. */
    void copyBytes(KeptFile file, OutputStream out) throws IOException {
        long left = file.size();
        for (int no = 0; left > 0; no++) {
            byte[] piece = bytes(file.id(), no);
            out.write(piece);
            left -= piece.length;
        }
    }

    /** The same as a stream, for who reads it to its end at once. */
    InputStream open(KeptFile file) {
        int pieces = (int) ((file.size() + PIECE - 1) / PIECE);
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int no) {
                return new ByteArrayInputStream(bytes(file.id(), no));
            }

            @Override
            public int size() {
                return pieces;
            }
        }));
    }

    private byte[] bytes(UUID id, int no) {
        return jdbc.sql("select bytes from file_chunk where file_id = ? and no = ?")
                .params(id, no)
                .query((row, i) -> row.getBytes("bytes"))
                .single();
    }

    static KeptFile read(ResultSet row, int number) throws SQLException {
        return new KeptFile(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                new FilePlace(
                        row.getObject("unsent_key", UUID.class),
                        row.getObject("enquiry_id", UUID.class),
                        row.getString("form"),
                        row.getObject("message_id", UUID.class)),
                row.getString("name"),
                FileKind.valueOf(row.getString("kind")),
                row.getLong("size"),
                Spooled.hex(row.getBytes("sha256")),
                KeptFile.Scan.valueOf(row.getString("scan")),
                row.getString("finding"),
                row.getTimestamp("kept_at").toInstant());
    }
}
