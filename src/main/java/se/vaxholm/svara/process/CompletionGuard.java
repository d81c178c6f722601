package se.vaxholm.svara.process;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;

/**
 * The deed belongs to the completion: a task is completed by whoever has it, with an outcome that its form offers and a form
 * that holds what the outcome needs, or not at all. It stands on every user task of every model, by whatever door the completion
 * comes; that nothing but the outcome comes along is {@link GuardedTasks}' part.
 */
@Component
class CompletionGuard extends AbstractBpmnParseListener {

    private final ObjectProvider<Enquiries> enquiries;
    private final ObjectProvider<Drafts> drafts;
    private final ObjectProvider<OutcomeCheck> check;

    CompletionGuard(
            ObjectProvider<Enquiries> enquiries, ObjectProvider<Drafts> drafts, ObjectProvider<OutcomeCheck> check) {
        this.enquiries = enquiries;
        this.drafts = drafts;
        this.check = check;
    }

    /** As a built-in listener: the engine has ways to skip all others. */
    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        String form =
                task.getFormKey() == null ? "" : Forms.name(task.getFormKey().getExpressionText());
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, completed -> judge(completed, form));
    }

    private void judge(DelegateTask task, String form) {
        String assignee = task.getAssignee();
        String person = Context.getCommandContext().getAuthenticatedUserId();
        Object named = task.getExecution().getVariable(Variables.OUTCOME);
        // Whoever sends back what another unit has given has not taken it: taking it would be accepting it (G4).
        boolean sentBack =
                assignee == null && person != null && Outcome.RETURN.name().equals(named);
        if (!sentBack && (assignee == null || !assignee.equals(person))) {
            throw new AuthorizationException("Only the one who has the task completes it");
        }
        Outcome outcome = Arrays.stream(Outcome.values())
                .filter(offered ->
                        offered.name().equals(named) && offered.form().equals(form))
                .findFirst()
                .orElseThrow(() -> new AuthorizationException("The form " + form + " does not offer " + named));
        UUID enquiryId = UUID.fromString((String) task.getExecution().getVariable(Variables.ENQUIRY_ID));
        Map<String, String> fields =
                drafts.getObject().find(enquiryId, form).map(Draft::fields).orElse(Map.of());
        List<OutcomeCheck.Lack> lacks =
                check.getObject().lacks(outcome, fields, enquiries.getObject().get(enquiryId));
        if (!lacks.isEmpty()) {
            throw new IncompleteDraftException(lacks.get(0));
        }
    }
}
