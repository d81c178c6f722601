package se.vaxholm.svara.enquiry;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the transaction has read or written of a case and need not read again at each step of a deed: the case's own row once it
 * is written or locked, when nobody else can change it; and what a form holds, so that what was judged is what is sent.
 */
final class HeldRows implements TransactionSynchronization {

    private final Map<Object, Object> held = new HashMap<>();

    private HeldRows() {}

    /** What is held under a key, which is of a type of its own for each kind of row. */
    static <T> @Nullable T find(Object key, Class<T> type) {
        HeldRows here = here();
        return here == null ? null : type.cast(here.held.get(key));
    }

    static void keep(Object key, Object row) {
        HeldRows here = here();
        if (here == null) {
            here = new HeldRows();
            TransactionSynchronizationManager.registerSynchronization(here);
        }
        here.held.put(key, row);
    }

    static void forget(Object key) {
        HeldRows here = here();
        if (here != null) {
            here.held.remove(key);
        }
    }

    /** A transaction of its own inside another one has its own. */
    private static @Nullable HeldRows here() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
                if (one instanceof HeldRows here) {
                    return here;
                }
            }
        }
        return null;
    }

    /** What was written since the savepoint is as it was, and the locks taken since are gone. */
    @Override
    public void savepointRollback(Object savepoint) {
        held.clear();
    }
}
