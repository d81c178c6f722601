package se.vaxholm.svara.process;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** Lets one person at a time do something with a case's tasks, and tells the others who it was. */
@Component
class OneAtATime {

    private static final int ATTEMPTS = 5;

    private final TaskService tasks;
    private final HistoryService history;
    private final Enquiries enquiries;
    private final FullNames names;
    private final TransactionTemplate transaction;
    private final CommandExecutor engine;

    OneAtATime(
            TaskService tasks,
            HistoryService history,
            Enquiries enquiries,
            FullNames names,
            TransactionTemplate transaction,
            ProcessEngineConfigurationImpl configuration) {
        this.tasks = tasks;
        this.history = history;
        this.enquiries = enquiries;
        this.names = names;
        this.transaction = transaction;
        engine = configuration.getCommandExecutorTxRequired();
    }

    /** The case that a task belongs to, or belonged to before it was done. */
    @Transactional(readOnly = true)
    Optional<UUID> enquiryOf(String taskId) {
        HistoricTaskInstance task =
                history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
        return task == null
                ? Optional.empty()
                : history
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .variableName(Variables.ENQUIRY_ID)
                        .list()
                        .stream()
                        .findFirst()
                        .map(variable -> UUID.fromString((String) variable.getValue()));
    }

    /**
     * Two people at once: one wins, the other learns who it was. When it was no person but time that moved the case at the
     * same moment, the deed is simply done again.
     *
     * @return what the deed answers
     */
    boolean first(String taskId, BiPredicate<Task, UUID> deed) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> whenFree(taskId, deed)));
            } catch (TaskTakenException e) {
                throw named(e, taskId);
            } catch (TaskAlreadyClaimedException | NullValueException e) {
                throw named(new TaskTakenException(assignee(taskId)), taskId);
            } catch (OptimisticLockingException | ProcessEnginePersistenceException e) {
                if (attempt == ATTEMPTS) {
                    throw new ConcurrencyFailureException("The case moves all the time", e);
                }
            } catch (AuthorizationException e) {
                throw new AccessDeniedException("The task is not theirs to do", e);
            } catch (ProcessEngineException e) {
                throw ofTheGuard(e);
            }
        }
    }

    /** The engine wraps what a listener throws. */
    private static RuntimeException ofTheGuard(ProcessEngineException thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IncompleteDraftException incomplete) {
                return incomplete;
            }
            if (cause instanceof AuthorizationException) {
                return new AccessDeniedException("The task is not to be done so", thrown);
            }
        }
        return thrown;
    }

    /** People know each other by name. */
    private TaskTakenException named(TaskTakenException taken, String taskId) {
        String by = taken.by();
        if (by == null) {
            HistoricTaskInstance done =
                    history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
            by = done == null ? null : done.getAssignee();
        }
        return by == null
                ? taken
                : new TaskTakenException(
                        taken.by(), names.of(by, enquiryOf(taskId).map(enquiries::get)));
    }

    /**
     * Does a deed with the task as it is once nobody else moves its case; what the engine reads is then what is true until the
     * deed is done, so it reads it once.
     */
    private boolean whenFree(String taskId, BiPredicate<Task, UUID> deed) {
        UUID enquiryId = enquiries.lock(number(taskId));
        return engine.execute(command -> {
            TaskEntity task = command.getTaskManager().findTaskById(taskId);
            if (task == null) {
                throw new TaskTakenException(null);
            }
            task.initializeFormKey();
            return deed.test(task, enquiryId);
        });
    }

    /** Asked by ids alone: a query of the engine's has to be put together for each question. */
    private EnquiryNumber number(String taskId) {
        return engine.execute(command -> {
            TaskEntity task = command.getTaskManager().findTaskById(taskId);
            ExecutionEntity process =
                    task == null ? null : command.getExecutionManager().findExecutionById(task.getProcessInstanceId());
            if (process == null) {
                throw new TaskTakenException(null);
            }
            return new EnquiryNumber(process.getBusinessKey());
        });
    }

    private @Nullable String assignee(String taskId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        return task == null ? null : task.getAssignee();
    }
}
