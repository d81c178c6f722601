package se.vaxholm.svara.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree over hashes, as RFC 6962 builds it: one hash stands for all of them, and a few show that one of them is there.
 * What hangs alone at a level goes up unchanged.
 */
final class Merkle {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** From the leaves up to the root. */
    private final List<List<Hash>> levels = new ArrayList<>();

    /** @param leaves at least one, in the order that they stand in */
    Merkle(List<byte[]> leaves) {
        List<Hash> level = leaves.stream().map(leaf -> Seal.sha256(LEAF, leaf)).toList();
        levels.add(level);
        while (level.size() > 1) {
            List<Hash> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(i + 1 == level.size() ? level.get(i) : node(level.get(i), level.get(i + 1)));
            }
            level = above;
            levels.add(level);
        }
    }

    Hash root() {
        return levels.get(levels.size() - 1).get(0);
    }

    /**
     * A step from a leaf towards the root.
     *
     * @param left whether it stands to the left of what has been reached
     */
    record Step(boolean left, Hash hash) {}

    /** What leads from a leaf to the root. */
    List<Step> path(int leaf) {
        List<Step> path = new ArrayList<>();
        int at = leaf;
        for (List<Hash> level : levels.subList(0, levels.size() - 1)) {
            int beside = at ^ 1;
            if (beside < level.size()) {
                path.add(new Step(beside < at, level.get(beside)));
            }
            at /= 2;
        }
        return path;
    }

    /** Where a path leads from a leaf. */
    static Hash root(byte[] leaf, List<Step> path) {
        Hash at = Seal.sha256(LEAF, leaf);
        for (Step step : path) {
            at = step.left() ? node(step.hash(), at) : node(at, step.hash());
        }
        return at;
    }

    private static Hash node(Hash left, Hash right) {
        return Seal.sha256(NODE, left.bytes(), right.bytes());
    }
}
