package se.vaxholm.svara.enquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the promises: one open at most in a case. */
@Repository
class PromiseLedger {

    private final JdbcClient jdbc;

    PromiseLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Promise promise) {
        jdbc.sql("""
                        insert into promise (id, enquiry_id, unit_id, contact, person, due_on, remind_at, due_at, reason,
                            beyond_horizon, made_at, made_by, state)
                        values (:id, :enquiry, :unit, :contact, :person, :dueOn, :remindAt, :dueAt, :reason,
                            :beyondHorizon, :madeAt, :madeBy, :state)""")
                .param("id", promise.id())
                .param("enquiry", promise.enquiryId())
                .param("unit", promise.unitId())
                .param("contact", promise.contact())
                .param("person", promise.person())
                .param("dueOn", promise.dueOn())
                .param("remindAt", Timestamp.from(promise.remindAt()))
                .param("dueAt", Timestamp.from(promise.dueAt()))
                .param("reason", promise.reason())
                .param("beyondHorizon", promise.beyondHorizon())
                .param("madeAt", Timestamp.from(promise.madeAt()))
                .param("madeBy", promise.madeBy())
                .param("state", promise.state().name())
                .update();
    }

    /** In the order in which they were made. */
    List<Promise> of(UUID enquiryId) {
        return jdbc.sql("select * from promise where enquiry_id = ? order by line")
                .param(enquiryId)
                .query(PromiseLedger::read)
                .list();
    }

    Optional<Promise> open(UUID enquiryId) {
        return jdbc.sql("select * from promise where enquiry_id = ? and state = 'OPEN'")
                .param(enquiryId)
                .query(PromiseLedger::read)
                .optional();
    }

    /** The newest that the asker knows of, however it stands. */
    Optional<Promise> newestTold(UUID enquiryId) {
        return newest(enquiryId, "told_at is not null");
    }

    /** The newest of all, when the asker is still to be told of it. */
    Optional<Promise> newestUntold(UUID enquiryId) {
        return newest(enquiryId, "true").filter(promise -> promise.state() == Promise.State.UNTOLD);
    }

    private Optional<Promise> newest(UUID enquiryId, String condition) {
        return jdbc.sql("select * from promise where enquiry_id = ? and " + condition + " order by line desc limit 1")
                .param(enquiryId)
                .query(PromiseLedger::read)
                .optional();
    }

    void begin(UUID id, Instant toldAt, Instant remindAt, @Nullable UUID previousId) {
        jdbc.sql("update promise set state = 'OPEN', told_at = ?, remind_at = ?, previous_id = ?, ended_at = null"
                        + " where id = ?")
                .params(Timestamp.from(toldAt), Timestamp.from(remindAt), previousId, id)
                .update();
    }

    void end(UUID id, Promise.State state, Instant at) {
        jdbc.sql("update promise set state = ?, ended_at = ? where id = ?")
                .params(state.name(), Timestamp.from(at), id)
                .update();
    }

    /** As if it had not ended. */
    void resume(UUID id) {
        jdbc.sql("update promise set state = 'OPEN', ended_at = null where id = ?")
                .param(id)
                .update();
    }

    /** As if it had never been told. */
    void untell(UUID id) {
        jdbc.sql(
                        "update promise set state = 'UNTOLD', told_at = null, previous_id = null, ended_at = null where id = ?")
                .param(id)
                .update();
    }

    private static Promise read(ResultSet row, int index) throws SQLException {
        return new Promise(
                row.getObject("id", UUID.class),
                row.getObject("enquiry_id", UUID.class),
                row.getObject("previous_id", UUID.class),
                row.getString("unit_id"),
                row.getString("contact"),
                row.getString("person"),
                row.getObject("due_on", LocalDate.class),
                row.getTimestamp("remind_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getString("reason"),
                row.getBoolean("beyond_horizon"),
                row.getTimestamp("made_at").toInstant(),
                row.getString("made_by"),
                orNull(row, "told_at"),
                Promise.State.valueOf(row.getString("state")),
                orNull(row, "ended_at"));
    }

    private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
