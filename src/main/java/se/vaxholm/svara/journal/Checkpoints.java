package se.vaxholm.svara.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gathers the ends of all chains that have grown into one signed hash. Nobody who writes waits for it: it reads what has been
 * committed, and whatever comes meanwhile is in the next one.
 */
@Service
public class Checkpoints {

    /** Any number that nothing else in the database locks by: one node makes a checkpoint at a time. */
    private static final long LOCK = 0x5356_4152_4143_4850L;

    private static final int MOST_READ = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final Seal seal;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Checkpoints(
            JdbcClient jdbc,
            JdbcTemplate batches,
            TransactionTemplate transaction,
            Seal seal,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transaction = transaction;
        this.seal = seal;
        this.clock = clock;
        this.events = events;
    }

    /** @return empty when nothing has been written since the last one; one that is just being made is waited for */
    public Optional<Checkpoint> make() {
        Optional<Checkpoint> made = transaction.execute(status -> madeHere());
        if (made == null || made.isEmpty()) {
            return Optional.empty();
        }
        // What is being written to just now is left as it is: it is in the next checkpoint too.
        jdbc.sql("""
                        update journal_head head set unsealed = false
                        from journal_checkpoint_leaf leaf
                        where leaf.checkpoint = :n and leaf.chain = head.chain and leaf.seq = head.seq
                            and head.chain in (
                                select chain from journal_head
                                where chain in (select chain from journal_checkpoint_leaf where checkpoint = :n)
                                for update skip locked)""").param("n", made.get().n()).update();
        return made;
    }

    private Optional<Checkpoint> madeHere() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        Optional<Checkpoint> last = last();
        int n = last.map(Checkpoint::n).orElse(0) + 1;
        List<Checkpoint.Leaf> leaves = jdbc.sql(
                        // A chain that ends before where it has been seen was cut off: that is not signed, but found.
                        """
                        select chain, seq, hash from journal_head head
                        where unsealed and seq >= coalesce((
                            select max(leaf.seq) from journal_checkpoint_leaf leaf where leaf.chain = head.chain), 0)
                        order by chain""")
                .query((row, i) ->
                        new Checkpoint.Leaf(row.getObject(1, UUID.class), n, row.getInt(2), Hash.of(row.getBytes(3))))
                .list();
        if (leaves.isEmpty()) {
            return Optional.empty();
        }
        Checkpoint checkpoint =
                signed(n, leaves, last.map(Checkpoint::statementHash).orElse(Seal.FIRST));
        jdbc.sql("insert into journal_checkpoint (n, at, leaves, root, previous, key_id, signature)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        n,
                        Timestamp.from(checkpoint.at()),
                        checkpoint.leaves(),
                        checkpoint.root().bytes(),
                        checkpoint.previous().bytes(),
                        checkpoint.keyId(),
                        checkpoint.signature().bytes())
                .update();
        batches.batchUpdate(
                "insert into journal_checkpoint_leaf (chain, checkpoint, seq, hash) values (?, ?, ?, ?)",
                leaves,
                1_000,
                (row, leaf) -> {
                    row.setObject(1, leaf.chain());
                    row.setInt(2, n);
                    row.setInt(3, leaf.seq());
                    row.setBytes(4, leaf.hash().bytes());
                });
        events.publishEvent(new CheckpointMade(checkpoint, seal.publicKey()));
        return Optional.of(checkpoint);
    }

    private Checkpoint signed(int n, List<Checkpoint.Leaf> leaves, Hash previous) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Hash root = new Merkle(leaves.stream().map(Checkpoint.Leaf::bytes).toList()).root();
        Hash signature = seal.sign(Checkpoint.bytes(Checkpoint.statement(n, at, leaves.size(), root, previous)));
        return new Checkpoint(n, at, leaves.size(), root, previous, seal.keyId(), signature);
    }

    @Transactional(readOnly = true)
    public Optional<Checkpoint> last() {
        return jdbc.sql("select * from journal_checkpoint order by n desc limit 1")
                .query(Checkpoints::read)
                .optional();
    }

    /** Those that follow another one, in their order; at most five hundred. */
    @Transactional(readOnly = true)
    List<Checkpoint> after(int n) {
        return after(n, MOST_READ);
    }

    @Transactional(readOnly = true)
    List<Checkpoint> after(int n, int most) {
        return jdbc.sql("select * from journal_checkpoint where n > ? order by n limit ?")
                .params(n, most)
                .query(Checkpoints::read)
                .list();
    }

    /** The newest first, at most fifty. */
    @Transactional(readOnly = true)
    public List<Checkpoint> newest() {
        return jdbc.sql("select * from journal_checkpoint order by n desc limit 50")
                .query(Checkpoints::read)
                .list();
    }

    /** How many chains have grown since the last one. */
    @Transactional(readOnly = true)
    public int waiting() {
        return jdbc.sql("select count(*) from journal_head where unsealed")
                .query(Integer.class)
                .single();
    }

    /** The leaves of one, in their order. */
    List<Checkpoint.Leaf> leaves(int n) {
        return jdbc.sql("select * from journal_checkpoint_leaf where checkpoint = ? order by chain")
                .param(n)
                .query(Checkpoints::leaf)
                .list();
    }

    /** Whether it is as it was signed, with all its leaves and no other. */
    boolean isWhole(Checkpoint one) {
        List<byte[]> leaves =
                leaves(one.n()).stream().map(Checkpoint.Leaf::bytes).toList();
        return one.isSignedBy(seal.publicKey())
                && leaves.size() == one.leaves()
                && !leaves.isEmpty()
                && new Merkle(leaves).root().equals(one.root());
    }

    /** Those after another one that have more or fewer leaves than they say; at most a hundred. */
    List<Integer> withOtherLeaves(int after) {
        return jdbc.sql("""
                        select n from journal_checkpoint
                        where n > ? and leaves <> (select count(*) from journal_checkpoint_leaf where checkpoint = n)
                        order by n limit 100""").param(after).query(Integer.class).list();
    }

    /** A chain's leaves, the oldest first; those of no checkpoint are none. */
    List<Checkpoint.Leaf> leaves(UUID chain) {
        return jdbc.sql("""
                        select leaf.* from journal_checkpoint_leaf leaf join journal_checkpoint on n = checkpoint
                        where chain = ? and n >= 1 order by checkpoint""").param(chain).query(Checkpoints::leaf).list();
    }

    /** Checkpoints that leaves name and that are not there. */
    List<Integer> missing() {
        return jdbc.sql("""
                        select distinct checkpoint from journal_checkpoint_leaf leaf
                        where not exists (select 1 from journal_checkpoint where n = leaf.checkpoint)
                        order by 1 limit 100""").query(Integer.class).list();
    }

    static Checkpoint.Leaf leaf(ResultSet row, int index) throws SQLException {
        return new Checkpoint.Leaf(
                row.getObject("chain", UUID.class),
                row.getInt("checkpoint"),
                row.getInt("seq"),
                Hash.of(row.getBytes("hash")));
    }

    private static Checkpoint read(ResultSet row, int index) throws SQLException {
        return new Checkpoint(
                row.getInt("n"),
                row.getTimestamp("at").toInstant(),
                row.getInt("leaves"),
                Hash.of(row.getBytes("root")),
                Hash.of(row.getBytes("previous")),
                row.getString("key_id"),
                Hash.of(row.getBytes("signature")));
    }
}
