package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exports of many cases that have been ordered, and their results in pieces: in the database, so that any node tells how far one
 * has come, stops it, and gives it out. A result is gone after a day.
 */
@Repository
class Orders {

    static final Duration KEPT = Duration.ofHours(24);

    /** A node says every minute that it still works on its own. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    Orders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What somebody orders. */
    record New(String staffId, Format format, String asked, Reveal reveal, int cases) {}

    /** @return empty when this person has one that is not finished */
    Optional<UUID> begin(New order) {
        giveUpSilent();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        try {
            jdbc.sql("""
                            insert into export_order (id, staff_id, format, asked, reason, ordered_at, expires_at, seen_at, state,
                                cases)
                            values (?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?)""")
                    .params(
                            id,
                            order.staffId(),
                            order.format().name(),
                            order.asked(),
                            order.reveal().reason(),
                            Timestamp.from(now),
                            Timestamp.from(now.plus(KEPT)),
                            Timestamp.from(now),
                            order.cases())
                    .update();
            return Optional.of(id);
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /** Somebody's own, the newest first; at most the last twenty. */
    List<Order> of(String staffId) {
        return jdbc.sql("""
                        select * from export_order where staff_id = ? and expires_at > ?
                        order by ordered_at desc, id limit 20""")
                .params(staffId, Timestamp.from(clock.instant()))
                .query(Orders::read)
                .list();
    }

    /** Empty when there is none, or it is somebody else's. */
    Optional<Order> find(UUID id, String staffId) {
        return jdbc.sql("select * from export_order where id = ? and staff_id = ? and expires_at > ?")
                .params(id, staffId, Timestamp.from(clock.instant()))
                .query(Orders::read)
                .optional();
    }

    /** Nothing of it is left. False when there is none, or it is somebody else's. */
    boolean remove(UUID id, String staffId) {
        return jdbc.sql("delete from export_order where id = ? and staff_id = ?")
                        .params(id, staffId)
                        .update()
                > 0;
    }

    /** @return false when it has been cancelled meanwhile, or given up */
    boolean toldSoFar(UUID id, int cases, long entries) {
        return jdbc.sql("update export_order set told = ?, entries = ?, seen_at = ? where id = ? and state = 'RUNNING'")
                        .params(cases, entries, Timestamp.from(clock.instant()), id)
                        .update()
                > 0;
    }

    /** A node still works on these, or will. */
    void stillHere(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("update export_order set seen_at = :now where id in (:ids)")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("ids", ids)
                    .update();
        }
    }

    /** @return false when it has been cancelled meanwhile, or given up */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean done(UUID id, long size, String sha256) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update export_order set state = 'DONE', finished_at = ?, expires_at = ?, size = ?, sha256 = ?
                        where id = ? and state = 'RUNNING'""")
                        .params(Timestamp.from(now), Timestamp.from(now.plus(KEPT)), size, sha256, id)
                        .update()
                > 0;
    }

    @Transactional
    void failed(UUID id, Order.Problem problem) {
        jdbc.sql("""
                        update export_order set state = 'FAILED', problem = ?, finished_at = ?
                        where id = ? and state = 'RUNNING'""")
                .params(problem.name(), Timestamp.from(clock.instant()), id)
                .update();
        removePiecesOfFailed();
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException when it has been cancelled */
    void add(UUID id, int no, byte[] piece) {
        jdbc.sql("insert into export_piece (order_id, no, bytes) values (?, ?, ?)")
                .params(id, no, piece)
                .update();
    }

    /** Piece by piece, each with a connection of its own: a slow reader holds none. */
    void copy(Order order, OutputStream out) throws IOException {
        long left = order.size() == null ? 0 : order.size();
        for (int no = 0; left > 0; no++) {
            byte[] piece = jdbc.sql("select bytes from export_piece where order_id = ? and no = ?")
                    .params(order.id(), no)
                    .query((row, i) -> row.getBytes("bytes"))
                    .single();
            out.write(piece);
            left -= piece.length;
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT3M")
    @Transactional
    public void forget() {
        giveUpSilent();
        removePiecesOfFailed();
        jdbc.sql("delete from export_order where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** Those whose node was stopped. */
    private void giveUpSilent() {
        Instant now = clock.instant();
        jdbc.sql("""
                        update export_order set state = 'FAILED', problem = 'INTERRUPTED', finished_at = ?
                        where state = 'RUNNING' and seen_at < ?""")
                .params(Timestamp.from(now), Timestamp.from(now.minus(SILENT)))
                .update();
    }

    private void removePiecesOfFailed() {
        jdbc.sql("delete from export_piece where order_id in (select id from export_order where state = 'FAILED')")
                .update();
    }

    private static Order read(ResultSet row, int index) throws SQLException {
        String problem = row.getString("problem");
        return new Order(
                row.getObject("id", UUID.class),
                row.getString("staff_id"),
                Format.valueOf(row.getString("format")),
                row.getString("asked"),
                row.getString("reason"),
                row.getTimestamp("ordered_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Order.State.valueOf(row.getString("state")),
                problem == null ? null : Order.Problem.valueOf(problem),
                row.getInt("cases"),
                row.getInt("told"),
                row.getLong("entries"),
                orNull(row.getTimestamp("finished_at")),
                row.getObject("size", Long.class),
                row.getString("sha256"));
    }

    private static @Nullable Instant orNull(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
