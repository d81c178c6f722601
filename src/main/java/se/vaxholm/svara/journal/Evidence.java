package se.vaxholm.svara.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Gives out chains of the journal so that whoever gets them can check them without the database: their entries as they were
 * sealed, as far as a checkpoint has seen them, and what leads from there to what has been published.
 */
@Service
public class Evidence {

    /** Trees kept while an export goes through its cases: those of the same hours hang in the same ones. */
    private static final int TREES = 32;

    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final PublishedCheckpoints published;
    private final Seal seal;

    Evidence(JdbcClient jdbc, Checkpoints checkpoints, PublishedCheckpoints published, Seal seal) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.published = published;
        this.seal = seal;
    }

    /** Begins an export: whatever has been written until now is in it. */
    public Export begin() {
        published.make();
        return new Export();
    }

    /** Some chains, the same in each of the files that are asked for. */
    public final class Export {

        private final Map<Integer, Tree> trees = new LinkedHashMap<>(TREES, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Tree> eldest) {
                return size() > TREES;
            }
        };
        private final List<Checkpoint.Leaf> leaves = new ArrayList<>();

        private Export() {}

        /**
         * Writes lines of {@value EvidenceFiles#JOURNAL}.
         *
         * @return how many
         */
        public int journal(UUID chain, Appendable out) throws IOException {
            List<Checkpoint.Leaf> seen = checkpoints.leaves(chain);
            int end = seen.stream().mapToInt(Checkpoint.Leaf::seq).max().orElse(0);
            leaves.addAll(seen);
            int[] lines = {0};
            jdbc.sql("select " + StoredEntries.COLUMNS
                            + " from journal_entry where chain = ? and seq <= ? order by seq, id")
                    .params(chain, end)
                    .query(row -> {
                        StoredEntry stored = StoredEntries.read(row);
                        Sealed entry = stored.entry();
                        try {
                            if (entry != null) {
                                out.append(EvidenceFiles.line(entry, stored.hash(), stored.mac()))
                                        .append('\n');
                                lines[0]++;
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            return lines[0];
        }

        /** Writes {@value EvidenceFiles#PROOF} for all chains whose entries have been written. */
        public void proof(Appendable out) throws IOException {
            for (Checkpoint.Leaf leaf : leaves) {
                Tree tree = trees.computeIfAbsent(leaf.checkpoint(), n -> new Tree(checkpoints.leaves(n)));
                out.append(new EvidenceFiles.Proof(leaf, tree.path(leaf)).line())
                        .append('\n');
            }
        }

        /** Writes {@value EvidenceFiles#CHECKPOINTS} for the same. */
        public void checkpoints(Appendable out) throws IOException {
            SortedSet<Integer> which = new TreeSet<>();
            leaves.forEach(leaf -> which.add(leaf.checkpoint()));
            for (int n : which) {
                for (Checkpoint one : checkpoints.after(n - 1, 1)) {
                    out.append(one.line()).append('\n');
                }
            }
        }

        /** {@value EvidenceFiles#PUBLIC_KEY}. */
        public String publicKey() {
            return seal.publicKey();
        }
    }

    /** A checkpoint's tree, and where each chain hangs in it. */
    private static final class Tree {

        private final Map<UUID, Integer> places = new LinkedHashMap<>();
        private final Merkle merkle;

        Tree(List<Checkpoint.Leaf> leaves) {
            leaves.forEach(leaf -> places.put(leaf.chain(), places.size()));
            merkle = new Merkle(leaves.stream().map(Checkpoint.Leaf::bytes).toList());
        }

        List<Merkle.Step> path(Checkpoint.Leaf leaf) {
            return merkle.path(places.getOrDefault(leaf.chain(), 0));
        }
    }
}
