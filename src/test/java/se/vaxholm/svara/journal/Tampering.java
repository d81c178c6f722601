package se.vaxholm.svara.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Somebody who may do anything in the database, as its superuser, and has not the server's key. What they have done is undone
 * when they leave.
 */
final class Tampering implements AutoCloseable {

    private static final List<String> TABLES =
            List.of("journal_entry", "journal_head", "journal_checkpoint", "journal_checkpoint_leaf");

    final JdbcClient jdbc;
    private final SingleConnectionDataSource source;

    Tampering(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url, "postgres", "only-for-tests");
        source = new SingleConnectionDataSource(connection, true);
        jdbc = JdbcClient.create(source);
        // Neither triggers nor foreign keys hold them up, nor does an index.
        run("set session_replication_role = replica");
        run("drop index if exists journal_of_chain");
    }

    /** Keeps what there is of these chains, and all checkpoints, to lay it back. */
    void keep(UUID... chains) {
        for (String table : TABLES) {
            run("drop table if exists kept_" + table);
            String of = table.equals("journal_checkpoint") ? "" : " where " + in(chains);
            run("create temp table kept_" + table + " as select * from " + table + of);
        }
        run("drop table if exists kept_leaves");
        run("create temp table kept_leaves as select * from journal_checkpoint_leaf");
    }

    void layBack(UUID... chains) {
        run("delete from journal_entry where " + in(chains));
        run("insert into journal_entry overriding system value select * from kept_journal_entry");
        run("delete from journal_head where " + in(chains));
        run("insert into journal_head select * from kept_journal_head");
        run("truncate journal_checkpoint cascade");
        run("insert into journal_checkpoint select * from kept_journal_checkpoint");
        run("insert into journal_checkpoint_leaf select * from kept_leaves");
    }

    private static String in(UUID... chains) {
        List<String> quoted = new ArrayList<>();
        for (UUID chain : chains) {
            quoted.add("'" + chain + "'");
        }
        return "chain in (" + String.join(", ", quoted) + ")";
    }

    /** @return how many rows that changed */
    int run(String sql) {
        return jdbc.sql(sql).update();
    }

    /** Makes all hashes of a chain fit again from a place on, and its end with them; the seals, for want of the key, don't. */
    void makeHashesFit(UUID chain, int from) {
        makeFit(chain, from, null);
    }

    /** As {@link #makeHashesFit}, and the seals too: whoever does this has the server's key. */
    void makeSealsFit(UUID chain, int from, Seal seal) {
        makeFit(chain, from, seal);
    }

    private void makeFit(UUID chain, int from, @Nullable Seal seal) {
        List<StoredEntry> entries = new ArrayList<>();
        jdbc.sql("select " + StoredEntries.COLUMNS + " from journal_entry where chain = ? order by seq, id")
                .param(chain)
                .query(row -> {
                    entries.add(StoredEntries.read(row));
                });
        Hash before = Seal.FIRST;
        for (StoredEntry entry : entries) {
            Sealed says = entry.entry();
            Hash hash = entry.seq() < from || says == null ? entry.hash() : says.hash(before);
            Hash mac = seal == null ? entry.mac() : seal.mac(hash);
            jdbc.sql("update journal_entry set hash = ?, mac = ? where chain = ? and seq = ?")
                    .params(hash.bytes(), mac.bytes(), chain, entry.seq())
                    .update();
            before = hash;
        }
        jdbc.sql("update journal_head set seq = ?, hash = ? where chain = ?")
                .params(entries.get(entries.size() - 1).seq(), before.bytes(), chain)
                .update();
    }

    @Override
    public void close() {
        run("create unique index if not exists journal_of_chain on journal_entry (chain, seq)");
        source.destroy();
    }
}
