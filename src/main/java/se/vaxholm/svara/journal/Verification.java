package se.vaxholm.svara.journal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks through the journal as it lies in the database and names whatever is not as it was written. */
@Service
public class Verification {

    /** Chains that are looked through in one transaction. */
    private static final int AT_A_TIME = 200;

    /** Whoever has broken more than this will not be found out better by a longer list. */
    static final int MOST_NAMED = 1_000;

    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Checkpoints checkpoints;
    private final PublishedCheckpoints published;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    Verification(
            JdbcClient jdbc,
            Seal seal,
            Checkpoints checkpoints,
            PublishedCheckpoints published,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.seal = seal;
        this.checkpoints = checkpoints;
        this.published = published;
        snapshot = new TransactionTemplate(transactions);
        // Entries, ends and leaves must be of one moment, or what is written meanwhile would look like tampering.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /**
     * What a check has found.
     *
     * @param chains how many were looked through
     * @param findings the first thousand, in the order of chains and places
     * @param ended whether it came to its end, rather than having been stopped
     */
    public record Result(int chains, long entries, int checkpoints, List<Finding> findings, boolean ended) {

        public boolean isClean() {
            return ended && findings.isEmpty();
        }
    }

    /** What is looked through first, and what then. */
    public enum Phase {
        CHECKPOINTS,
        CHAINS
    }

    /** How far a check has come: so many have been looked through of what it is at. */
    public record Come(Phase phase, int done) {}

    /** Hears how far a check has come; answers whether to go on. */
    @FunctionalInterface
    public interface Progress extends Predicate<Come> {}

    /**
     * Looks at what else belongs to the chains from one id to another, in the moment that they are looked at in: what it reads
     * in the database fits their entries.
     */
    @FunctionalInterface
    public interface Beside {
        void look(UUID first, UUID last);
    }

    /**
     * Of one case: its chain, what checkpoints know of it, and whether one that may have known more has lost something. The
     * roots of those later ones are computed when everything is looked through.
     */
    public Result of(UUID chain) {
        return inOneMoment(() -> {
            Page page = page(chain, chain);
            List<Finding> found = new ArrayList<>();
            page.lying().forEach(lying -> found.addAll(new ChainCheck(seal).of(lying)));
            if (page.lying().isEmpty()) {
                found.add(Finding.of(Finding.Kind.NO_CHAIN, chain, null, 0, 0));
            }
            int seen = page.lying().stream()
                    .flatMap(lying -> lying.leaves().stream())
                    .mapToInt(Checkpoint.Leaf::checkpoint)
                    .max()
                    .orElse(0);
            checkpoints.after(seen - 1, 1).stream()
                    .filter(one -> one.n() == seen && !checkpoints.isWhole(one))
                    .forEach(one -> found.add(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, seen)));
            checkpoints
                    .withOtherLeaves(seen)
                    .forEach(n -> found.add(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, n)));
            return new Result(page.lying().size(), page.entries(), 0, cut(found), true);
        });
    }

    /** How many chains there are to look through. */
    public int chains() {
        return jdbc.sql("select count(*) from journal_head")
                .query(Integer.class)
                .single();
    }

    /** How many checkpoints there are to look through. */
    public int checkpoints() {
        return jdbc.sql("select count(*) from journal_checkpoint")
                .query(Integer.class)
                .single();
    }

    /** Of the checkpoints alone, with their leaves. */
    Result ofCheckpoints() {
        return ofCheckpoints(come -> true);
    }

    private Result ofCheckpoints(Progress progress) {
        CheckpointCheck check = new CheckpointCheck(checkpoints, published, clock.instant());
        CheckpointCheck.Step step = CheckpointCheck.Step.MORE;
        while (step == CheckpointCheck.Step.MORE) {
            step = inOneMoment(() -> check.step(done -> progress.test(new Come(Phase.CHECKPOINTS, done))));
        }
        return new Result(0, 0, check.looked(), cut(check.found()), step == CheckpointCheck.Step.ENDED);
    }

    public Result ofAll(Progress progress) {
        return ofAll(progress, (first, last) -> {});
    }

    /** Of everything. */
    public Result ofAll(Progress progress, Beside beside) {
        Result signed = ofCheckpoints(progress);
        if (!signed.ended()) {
            return signed;
        }
        List<Finding> found = new ArrayList<>(signed.findings());
        if (!progress.test(new Come(Phase.CHAINS, 0))) {
            return new Result(0, 0, signed.checkpoints(), cut(found), false);
        }
        found.addAll(inOneMoment(this::casesWithoutChain));
        found.addAll(inOneMoment(this::entriesWithoutChain));
        ChainCheck check = new ChainCheck(seal);
        UUID from = new UUID(0, 0);
        int chains = 0;
        long entries = 0;
        while (true) {
            UUID after = from;
            Page page = inOneMoment(() -> {
                Page here = page(after, upTo(after));
                beside.look(after, here.to());
                return here;
            });
            page.lying().forEach(lying -> found.addAll(check.of(lying)));
            chains += page.lying().size();
            entries += page.entries();
            boolean last = page.to().equals(LAST);
            if (last || found.size() >= MOST_NAMED || !progress.test(new Come(Phase.CHAINS, chains))) {
                return new Result(chains, entries, signed.checkpoints(), cut(found), last);
            }
            from = next(page.to());
        }
    }

    private static List<Finding> cut(List<Finding> found) {
        return found.stream().limit(MOST_NAMED).toList();
    }

    private <T> T inOneMoment(Supplier<T> look) {
        return Objects.requireNonNull(snapshot.execute(status -> look.get()));
    }

    /** Some chains that follow one another in the order of their ids. */
    private record Page(List<ChainCheck.Lying> lying, long entries, UUID to) {}

    private UUID upTo(UUID from) {
        return jdbc.sql("select chain from journal_head where chain >= ? order by chain offset ? limit 1")
                .params(from, AT_A_TIME)
                .query(UUID.class)
                .optional()
                .orElse(LAST);
    }

    /** The id that follows in PostgreSQL's order, which is that of the bytes. */
    private static UUID next(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(low == 0 ? id.getMostSignificantBits() + 1 : id.getMostSignificantBits(), low);
    }

    private Page page(UUID from, UUID to) {
        Map<UUID, List<StoredEntry>> entries = new TreeMap<>(BY_BYTES);
        jdbc.sql("select " + StoredEntries.COLUMNS
                        + " from journal_entry where chain between ? and ? order by chain, seq, id")
                .params(from, to)
                .query(row -> {
                    entries.computeIfAbsent(row.getObject("chain", UUID.class), chain -> new ArrayList<>())
                            .add(StoredEntries.read(row));
                });
        Map<UUID, ChainCheck.Head> heads = new HashMap<>();
        jdbc.sql("select chain, seq, hash, unsealed from journal_head where chain between ? and ?")
                .params(from, to)
                .query(row -> {
                    heads.put(
                            row.getObject("chain", UUID.class),
                            new ChainCheck.Head(
                                    row.getInt("seq"), Hash.of(row.getBytes("hash")), row.getBoolean("unsealed")));
                });
        Map<UUID, List<Checkpoint.Leaf>> leaves = new HashMap<>();
        jdbc.sql("""
                        select leaf.* from journal_checkpoint_leaf leaf join journal_checkpoint on n = checkpoint
                        where chain between ? and ? and n >= 1 order by chain, checkpoint""").params(from, to).query(row -> {
            Checkpoint.Leaf leaf = Checkpoints.leaf(row, 0);
            leaves.computeIfAbsent(leaf.chain(), chain -> new ArrayList<>()).add(leaf);
        });
        heads.keySet().forEach(chain -> entries.putIfAbsent(chain, List.of()));
        leaves.keySet().forEach(chain -> entries.putIfAbsent(chain, List.of()));
        List<ChainCheck.Lying> lying = new ArrayList<>();
        entries.forEach((chain, here) ->
                lying.add(new ChainCheck.Lying(chain, here, heads.get(chain), leaves.getOrDefault(chain, List.of()))));
        return new Page(lying, entries.values().stream().mapToLong(List::size).sum(), to);
    }

    private static final Comparator<UUID> BY_BYTES = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private List<Finding> casesWithoutChain() {
        return jdbc.sql("""
                        select id, number from enquiry
                        where not exists (select 1 from journal_head where chain = enquiry.id)
                            and not exists (select 1 from journal_entry where chain = enquiry.id)
                        order by number limit 1000""")
                .query((row, i) -> Finding.of(
                        Finding.Kind.NO_CHAIN, row.getObject("id", UUID.class), row.getString("number"), 0, 0))
                .list();
    }

    /** The tables forbid them; whoever has changed the tables can have written them. */
    private List<Finding> entriesWithoutChain() {
        return jdbc.sql("""
                        select enquiry_id, number from journal_entry where chain is null or seq is null
                        order by id limit 1000""")
                .query((row, i) -> new Finding(
                        Finding.Kind.INSERTED,
                        row.getObject("enquiry_id", UUID.class),
                        row.getString("number"),
                        0,
                        0,
                        0))
                .list();
    }
}
