package se.vaxholm.svara.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in the journal that is not as it was written.
 *
 * @param chain the case's id or that of a {@link Chain}; null for what concerns a checkpoint alone
 * @param number the case's number, as far as it can still be told
 * @param from the place in the chain, from 1; 0 when it concerns the whole chain or none
 * @param to the last such place, or where a moved entry belongs
 * @param checkpoint the checkpoint that shows it, 0 when none is needed
 */
public record Finding(
        Kind kind, @Nullable UUID chain, @Nullable String number, int from, int to, int checkpoint) {

    /** In which way it is not. */
    public enum Kind {
        /** What an entry says, or its seal, is not what was written. */
        CHANGED,
        /** An entry that nobody wrote. */
        INSERTED,
        /** What an entry says cannot be told from its seal, since the one before it is gone: it may have been changed. */
        NOT_TIED,
        /** Entries that are gone from within. */
        DELETED,
        /** An entry stands in another place than it was written in. */
        MOVED,
        /** The last entries are gone. */
        CUT_OFF,
        /** Where the chain ends is noted wrongly: it was hidden from checkpoints, or entries and note do not belong together. */
        END_CHANGED,
        /** A case without any entry. */
        NO_CHAIN,
        /** A checkpoint is not what was signed. */
        CHECKPOINT_CHANGED,
        /** A checkpoint is gone. */
        CHECKPOINT_DELETED,
        /** What has been published of a checkpoint is not what it says. */
        NOT_AS_PUBLISHED,
        /** A checkpoint is not in the file where it has been published. */
        NOT_PUBLISHED,
        /** No checkpoint shows that these entries are all there were. */
        NOT_PROVEN
    }

    static Finding of(Kind kind, UUID chain, @Nullable String number, int from, int to) {
        return new Finding(kind, chain, number, from, to, 0);
    }

    static Finding ofCheckpoint(Kind kind, int checkpoint) {
        return new Finding(kind, null, null, 0, 0, checkpoint);
    }

    /**
     * What a sentence about it needs: the case's number or chain, the first place, the last, the checkpoint, all as texts, and
     * whether there are several places (0 or 1).
     */
    public Object[] values() {
        String where = number != null ? number : chain == null ? "" : chain.toString();
        return new Object[] {
            where, Integer.toString(from), Integer.toString(to), Integer.toString(checkpoint), to > from ? 1 : 0
        };
    }
}
