package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A case whose end was cut off together with what a checkpoint knew of it is found out on its own page too. */
class CutOffTests extends TamperedStory {

    private void cutOffWithItsLeaf() {
        delete(sealed, last);
        tampering.makeHashesFit(chain, sealed);
        run("update journal_head set unsealed = true where chain = '%s'");
        run("delete from journal_checkpoint_leaf where chain = '%s' and checkpoint = " + checkpoint);
    }

    @Test
    void byTheLeavesThatTheCheckpointHasLost() {
        cutOffWithItsLeaf();
        assertThat(verification.of(chain).findings())
                .containsExactly(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, checkpoint));
        layAllBack();
    }

    @Test
    void byTheRootOfTheNewestCheckpointThatKnowsTheCase() {
        cutOffWithItsLeaf();
        run("insert into journal_checkpoint_leaf select chain, " + checkpoint
                + ", seq, hash from journal_head where chain = '%s'");
        assertThat(verification.of(chain).findings())
                .containsExactly(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, checkpoint));
        layAllBack();
    }
}
