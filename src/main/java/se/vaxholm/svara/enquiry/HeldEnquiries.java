package se.vaxholm.svara.enquiry;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The cases whose rows the transaction has written or locked: until it ends nobody else can change them, so they need not be
 * read again by each step of a deed.
 */
final class HeldEnquiries implements TransactionSynchronization {

    private final Map<UUID, Enquiry> held = new HashMap<>();

    private HeldEnquiries() {}

    static @Nullable Enquiry find(UUID id) {
        HeldEnquiries here = here();
        return here == null ? null : here.held.get(id);
    }

    static void keep(Enquiry enquiry) {
        HeldEnquiries here = here();
        if (here == null) {
            here = new HeldEnquiries();
            TransactionSynchronizationManager.registerSynchronization(here);
        }
        here.held.put(enquiry.id(), enquiry);
    }

    /** A transaction of its own inside another one has its own. */
    private static @Nullable HeldEnquiries here() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
                if (one instanceof HeldEnquiries here) {
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
