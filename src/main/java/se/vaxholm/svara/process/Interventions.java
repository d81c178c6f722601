package se.vaxholm.svara.process;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.UserOperationLogEntryEventEntity;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.security.Actor;

/**
 * What people do to the engine itself, in Cockpit or by its interfaces, rather than in a case: the journal hears of it in the
 * same transaction, since the engine's own log of it goes with the history.
 */
@Component
class Interventions implements HistoryEventHandler {

    /** What belongs to ordinary work in Tasklist, each with a deed of its own. */
    private static final Set<String> WORK = Set.of(EntityTypes.TASK, EntityTypes.IDENTITY_LINK, EntityTypes.VARIABLE);

    private final ObjectProvider<ActingPerson> acting;
    private final ObjectProvider<Enquiries> enquiries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Interventions(
            ObjectProvider<ActingPerson> acting,
            ObjectProvider<Enquiries> enquiries,
            ApplicationEventPublisher events,
            Clock clock) {
        this.acting = acting;
        this.enquiries = enquiries;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof UserOperationLogEntryEventEntity done
                && done.getUserId() != null
                && !WORK.contains(done.getEntityType())
                && !acting.getObject().isSomebody()) {
            tell(done);
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private void tell(UserOperationLogEntryEventEntity done) {
        Map<String, String> detail = new HashMap<>();
        detail.put("operation", done.getOperationType());
        put(detail, "of", done.getEntityType());
        put(detail, "property", done.getProperty());
        put(detail, "from", done.getOrgValue());
        put(detail, "to", done.getNewValue());
        put(detail, "job", done.getJobId());
        put(detail, "definition", done.getProcessDefinitionId());
        Actor by = acting.getObject().actor(done.getUserId());
        Optional<Enquiry> enquiry = enquiry(done);
        if (enquiry.isPresent()) {
            enquiries.getObject().tell(Deed.What.INTERVENED, enquiry.get(), by, detail);
        } else {
            events.publishEvent(new Deed(Deed.What.INTERVENED, null, null, by, clock.instant(), detail));
        }
    }

    private static void put(Map<String, String> detail, String name, @Nullable String value) {
        if (value != null) {
            detail.put(name, value);
        }
    }

    /** Of all the processes of a case, the one that it began in bears its number. */
    private Optional<Enquiry> enquiry(UserOperationLogEntryEventEntity done) {
        String root = done.getRootProcessInstanceId();
        if (root == null) {
            return Optional.empty();
        }
        ExecutionEntity began =
                Context.getCommandContext().getExecutionManager().findExecutionById(root);
        return Optional.ofNullable(began)
                .map(ExecutionEntity::getBusinessKey)
                .flatMap(EnquiryNumber::parse)
                .flatMap(number -> enquiries.getObject().find(number));
    }
}
