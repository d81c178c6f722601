package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Deed;

/** The check of a journal that is too long for one step, and of one that is written in at the same time. */
class WholeJournalTests extends TamperedStory {

    private static final int MANY = 450;
    private static final String IDS = "eeeeeeee-0000-4000-8000-";

    @Autowired
    private Checkpoints all;

    @TempDir
    private Path folder;

    /** Chains with nothing in them; the end of each tenth says that there is an entry. */
    private void manyOfWhichSomeAreCutOff() {
        run("insert into journal_head select cast('" + IDS + "' || lpad(n::text, 12, '0') as uuid),"
                + " case when n % 10 = 0 then 1 else 0 end, decode(repeat('00', 32), 'hex'), false"
                + " from generate_series(1, " + MANY + ") n");
    }

    @AfterEach
    void without() {
        tampering.run("delete from journal_head where chain::text like '" + IDS + "%'");
    }

    @Test
    void eachChainIsLookedThroughOnceHoweverManySteps() {
        manyOfWhichSomeAreCutOff();
        List<Integer> steps = new ArrayList<>();
        Verification.Result result = verification.ofAll(come -> {
            if (come.phase() == Verification.Phase.CHAINS) {
                steps.add(come.done());
            }
            return true;
        });
        assertThat(result.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.CUT_OFF)
                .hasSize(MANY / 10)
                .extracting(Finding::chain)
                .doesNotHaveDuplicates();
        assertThat(result.chains()).isEqualTo(verification.chains());
        assertThat(steps).hasSizeGreaterThanOrEqualTo(2).isSorted().doesNotHaveDuplicates();
        assertThat(result.ended()).isTrue();
    }

    @Test
    void aCheckThatIsStoppedAfterAStepTellsNotThatAllIsWell() {
        manyOfWhichSomeAreCutOff();
        Verification.Result stopped =
                verification.ofAll(come -> come.phase() == Verification.Phase.CHECKPOINTS || come.done() == 0);
        assertThat(stopped.ended()).isFalse();
        assertThat(stopped.isClean()).isFalse();
        assertThat(stopped.chains()).isPositive().isLessThan(verification.chains());
        Verification.Result before = verification.ofAll(come -> come.phase() == Verification.Phase.CHECKPOINTS);
        assertThat(before.ended()).isFalse();
        assertThat(before.chains()).isZero();
    }

    @Test
    void eachCheckpointIsLookedAtOnceHoweverManySteps() {
        manyCheckpoints(350);
        Verification.Result result = verification.ofCheckpoints();
        assertThat(result.findings())
                .as("what is copied is not signed, and nothing is missing")
                .containsExactlyElementsOf(IntStream.rangeClosed(checkpoint + 1, checkpoint + 350)
                        .mapToObj(n -> Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, n))
                        .toList());
        assertThat(result.checkpoints()).isEqualTo(verification.checkpoints());
        assertThat(verification.ofAll(come -> true).findings()).containsAll(result.findings());
    }

    /** Copies of the last one. */
    private void manyCheckpoints(int many) {
        run("insert into journal_checkpoint select n + g, at, leaves, root, previous, key_id, signature"
                + " from journal_checkpoint, generate_series(1, " + many + ") g where n = " + checkpoint);
    }

    @Test
    void aCaseThatHasLostItsWholeJournalIsNamed() {
        delete(1, last);
        run("delete from journal_head where chain = '%s'");
        run("delete from journal_checkpoint_leaf where chain = '%s'");
        assertThat(verification.ofAll(come -> true).findings())
                .contains(Finding.of(
                        Finding.Kind.NO_CHAIN, chain, enquiry.number().value(), 0, 0));
    }

    @Test
    void whatIsWrittenMeanwhileIsNoTampering() throws Exception {
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 150; i++) {
                transaction.executeWithoutResult(
                        status -> enquiries.tell(Deed.What.HANDLER_CONFIRMED, enquiry, actor("handlaggare"), Map.of()));
            }
        });
        int looks = 0;
        for (; !writer.isDone(); looks++) {
            assertThat(verification.of(chain).findings()).as("look " + looks).isEmpty();
        }
        writer.get();
        assertThat(looks).isGreaterThan(3);
    }

    @Test
    void aFileThatLacksManyCheckpointsGetsThemAll() throws IOException {
        manyCheckpoints(1_100);
        Path late = folder.resolve("late.txt");
        new PublishedCheckpoints(all, late.toString()).make();
        assertThat(Files.readAllLines(late))
                .extracting(line -> Checkpoint.parse(line).n())
                .hasSizeGreaterThanOrEqualTo(checkpoint + 1_100)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
