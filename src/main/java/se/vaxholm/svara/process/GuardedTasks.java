package se.vaxholm.svara.process;

import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.Attachment;
import org.camunda.bpm.engine.task.Comment;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine's tasks with fewer ways to treat them: a completion brings its outcome and nothing else, and what would go round
 * the rules or write people's words into the engine's history is not done. The engine itself asks for no right to comment, and
 * lets whoever may work on a task pass any variable.
 */
class GuardedTasks extends TaskServiceImpl {

    private static final Set<String> OUTCOME_ALONE = Set.of(Variables.OUTCOME);

    /** @throws AuthorizationException unless the outcome comes, and nothing with it */
    static void requireOutcomeAlone(@Nullable Map<String, Object> variables) {
        if (variables == null || !variables.keySet().equals(OUTCOME_ALONE)) {
            throw new AuthorizationException("A task is completed with its outcome and nothing else");
        }
    }

    private static AuthorizationException notDone() {
        return new AuthorizationException("This is not done with Svara's tasks");
    }

    @Override
    public void complete(String taskId) {
        complete(taskId, Map.of());
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        requireOutcomeAlone(variables);
        super.complete(taskId, variables);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        requireOutcomeAlone(variables);
        return super.completeWithVariablesInReturn(taskId, variables, deserializeValues);
    }

    /** People take work for themselves and give back their own; for the engine a group's work is anybody's to give back. */
    @Override
    public void claim(String taskId, @Nullable String userId) {
        Authentication person = commandExecutor.execute(context -> context.getAuthentication());
        if (person != null && !person.getUserId().equals(userId == null ? assignee(taskId) : userId)) {
            throw new AuthorizationException("Only one's own work is taken or given back");
        }
        super.claim(taskId, userId);
    }

    private @Nullable String assignee(String taskId) {
        Task task = createTaskQuery().taskId(taskId).singleResult();
        return task == null ? null : task.getAssignee();
    }

    @Override
    public void resolveTask(String taskId) {
        throw notDone();
    }

    @Override
    public void resolveTask(String taskId, Map<String, Object> variables) {
        throw notDone();
    }

    @Override
    public void delegateTask(String taskId, String userId) {
        throw notDone();
    }

    @Override
    public void handleBpmnError(
            String taskId, String errorCode, @Nullable String message, @Nullable Map<String, Object> variables) {
        throw notDone();
    }

    @Override
    public void handleBpmnError(String taskId, String errorCode) {
        throw notDone();
    }

    @Override
    public void handleBpmnError(String taskId, String errorCode, @Nullable String message) {
        throw notDone();
    }

    @Override
    public void handleEscalation(String taskId, String escalationCode) {
        throw notDone();
    }

    @Override
    public void handleEscalation(String taskId, String escalationCode, @Nullable Map<String, Object> variables) {
        throw notDone();
    }

    @Override
    public void addComment(String taskId, String processInstanceId, String message) {
        throw notDone();
    }

    @Override
    public Comment createComment(String taskId, String processInstanceId, String message) {
        throw notDone();
    }

    @Override
    public void updateTaskComment(String taskId, String commentId, String message) {
        throw notDone();
    }

    @Override
    public void updateProcessInstanceComment(String processInstanceId, String commentId, String message) {
        throw notDone();
    }

    @Override
    public Attachment createAttachment(
            String type,
            String taskId,
            String processInstanceId,
            String name,
            String description,
            InputStream content) {
        throw notDone();
    }

    @Override
    public Attachment createAttachment(
            String type, String taskId, String processInstanceId, String name, String description, String url) {
        throw notDone();
    }

    @Override
    public void saveAttachment(Attachment attachment) {
        throw notDone();
    }
}
