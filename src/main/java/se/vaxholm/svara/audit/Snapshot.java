package se.vaxholm.svara.audit;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets several questions see the database in one moment: what is written between them would look like tampering. */
@Component
class Snapshot {

    private final TransactionTemplate moment;

    Snapshot(PlatformTransactionManager transactions) {
        moment = new TransactionTemplate(transactions);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        moment.setReadOnly(true);
    }

    <T> T of(Supplier<T> questions) {
        return Objects.requireNonNull(moment.execute(status -> questions.get()));
    }
}
