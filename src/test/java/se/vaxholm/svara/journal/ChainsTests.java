package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Story;

/** How entries come into their chains: in one piece, whole or not at all, and nobody waits for another case. */
class ChainsTests extends Story {

    @Autowired
    private Verification verification;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate batches;

    @Autowired
    private Seal seal;

    private void tell(Enquiry enquiry, Deed.What what) {
        enquiries.tell(what, enquiry, actor("handlaggare"), Map.of());
    }

    @Test
    void writersOfDifferentCasesDoNotWaitForOneAnother() throws Exception {
        Enquiry one = asked(byMail());
        Enquiry other = asked(byMail());
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            tell(one, Deed.What.HANDLER_CONFIRMED);
            // Read, so that it is written: the chain is held until this transaction ends.
            assertThat(deeds(one)).contains(Deed.What.HANDLER_CONFIRMED);
            held.countDown();
            await(go);
        }));
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> apart = writes(other);
        apart.get(20, TimeUnit.SECONDS);
        CompletableFuture<Void> same = writes(one);
        assertThatThrownBy(() -> same.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        go.countDown();
        holder.get(20, TimeUnit.SECONDS);
        same.get(20, TimeUnit.SECONDS);
        assertThat(verification.of(one.id()).findings()).isEmpty();
        assertThat(verification.of(other.id()).findings()).isEmpty();
    }

    private CompletableFuture<Void> writes(Enquiry enquiry) {
        return CompletableFuture.runAsync(
                () -> transaction.executeWithoutResult(status -> tell(enquiry, Deed.What.HANDLER_CONFIRMED)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void manyWritersOfOneCaseLeaveOneChain() throws Exception {
        Enquiry enquiry = asked(byMail());
        int before = journal.of(enquiry.id()).size();
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 10; i++) {
                        transaction.executeWithoutResult(status -> {
                            tell(enquiry, Deed.What.HANDLER_CONFIRMED);
                            tell(enquiry, Deed.What.NOTE_ADDED);
                        });
                    }
                }))
                .toList();
        for (CompletableFuture<Void> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }
        assertThat(journal.of(enquiry.id())).hasSize(before + 160);
        assertThat(verification.of(enquiry.id()).findings()).isEmpty();
    }

    @Test
    void whatIsTakenBackWithinATransactionWasNeverWritten() {
        Enquiry enquiry = asked(byMail());
        TransactionTemplate nested =
                new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        int before = journal.of(enquiry.id()).size();
        transaction.executeWithoutResult(status -> {
            tell(enquiry, Deed.What.NOTE_ADDED);
            nested.executeWithoutResult(inner -> {
                tell(enquiry, Deed.What.REMINDED);
                assertThat(deeds(enquiry)).endsWith(Deed.What.NOTE_ADDED, Deed.What.REMINDED);
                tell(enquiry, Deed.What.ESCALATED);
                inner.setRollbackOnly();
            });
            nested.executeWithoutResult(inner -> {
                tell(enquiry, Deed.What.CLAIMED);
                inner.setRollbackOnly();
            });
            nested.executeWithoutResult(inner -> tell(enquiry, Deed.What.RELEASED));
            tell(enquiry, Deed.What.HANDLER_CONFIRMED);
        });
        assertThat(deeds(enquiry).subList(before, journal.of(enquiry.id()).size()))
                .containsExactly(Deed.What.NOTE_ADDED, Deed.What.RELEASED, Deed.What.HANDLER_CONFIRMED);
        assertThat(verification.of(enquiry.id()).findings()).isEmpty();
    }

    @Test
    void aCheckpointWaitsForNobodyAndMissesNobody() throws Exception {
        Enquiry enquiry = asked(byMail());
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            tell(enquiry, Deed.What.HANDLER_CONFIRMED);
            assertThat(deeds(enquiry)).contains(Deed.What.HANDLER_CONFIRMED);
            held.countDown();
            await(go);
        }));
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> made = CompletableFuture.supplyAsync(
                () -> checkpoints.make().orElseThrow().n());
        int first = made.get(20, TimeUnit.SECONDS);
        go.countDown();
        holder.get(20, TimeUnit.SECONDS);
        int second = checkpoints.make().orElseThrow().n();
        assertThat(jdbc.sql("select checkpoint || ' ' || seq from journal_checkpoint_leaf where chain = ?"
                                + " and checkpoint >= ? order by checkpoint")
                        .params(enquiry.id(), first)
                        .query(String.class)
                        .list())
                .containsExactly(
                        first + " " + (journal.of(enquiry.id()).size() - 1),
                        second + " " + journal.of(enquiry.id()).size());
        assertThat(verification.of(enquiry.id()).findings()).isEmpty();
    }

    /** Makes checkpoints, and something happens after the ends of the chains have been read and before they are noted as seen. */
    private Checkpoints checkpointsWith(Runnable meanwhile) {
        return new Checkpoints(
                jdbc,
                batches,
                transaction,
                seal,
                clock,
                event -> CompletableFuture.runAsync(meanwhile).join());
    }

    @Test
    void whatIsCommittedWhileACheckpointIsMadeIsInTheNextOne() {
        Enquiry enquiry = asked(byMail());
        int seen = journal.of(enquiry.id()).size();
        int first = checkpointsWith(
                        () -> transaction.executeWithoutResult(status -> tell(enquiry, Deed.What.HANDLER_CONFIRMED)))
                .make()
                .orElseThrow()
                .n();
        assertThat(verification.of(enquiry.id()).findings()).isEmpty();
        int second = checkpoints.make().orElseThrow().n();
        assertThat(checkpoints.leaves(enquiry.id()))
                .extracting(leaf -> leaf.checkpoint() + " " + leaf.seq())
                .containsExactly(first + " " + seen, second + " " + (seen + 1));
        assertThat(verification.of(enquiry.id()).findings()).isEmpty();
    }

    @Test
    void twoThatMakeACheckpointAtOnceMakeOneAfterTheOther() throws Exception {
        Enquiry enquiry = asked(byMail());
        AtomicReference<CompletableFuture<Integer>> other = new AtomicReference<>();
        int first = checkpointsWith(() -> {
                    transaction.executeWithoutResult(status -> tell(enquiry, Deed.What.HANDLER_CONFIRMED));
                    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(
                            () -> checkpoints.make().orElseThrow().n());
                    other.set(second);
                    assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
                            .isInstanceOf(TimeoutException.class);
                })
                .make()
                .orElseThrow()
                .n();
        assertThat(other.get().get(20, TimeUnit.SECONDS)).isEqualTo(first + 1);
        assertThat(verification.ofCheckpoints().findings()).isEmpty();
    }
}
