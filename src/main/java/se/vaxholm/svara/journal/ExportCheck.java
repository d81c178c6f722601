package se.vaxholm.svara.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the journal in an export by itself, without a database: what it needs are the export and a key to trust. */
final class ExportCheck {

    /** An entry is some hundred characters; a line this long is no entry. */
    private static final int LONGEST_LINE = 1_000_000;

    private final ChainCheck chains;
    private final String publicKey;
    private final Map<Integer, Checkpoint> published;

    private final List<Finding> found = new ArrayList<>();
    private final Map<UUID, List<EvidenceFiles.Proof>> proofs = new HashMap<>();
    private final Map<Integer, Checkpoint> checkpoints = new HashMap<>();
    private final Map<UUID, List<Entry>> told = new HashMap<>();
    private int looked;
    private long entries;

    /**
     * @param publicKey by which checkpoints are trusted
     * @param published the lines that somebody has kept outside, or none
     * @param seal the server's own, for whoever has its key
     */
    ExportCheck(String publicKey, Map<Integer, Checkpoint> published, @Nullable Seal seal) {
        this.publicKey = publicKey;
        this.published = published;
        this.chains = new ChainCheck(seal);
    }

    /**
     * @param folder where the files of {@link EvidenceFiles} lie
     * @throws IllegalArgumentException when one of them is not what it should be
     */
    Verification.Result of(Path folder) throws IOException {
        lines(folder.resolve(EvidenceFiles.CHECKPOINTS), line -> {
            Checkpoint one = Checkpoint.parse(line);
            checkpoints.put(one.n(), one);
            if (!one.isSignedBy(publicKey)) {
                found.add(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, one.n()));
            }
            compare(one, published.get(one.n()));
        });
        lines(folder.resolve(EvidenceFiles.PROOF), line -> {
            EvidenceFiles.Proof proof = EvidenceFiles.proof(line);
            proofs.computeIfAbsent(proof.leaf().chain(), chain -> new ArrayList<>())
                    .add(proof);
        });
        List<StoredEntry> chain = new ArrayList<>();
        lines(folder.resolve(EvidenceFiles.JOURNAL), line -> {
            StoredEntry entry = EvidenceFiles.entry(line);
            if (!EvidenceFiles.line(entry).equals(line)) {
                // It holds, but another reader of it may read something else.
                found.add(Finding.of(Finding.Kind.CHANGED, chain(entry), entry.number(), entry.seq(), entry.seq()));
            }
            if (!chain.isEmpty() && !chain(chain.get(0)).equals(chain(entry))) {
                look(chain);
                chain.clear();
            }
            chain.add(entry);
        });
        if (!chain.isEmpty()) {
            look(chain);
        }
        proofs.forEach((left, told) -> found.add(Finding.of(
                Finding.Kind.CUT_OFF,
                left,
                null,
                1,
                told.stream().mapToInt(proof -> proof.leaf().seq()).max().orElse(1))));
        return new Verification.Result(looked, entries, checkpoints.size(), List.copyOf(found), true);
    }

    /** What was made after the file was kept can be held against the key alone. */
    private void compare(Checkpoint one, @Nullable Checkpoint told) {
        boolean differs = told == null ? one.n() <= kept() : !told.line().equals(one.line());
        if (differs && !published.isEmpty()) {
            found.add(Finding.ofCheckpoint(Finding.Kind.NOT_AS_PUBLISHED, one.n()));
        }
    }

    private int kept() {
        return published.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The checkpoints that are newer than what has been kept of them outside. */
    List<Integer> newer() {
        return published.isEmpty()
                ? List.of()
                : checkpoints.keySet().stream().filter(n -> n > kept()).sorted().toList();
    }

    /** The last one, whose time says until when what is missing would show. */
    Optional<Checkpoint> last() {
        return checkpoints.values().stream().max(Comparator.comparingInt(Checkpoint::n));
    }

    /** What the entries say, chain by chain. */
    Map<UUID, List<Entry>> told() {
        return told;
    }

    private static UUID chain(StoredEntry entry) {
        Sealed says = entry.entry();
        if (says == null) {
            throw new IllegalArgumentException("An entry without a chain");
        }
        return says.chain();
    }

    private void look(List<StoredEntry> chain) {
        looked++;
        entries += chain.size();
        UUID id = chain(chain.get(0));
        List<EvidenceFiles.Proof> proven = proofs.remove(id);
        List<Checkpoint.Leaf> leaves = new ArrayList<>();
        for (EvidenceFiles.Proof proof : proven == null ? List.<EvidenceFiles.Proof>of() : proven) {
            Checkpoint checkpoint = checkpoints.get(proof.leaf().checkpoint());
            if (checkpoint != null && proof.leadsTo(checkpoint)) {
                leaves.add(proof.leaf());
            } else {
                found.add(new Finding(
                        Finding.Kind.CHECKPOINT_CHANGED,
                        id,
                        null,
                        0,
                        0,
                        proof.leaf().checkpoint()));
            }
        }
        List<StoredEntry> ordered = inOrder(id, chain);
        told.put(
                id,
                ordered.stream()
                        .map(StoredEntry::entry)
                        .filter(Objects::nonNull)
                        .map(Sealed::told)
                        .toList());
        found.addAll(chains.ofExport(new ChainCheck.Lying(id, ordered, null, leaves)));
    }

    /** Lines that have changed places are told, and laid right so that what they say can be checked. */
    private List<StoredEntry> inOrder(UUID id, List<StoredEntry> chain) {
        List<StoredEntry> ordered =
                chain.stream().sorted(Comparator.comparingInt(StoredEntry::seq)).toList();
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).seq() != ordered.get(i).seq()) {
                StoredEntry moved = chain.get(i);
                found.add(Finding.of(
                        Finding.Kind.MOVED, id, moved.number(), ordered.get(i).seq(), moved.seq()));
            }
        }
        return ordered;
    }

    private interface LineReader {
        void read(String line);
    }

    /** @throws IllegalArgumentException when there is none */
    static Map<Integer, Checkpoint> published(Path file) throws IOException {
        Map<Integer, Checkpoint> lines = new HashMap<>();
        // Whatever else stands in the auditor's own file, such as the rest of a letter, is passed over.
        lines(file, line -> Checkpoint.find(line).ifPresent(one -> lines.put(one.n(), one)));
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + " innehåller inga kontrollpunkter");
        }
        return lines;
    }

    private static void lines(Path file, LineReader reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() > LONGEST_LINE) {
                    throw new IllegalArgumentException(file.getFileName() + " har en rad som är för lång");
                }
                if (!line.isBlank()) {
                    reader.read(line);
                }
            }
        }
    }
}
