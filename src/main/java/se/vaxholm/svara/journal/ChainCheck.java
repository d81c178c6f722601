package se.vaxholm.svara.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks through one chain from its first entry to its last, and names what is not as it was written. */
final class ChainCheck {

    /** How far from its own place an entry is looked for when it is in the wrong one. */
    private static final int FAR = 40;

    /** Of one chain; the others in the wrong place are named as changed, since looking takes time. */
    private static final int MOST_SEARCHED = 30;

    private final @Nullable Seal seal;

    /** @param seal makes the seals anew; without it, what was written since the last checkpoint can be forged */
    ChainCheck(@Nullable Seal seal) {
        this.seal = seal;
    }

    /**
     * A chain as it lies there.
     *
     * @param entries in the order of their places
     * @param head where it ends as the writers know, null when nothing says so
     * @param leaves what checkpoints know of it, the oldest first
     */
    record Lying(
            UUID chain, List<StoredEntry> entries, @Nullable Head head, List<Checkpoint.Leaf> leaves) {

        @Nullable
        String number() {
            return entries.stream()
                    .map(StoredEntry::number)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        int last() {
            return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
        }
    }

    record Head(int seq, Hash hash, boolean unsealed) {}

    List<Finding> of(Lying lying) {
        List<Finding> found = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        entries(lying, found, named);
        leaves(lying, found, named);
        head(lying, found, named);
        return found;
    }

    /** The same of a chain in an export, where a checkpoint must show that it ends where it does. */
    List<Finding> ofExport(Lying lying) {
        List<Finding> found = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        entries(lying, found, named);
        leaves(lying, found, named);
        int seen = lying.leaves().stream().mapToInt(Checkpoint.Leaf::seq).max().orElse(0);
        if (lying.last() > seen) {
            found.add(Finding.of(Finding.Kind.NOT_PROVEN, lying.chain(), lying.number(), seen + 1, lying.last()));
        }
        return found;
    }

    private void entries(Lying lying, List<Finding> found, Set<Integer> named) {
        Map<StoredEntry, Integer> places = places(lying);
        Set<Integer> claimed = new HashSet<>(places.values());
        int expected = 1;
        for (StoredEntry entry : lying.entries()) {
            boolean gap = entry.seq() > expected;
            if (gap) {
                found.add(Finding.of(Finding.Kind.DELETED, lying.chain(), lying.number(), expected, entry.seq() - 1));
                for (int gone = expected; gone < entry.seq(); gone++) {
                    named.add(gone);
                }
            }
            Integer place = places.get(entry);
            boolean extra = entry.seq() < expected;
            if (place == null || extra) {
                extra |= claimed.contains(entry.seq()) || isBeyond(entry, lying);
                Finding.Kind kind = extra
                        ? Finding.Kind.INSERTED
                        : gap && says(entry, lying) != null ? Finding.Kind.NOT_TIED : Finding.Kind.CHANGED;
                name(kind, entry, entry.seq(), lying, found, named);
            } else if (place != entry.seq()) {
                name(Finding.Kind.MOVED, entry, place, lying, found, named);
            }
            expected = Math.max(expected, entry.seq() + 1);
        }
    }

    private static boolean isBeyond(StoredEntry entry, Lying lying) {
        return lying.head() != null && entry.seq() > lying.head().seq();
    }

    private static void name(
            Finding.Kind kind, StoredEntry entry, int to, Lying lying, List<Finding> found, Set<Integer> named) {
        found.add(Finding.of(kind, lying.chain(), lying.number(), entry.seq(), to));
        named.add(entry.seq());
    }

    /** Where each entry was written, as its seal says; those whose seal fits nowhere are not there. */
    private Map<StoredEntry, Integer> places(Lying lying) {
        Map<StoredEntry, Integer> places = new HashMap<>();
        List<StoredEntry> entries = lying.entries();
        int searches = 0;
        for (int i = 0; i < entries.size(); i++) {
            StoredEntry entry = entries.get(i);
            Sealed says = says(entry, lying);
            if (says == null) {
                continue;
            }
            StoredEntry before = i == 0 ? null : entries.get(i - 1);
            int seqBefore = before == null ? 0 : before.seq();
            boolean follows = seqBefore == entry.seq() - 1
                    && says.hash(before == null ? Seal.FIRST : before.hash()).equals(entry.hash());
            if (follows) {
                places.put(entry, entry.seq());
                continue;
            }
            Integer elsewhere = searches++ < MOST_SEARCHED ? elsewhere(entry, says, lying) : null;
            if (elsewhere != null) {
                places.put(entry, elsewhere);
            }
        }
        return places;
    }

    private static @Nullable Integer elsewhere(StoredEntry entry, Sealed says, Lying lying) {
        for (StoredEntry before : lying.entries()) {
            if (Math.abs(before.seq() - entry.seq()) <= FAR && before.seq() != entry.seq()) {
                for (int place = Math.max(1, entry.seq() - FAR); place <= entry.seq() + FAR; place++) {
                    if (at(says, place).hash(before.hash()).equals(entry.hash())) {
                        return place;
                    }
                }
            }
        }
        return at(says, 1).hash(Seal.FIRST).equals(entry.hash()) ? 1 : null;
    }

    private static Sealed at(Sealed says, int place) {
        return new Sealed(
                says.chain(),
                place,
                says.at(),
                says.what(),
                says.number(),
                says.actorRole(),
                says.actorId(),
                says.actorName(),
                says.actingAs(),
                says.unit(),
                says.step(),
                says.detail());
    }

    /**
     * What an entry says whose hash the seal knows, null of any other or of another chain's; that the hash is of these
     * words only the one before can show.
     */
    private @Nullable Sealed says(StoredEntry entry, Lying lying) {
        Sealed says = entry.entry();
        return says != null && says.chain().equals(lying.chain()) && isSealed(entry) ? says : null;
    }

    private boolean isSealed(StoredEntry entry) {
        return seal == null || seal.mac(entry.hash()).equals(entry.mac());
    }

    private static void leaves(Lying lying, List<Finding> found, Set<Integer> named) {
        Map<Integer, Hash> hashes = new HashMap<>();
        lying.entries().forEach(entry -> hashes.putIfAbsent(entry.seq(), entry.hash()));
        int last = lying.last();
        for (Checkpoint.Leaf leaf : lying.leaves()) {
            Hash hash = hashes.get(leaf.seq());
            boolean cut = leaf.seq() > last;
            if ((hash == null || !hash.equals(leaf.hash())) && named.add(leaf.seq())) {
                found.add(new Finding(
                        cut ? Finding.Kind.CUT_OFF : Finding.Kind.CHANGED,
                        lying.chain(),
                        lying.number(),
                        cut ? last + 1 : leaf.seq(),
                        leaf.seq(),
                        leaf.checkpoint()));
            }
        }
    }

    private static void head(Lying lying, List<Finding> found, Set<Integer> named) {
        Head head = lying.head();
        int last = lying.last();
        if (head == null) {
            found.add(Finding.of(Finding.Kind.END_CHANGED, lying.chain(), lying.number(), last, last));
        } else if (head.seq() > last) {
            if (named.add(head.seq())) {
                found.add(Finding.of(Finding.Kind.CUT_OFF, lying.chain(), lying.number(), last + 1, head.seq()));
            }
        } else if (!named.contains(last) && !isEnd(head, lying)) {
            found.add(Finding.of(Finding.Kind.END_CHANGED, lying.chain(), lying.number(), last, last));
        }
    }

    /** Whether the note of the end is right, and a checkpoint has seen it or will. */
    private static boolean isEnd(Head head, Lying lying) {
        int seen = lying.leaves().stream().mapToInt(Checkpoint.Leaf::seq).max().orElse(0);
        Hash end = lying.entries().isEmpty()
                ? Seal.FIRST
                : lying.entries().get(lying.entries().size() - 1).hash();
        return head.seq() == lying.last() && head.hash().equals(end) && (head.unsealed() || seen >= head.seq());
    }
}
