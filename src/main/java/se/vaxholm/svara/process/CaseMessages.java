package se.vaxholm.svara.process;

import java.util.Objects;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;

/** Tells a case that is under way what has come; whoever waits for it in the models goes on. */
@Component
class CaseMessages {

    private static final int ATTEMPTS = 5;

    private final RuntimeService runtime;
    private final Enquiries enquiries;
    private final TransactionTemplate attempt;

    CaseMessages(RuntimeService runtime, Enquiries enquiries, TransactionTemplate transaction) {
        this.runtime = runtime;
        this.enquiries = enquiries;
        PlatformTransactionManager manager = Objects.requireNonNull(transaction.getTransactionManager());
        attempt = new TransactionTemplate(manager);
        attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Nobody waits for the asker's reply any longer. */
    void waitsNoLonger(Enquiry enquiry) {
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .variableValueEquals(Variables.WAITING_FOR_ASKER, true)
                .list()
                .forEach(waiting -> runtime.setVariable(waiting.getId(), Variables.WAITING_FOR_ASKER, false));
    }

    /**
     * Only people wait for the case to be free; time does not. When it moves the case at the same moment, the message alone
     * is sent again: what its sender has done in the same transaction stands.
     */
    void tell(CaseMessage message, Enquiry enquiry) {
        enquiries.lock(enquiry.id());
        for (int tries = 1; ; tries++) {
            try {
                attempt.executeWithoutResult(status -> runtime.createMessageCorrelation(message.word())
                        .processInstanceBusinessKey(enquiry.number().value())
                        .correlateAll());
                return;
            } catch (OptimisticLockingException | ProcessEnginePersistenceException e) {
                if (tries == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
