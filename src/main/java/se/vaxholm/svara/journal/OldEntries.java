package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.security.ServerKey;

/** Seals what was written before there were chains, as it stands on the day of the change. */
@Component
class OldEntries implements JavaMigration {

    private static final int AT_A_TIME = 500;

    private final String secret;

    OldEntries(@Value("${svara.secret:}") String secret) {
        this.secret = secret;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("71");
    }

    @Override
    public String getDescription() {
        return "old entries sealed";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    /** Needs the server's key only when there is something to seal: the step that makes the tables may lack it on a new database. */
    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement select = connection.createStatement();
                PreparedStatement entry = connection.prepareStatement(
                        "update journal_entry set chain = ?, seq = ?, hash = ?, mac = ? where id = ?");
                PreparedStatement head = connection.prepareStatement(
                        "insert into journal_head (chain, seq, hash, unsealed) values (?, ?, ?, true)"
                                + " on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash, unsealed = true")) {
            select.setFetchSize(AT_A_TIME);
            try (ResultSet old = select.executeQuery("""
                    select * from journal_entry order by coalesce(enquiry_id, case
                        when what = 'MODEL_DEPLOYED' then uuid '00000000-0000-0000-0000-000000000001'
                        when what in ('ABSENCE_SET', 'ABSENCE_REMOVED') then uuid '00000000-0000-0000-0000-000000000002'
                        else uuid '00000000-0000-0000-0000-000000000003' end), id""")) {
                seal(old, entry, head);
            }
        }
    }

    private void seal(ResultSet old, PreparedStatement entry, PreparedStatement head) throws SQLException {
        Seal seal = null;
        Sealed last = null;
        Hash hash = Seal.FIRST;
        int waiting = 0;
        while (old.next()) {
            seal = seal == null ? new Seal(new ServerKey(secret)) : seal;
            UUID chain = chain(old);
            boolean same = last != null && last.chain().equals(chain);
            if (last != null && !same) {
                end(head, last, hash);
            }
            last = read(old, chain, same && last != null ? last.seq() + 1 : 1);
            hash = last.hash(same ? hash : Seal.FIRST);
            entry.setObject(1, chain);
            entry.setInt(2, last.seq());
            entry.setBytes(3, hash.bytes());
            entry.setBytes(4, seal.mac(hash).bytes());
            entry.setLong(5, old.getLong("id"));
            entry.addBatch();
            if (++waiting % AT_A_TIME == 0) {
                entry.executeBatch();
                head.executeBatch();
            }
        }
        if (last != null) {
            end(head, last, hash);
            entry.executeBatch();
            head.executeBatch();
        }
    }

    private static void end(PreparedStatement head, Sealed last, Hash hash) throws SQLException {
        head.setObject(1, last.chain());
        head.setInt(2, last.seq());
        head.setBytes(3, hash.bytes());
        head.addBatch();
    }

    private static UUID chain(ResultSet old) throws SQLException {
        UUID enquiry = old.getObject("enquiry_id", UUID.class);
        return enquiry != null ? enquiry : Chain.of(old.getString("what")).id();
    }

    private static Sealed read(ResultSet old, UUID chain, int seq) throws SQLException {
        try {
            return new Sealed(
                    chain,
                    seq,
                    old.getTimestamp("at").toInstant(),
                    old.getString("what"),
                    old.getString("number"),
                    old.getString("actor_role"),
                    old.getString("actor_id"),
                    old.getString("actor_name"),
                    null,
                    null,
                    null,
                    new ObjectMapper().readValue(old.getString("detail"), new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new SQLException("The details of journal entry " + old.getLong("id") + " are no texts", e);
        }
    }
}
