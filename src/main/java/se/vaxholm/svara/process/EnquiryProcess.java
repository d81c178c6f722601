package se.vaxholm.svara.process;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;

/** What happens to a case and when, as the models say: start it, do its tasks, tell it what has come. */
@Service
public class EnquiryProcess {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Drafts drafts;
    private final AskBacks askBacks;
    private final WaitingTasks waiting;
    private final OneAtATime oneAtATime;
    private final ActingPerson acting;
    private final FullNames names;
    private final FollowedVersions versions;
    private final TransactionTemplate transaction;
    private final CommandExecutor engine;
    private final CaseMessages messages;

    EnquiryProcess(
            RuntimeService runtime,
            TaskService tasks,
            Drafts drafts,
            AskBacks askBacks,
            WaitingTasks waiting,
            OneAtATime oneAtATime,
            ActingPerson acting,
            FullNames names,
            FollowedVersions versions,
            TransactionTemplate transaction,
            CaseMessages messages,
            ProcessEngineConfigurationImpl configuration) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.drafts = drafts;
        this.askBacks = askBacks;
        this.waiting = waiting;
        this.oneAtATime = oneAtATime;
        this.acting = acting;
        this.names = names;
        this.versions = versions;
        this.transaction = transaction;
        engine = configuration.getCommandExecutorTxRequired();
        this.messages = messages;
    }

    /** Starts the case's way through, up to where it first has to wait, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Enquiry enquiry, boolean answeredOnTheSpot, Actor by) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(Variables.ENQUIRY_ID, enquiry.id().toString());
        variables.put(Variables.CHANNEL, enquiry.channel().name());
        variables.put(Variables.KIND, enquiry.kind().name());
        variables.put(Variables.CATEGORY_ID, enquiry.categoryId());
        variables.put(Variables.LEGAL_KIND, enquiry.legalKind());
        variables.put(Variables.TOPICS, enquiry.topics());
        variables.put(Variables.ANSWERED_ON_THE_SPOT, answeredOnTheSpot);
        variables.put(Variables.ANSWER_DUE_AT, Date.from(enquiry.answerDueAt()));
        variables.put(Variables.REMIND_AT, Date.from(enquiry.remindAt()));
        ProcessDefinition definition = versions.begins(enquiry);
        acting.asActor(
                by,
                () -> runtime.startProcessInstanceById(
                        definition.getId(), enquiry.number().value(), variables));
    }

    /** What waits for people in a case, oldest first. */
    public List<OpenTask> openTasks(Enquiry enquiry) {
        List<OpenTask> open = transaction.execute(status -> engine.execute(command -> waiting.of(enquiry)));
        // Keycloak may have to be asked for a name: not while the database waits.
        return Objects.requireNonNull(open).stream()
                .map(task ->
                        task.assignee() == null ? task : task.named(names.of(task.assignee(), Optional.of(enquiry))))
                .toList();
    }

    /**
     * Takes a task for one person.
     *
     * @throws TaskTakenException when somebody else was first
     * @throws AccessDeniedException when it is no work of theirs, as in every deed below
     */
    public void claim(String taskId, Staff staff) {
        oneAtATime.first(
                taskId,
                (task, enquiryId) -> acting.as(staff, () -> {
                    tasks.claim(taskId, staff.id());
                    return true;
                }));
    }

    /** Gives the work back to the group; only the one who has it can. */
    public void release(String taskId, Staff staff) {
        oneAtATime.first(taskId, (task, enquiryId) -> {
            if (!staff.id().equals(task.getAssignee())) {
                throw new TaskTakenException(task.getAssignee());
            }
            return acting.as(staff, () -> {
                tasks.claim(taskId, null);
                return true;
            });
        });
    }

    /**
     * Takes the work from whoever has it: for the unit's manager and head, who answer for it being done (G10).
     *
     * @throws AccessDeniedException when the task is another unit's
     */
    public void takeOver(String taskId, Staff manager) {
        oneAtATime.first(taskId, (task, enquiryId) -> {
            if (waiting.groups(task).stream().noneMatch(unit -> manager.managerOf(unit) || manager.headOf(unit))) {
                throw new AccessDeniedException("Only those who answer for the unit take its work over");
            }
            // The engine has no right for this: whoever may work on a task may not take it from another.
            return acting.asActor(manager.asActor(), () -> {
                tasks.setAssignee(taskId, manager.id());
                return true;
            });
        });
    }

    /**
     * Does a task: keeps what the form holds and goes on in the model, all in one transaction. Work that nobody has
     * taken becomes the doer's by this, and so does an errand that a colleague has.
     *
     * @throws TaskTakenException when somebody else has it, or has done it
     * @throws IncompleteDraftException when the form lacks what its outcome needs
     */
    public void complete(String taskId, Outcome outcome, Map<String, String> fields, Staff staff) {
        complete(taskId, outcome, staff, enquiryId -> drafts.merge(enquiryId, outcome.form(), fields, staff.asActor()));
    }

    /** As {@link #complete(String, Outcome, Map, Staff)}, with what the draft holds. */
    public void complete(String taskId, Outcome outcome, Staff staff) {
        complete(taskId, outcome, staff, enquiryId -> {});
    }

    private void complete(String taskId, Outcome outcome, Staff staff, Consumer<UUID> keep) {
        oneAtATime.first(taskId, (task, enquiryId) -> {
            boolean others = task.getAssignee() != null && !task.getAssignee().equals(staff.id());
            if (others && !mayDoForOthers(task, staff)) {
                throw new TaskTakenException(task.getAssignee());
            }
            if (!waiting.outcomes(task).contains(outcome)) {
                throw new IllegalArgumentException("The task's form does not offer " + outcome);
            }
            if (others) {
                acting.asActor(staff.asActor(), () -> {
                    tasks.setAssignee(taskId, staff.id());
                    return true;
                });
            }
            return acting.as(staff, () -> {
                // Whoever takes what another unit has given accepts it; whoever sends it back does not.
                if (task.getAssignee() == null && outcome != Outcome.RETURN) {
                    tasks.claim(taskId, staff.id());
                }
                keep.accept(enquiryId);
                tasks.complete(taskId, Map.of(Variables.OUTCOME, outcome.name()));
                return true;
            });
        });
    }

    /** A call, or a letter that came back, need not wait for whoever has the case. */
    private boolean mayDoForOthers(Task task, Staff staff) {
        return task.getFormKey() != null
                && Forms.ERRANDS.contains(Forms.name(task.getFormKey()))
                && waiting.groups(task).stream().anyMatch(staff::memberOf);
    }

    /** The case that a task belongs to, or belonged to before it was done. */
    public Optional<UUID> enquiryOf(String taskId) {
        return oneAtATime.enquiryOf(taskId);
    }

    /** The asker has had word from elsewhere than the case's own task: what waited for it ends by itself. */
    @Transactional
    public void firstResponseGiven(Enquiry enquiry) {
        messages.tell(CaseMessage.FIRST_RESPONSE_GIVEN, enquiry);
    }

    /** The asker wants no answer any longer, and the case has been closed for that: what waited for it ends by itself. */
    @Transactional
    public void withdrawn(Enquiry enquiry) {
        correlate(CaseMessage.WITHDRAWN, enquiry);
    }

    /** The asker has added something; whoever has the case is told. */
    @Transactional
    public void enquirerWrote(Enquiry enquiry) {
        if (askBacks.end(enquiry.id())) {
            messages.waitsNoLonger(enquiry);
        }
        messages.tell(CaseMessage.ENQUIRER_WROTE, enquiry);
    }

    /** Somebody else than the asker has written about the case; whoever has it is told. */
    @Transactional
    public void somebodyWrote(Enquiry enquiry) {
        messages.tell(CaseMessage.ENQUIRER_WROTE, enquiry);
    }

    /** The asker says that the answer was none. */
    @Transactional
    public void notSolved(Enquiry enquiry) {
        correlate(CaseMessage.NOT_SOLVED, enquiry);
    }

    /** The asker waits for the manager. */
    @Transactional
    public void contactWanted(Enquiry enquiry) {
        correlate(CaseMessage.CONTACT_WANTED, enquiry);
    }

    /** Tells a case what has come. */
    void correlate(CaseMessage message, Enquiry enquiry) {
        messages.tell(message, enquiry);
    }
}
