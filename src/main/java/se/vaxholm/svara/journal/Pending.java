package se.vaxholm.svara.journal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Said;

/**
 * What a transaction has done and the journal has not written yet: all of it is written in one go at its end, so that a chain
 * is held for as short a while as can be.
 */
final class Pending implements TransactionSynchronization {

    private static final Logger log = LoggerFactory.getLogger(Pending.class);

    private final Consumer<List<Told>> writer;
    private final List<Told> deeds = new ArrayList<>();
    private final List<Said> untold = new ArrayList<>();
    private final IdentityHashMap<Object, Waiting> waiting = new IdentityHashMap<>();
    private boolean ending;

    private Pending(Consumer<List<Told>> writer) {
        this.writer = writer;
    }

    /** A deed, and the step of a model in which it was done. */
    record Told(Deed deed, @Nullable String step) {}

    /** What was there at a savepoint. */
    private record Waiting(List<Told> deeds, List<Said> untold) {

        private static final Waiting NONE = new Waiting(List.of(), List.of());
    }

    /** Those of this transaction. */
    static Pending here(Consumer<List<Told>> writer) {
        Pending here = find();
        if (here == null) {
            here = new Pending(writer);
            TransactionSynchronizationManager.registerSynchronization(here);
        }
        return here;
    }

    /** Whoever reads the journal within the transaction sees what has been done in it. */
    static void writeAny() {
        Pending here = find();
        if (here != null) {
            here.write();
        }
    }

    private static @Nullable Pending find() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
                if (one instanceof Pending here) {
                    return here;
                }
            }
        }
        return null;
    }

    /** The next deed in the same case tells of it. */
    void add(Said said) {
        untold.add(said);
    }

    void add(Told told) {
        deeds.add(untold.isEmpty() ? told : withWhatWasSaid(told));
        if (ending) {
            write();
        }
    }

    private Told withWhatWasSaid(Told told) {
        List<String> here = new ArrayList<>();
        untold.removeIf(said ->
                said.message().enquiryId().equals(told.deed().enquiryId()) && here.add(Said.sealed(said.message())));
        return here.isEmpty() ? told : new Told(told.deed().with(Said.DETAIL, String.join(" ", here)), told.step());
    }

    private void write() {
        if (!deeds.isEmpty()) {
            List<Told> written = List.copyOf(deeds);
            deeds.clear();
            writer.accept(written);
        }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        ending = true;
        write();
        if (!untold.isEmpty()) {
            throw new IllegalStateException("No deed tells of a message");
        }
    }

    /** Whoever does something only when others have ended their work comes too late, which must not pass in silence. */
    @Override
    public void afterCommit() {
        if (!deeds.isEmpty()) {
            log.error("Deeds were told when their transaction had ended, and are in no journal: {}", deeds);
        }
    }

    /** By now the database has its savepoint: what is written from here on goes with it, even when it was done before. */
    @Override
    public void savepoint(Object savepoint) {
        waiting.put(savepoint, new Waiting(List.copyOf(deeds), List.copyOf(untold)));
    }

    @Override
    public void savepointRollback(Object savepoint) {
        Waiting then = waiting.getOrDefault(savepoint, Waiting.NONE);
        deeds.clear();
        deeds.addAll(then.deeds());
        untold.clear();
        untold.addAll(then.untold());
    }
}
