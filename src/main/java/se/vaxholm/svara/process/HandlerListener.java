package se.vaxholm.svara.process;

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
import se.vaxholm.svara.enquiry.Handlers;

/**
 * Whoever takes the task of answering becomes the case's handler, whichever page they took it from; and what another unit has
 * handed over is accepted by that (G4).
 */
@Component
class HandlerListener extends AbstractBpmnParseListener implements TaskListener {

    private final ObjectProvider<Handlers> handlers;
    private final ObjectProvider<ActingPerson> acting;
    private final ObjectProvider<Acceptance> acceptance;

    HandlerListener(
            ObjectProvider<Handlers> handlers,
            ObjectProvider<ActingPerson> acting,
            ObjectProvider<Acceptance> acceptance) {
        this.handlers = handlers;
        this.acting = acting;
        this.acceptance = acceptance;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        if (definition.getFormKey() != null
                && Forms.name(definition.getFormKey().getExpressionText()).equals(Forms.ASSESS)) {
            definition.addTaskListener(EVENTNAME_ASSIGNMENT, this);
        }
    }

    @Override
    public void notify(DelegateTask task) {
        UUID enquiryId = UUID.fromString((String) task.getVariable(Variables.ENQUIRY_ID));
        ActingPerson people = acting.getObject();
        var handing = people.handing();
        if (handing.isPresent()) {
            var moved = handing.get();
            handlers.getObject().handed(enquiryId, moved.to(), people.actor(), moved.what(), moved.detail());
        } else if (task.getAssignee() == null) {
            handlers.getObject().released(enquiryId, people.actor());
        } else {
            acceptance.getObject().of(enquiryId, people.actor(task.getAssignee()), task.getExecution());
            handlers.getObject().claimed(enquiryId, people.actor(task.getAssignee()));
        }
    }
}
