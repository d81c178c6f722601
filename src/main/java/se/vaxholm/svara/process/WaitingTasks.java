package se.vaxholm.svara.process;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiry;

/** Reads what waits for people in a case: whose work each task is, and what it can end with. */
@Component
class WaitingTasks {

    private final TaskService tasks;
    private final HandledOutcomes outcomes;
    private final CommandExecutor engine;

    WaitingTasks(TaskService tasks, HandledOutcomes outcomes, ProcessEngineConfigurationImpl configuration) {
        this.tasks = tasks;
        this.outcomes = outcomes;
        engine = configuration.getCommandExecutorTxRequired();
    }

    /** Within a command of the engine, so that it reads everything once; people are not named yet. */
    List<OpenTask> of(Enquiry enquiry) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .initializeFormKeys()
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, 50)
                .stream()
                .map(this::openTask)
                .toList();
    }

    private OpenTask openTask(Task task) {
        return new OpenTask(
                task.getId(),
                task.getName(),
                form(task),
                outcomes(task),
                groups(task),
                task.getAssignee(),
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant());
    }

    private static String form(Task task) {
        return task.getFormKey() == null ? "" : Forms.name(task.getFormKey());
    }

    /** What the task's own version of the model goes on with. */
    List<Outcome> outcomes(Task task) {
        return outcomes.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey(), form(task));
    }

    /**
     * Whose work it is; nobody's when it has been done since it was read, on which the engine's own service breaks.
     */
    Set<String> groups(Task task) {
        return engine.execute(command -> ((DelegateTask) task)
                .getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }
}
