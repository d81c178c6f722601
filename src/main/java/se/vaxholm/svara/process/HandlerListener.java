package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Handlers;
import se.vaxholm.svara.process.WorkMoves.Reason;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.staffing.Absence;
import se.vaxholm.svara.staffing.Absences;

/**
 * Whoever takes the task of answering becomes the case's handler, whichever page they took it from; and what another unit has
 * handed over is accepted by that (G4). When the work comes back to the same unit, as after a notice or a question of ours, it
 * comes back to its handler: the unit stays the candidate, and an absence that has begun leaves it with the unit (G7). So does
 * what comes of a case beside its answer, such as a call or a letter that came back.
 */
@Component
class HandlerListener extends AbstractBpmnParseListener implements TaskListener {

    private final ObjectProvider<Enquiries> enquiries;
    private final ObjectProvider<Handlers> handlers;
    private final ObjectProvider<Absences> absences;
    private final ObjectProvider<ActingPerson> acting;
    private final ObjectProvider<Acceptance> acceptance;

    HandlerListener(
            ObjectProvider<Enquiries> enquiries,
            ObjectProvider<Handlers> handlers,
            ObjectProvider<Absences> absences,
            ObjectProvider<ActingPerson> acting,
            ObjectProvider<Acceptance> acceptance) {
        this.enquiries = enquiries;
        this.handlers = handlers;
        this.absences = absences;
        this.acting = acting;
        this.acceptance = acceptance;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        String form = definition.getFormKey() == null
                ? ""
                : Forms.name(definition.getFormKey().getExpressionText());
        if (form.equals(Forms.ASSESS)) {
            definition.addTaskListener(EVENTNAME_CREATE, this::comesBack);
            definition.addTaskListener(EVENTNAME_ASSIGNMENT, this);
        } else if (Forms.ERRANDS.contains(form)) {
            definition.addTaskListener(EVENTNAME_CREATE, this::comesBeside);
        }
    }

    private void comesBeside(DelegateTask task) {
        Enquiry enquiry = enquiries.getObject().get(enquiryId(task));
        String handler = enquiry.handlerId();
        if (handler != null && isFor(task, enquiry.worksAt()) && !hasGone(handler, enquiry)) {
            task.setAssignee(handler);
        }
    }

    private void comesBack(DelegateTask task) {
        Enquiry enquiry = enquiries.getObject().get(enquiryId(task));
        String handler = enquiry.handlerId();
        if (handler == null) {
            return;
        }
        if (!isFor(task, enquiry.worksAt())) {
            giveBack(enquiry, Reason.LEFT_UNIT);
        } else if (hasGone(handler, enquiry)) {
            giveBack(enquiry, Reason.ABSENT);
        } else {
            task.setAssignee(handler);
        }
    }

    private static boolean isFor(DelegateTask task, String unitId) {
        return task.getCandidates().stream().anyMatch(candidate -> unitId.equals(candidate.getGroupId()));
    }

    /** What somebody takes while they are away stays theirs; so does what goes back as soon as the absence begins. */
    private boolean hasGone(String handler, Enquiry enquiry) {
        Instant takenAt = enquiry.claimedAt();
        return absences.getObject()
                .today(handler)
                .map(Absence::begunAt)
                .filter(begunAt -> takenAt == null || takenAt.isBefore(begunAt))
                .isPresent();
    }

    private void giveBack(Enquiry enquiry, Reason reason) {
        handlers.getObject()
                .handed(enquiry.id(), null, Actor.SYSTEM, Deed.What.WORK_RETURNED, Map.of("reason", reason.name()));
    }

    private static UUID enquiryId(DelegateTask task) {
        return UUID.fromString((String) task.getVariable(Variables.ENQUIRY_ID));
    }

    private boolean hasItAlready(UUID enquiryId, String assignee) {
        return assignee.equals(enquiries.getObject().get(enquiryId).handlerId());
    }

    @Override
    public void notify(DelegateTask task) {
        UUID enquiryId = enquiryId(task);
        ActingPerson people = acting.getObject();
        var handing = people.handing();
        if (handing.isPresent()) {
            var moved = handing.get();
            handlers.getObject().handed(enquiryId, moved.to(), people.actor(), moved.what(), moved.detail());
        } else if (task.getAssignee() == null) {
            handlers.getObject().released(enquiryId, people.actor());
        } else if (!hasItAlready(enquiryId, task.getAssignee())) {
            acceptance.getObject().of(enquiryId, people.actor(task.getAssignee()), task.getExecution());
            handlers.getObject().claimed(enquiryId, people.actor(task.getAssignee()));
        }
    }
}
