package se.vaxholm.svara.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Handlers;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffDirectory.Account;

/** Moves work from one person to another, or back to the group (G7, G10); what they have written stays with the case. */
@Service
public class WorkMoves {

    private static final int AT_A_TIME = 500;

    private final TaskService tasks;
    private final Enquiries enquiries;
    private final Handlers handlers;
    private final ActingPerson acting;
    private final OneAtATime oneAtATime;
    private final WaitingTasks waiting;

    WorkMoves(
            TaskService tasks,
            Enquiries enquiries,
            Handlers handlers,
            ActingPerson acting,
            OneAtATime oneAtATime,
            WaitingTasks waiting) {
        this.tasks = tasks;
        this.enquiries = enquiries;
        this.handlers = handlers;
        this.acting = acting;
        this.oneAtATime = oneAtATime;
        this.waiting = waiting;
    }

    /** Why somebody's work goes back without their doing. */
    public enum Reason {
        ABSENT,
        ACCOUNT_DISABLED,
        LEFT_UNIT
    }

    /**
     * Gives a unit's work to one of its officers.
     *
     * @throws TaskTakenException when the task is done already
     * @throws AccessDeniedException when the work is not this person's to give, or not the other's to do
     */
    public void reassign(String taskId, Account to, Staff manager) {
        oneAtATime.first(taskId, (task, enquiryId) -> {
            Set<String> groups = waiting.groups(task);
            if (groups.stream().noneMatch(unit -> manager.managerOf(unit) || manager.headOf(unit))) {
                throw new AccessDeniedException("Only those who answer for the unit give its work to somebody");
            }
            if (!to.worksIn(groups)) {
                throw new AccessDeniedException("The work is not theirs to do");
            }
            if (!to.userName().equals(task.getAssignee())) {
                Actor handler = new Actor(to.userName(), to.name(), Actor.Role.STAFF);
                hand(task, enquiryId, handler, manager.asActor(), Deed.What.REASSIGNED, Map.of("to", to.name()));
            }
            return true;
        });
    }

    /** Everybody who has taken something, by user name; bounded, oldest work first. */
    @Transactional(readOnly = true)
    public Set<String> holders() {
        return tasks.createTaskQuery().taskAssigned().orderByTaskCreateTime().asc().listPage(0, AT_A_TIME).stream()
                .map(Task::getAssignee)
                .collect(Collectors.toSet());
    }

    /** What somebody has taken, with the groups whose work each is. */
    @Transactional(propagation = Propagation.REQUIRED, readOnly = true)
    public Map<String, Set<String>> heldBy(String staffId) {
        return held(staffId).stream().collect(Collectors.toMap(Task::getId, waiting::groups));
    }

    private List<Task> held(String staffId) {
        return tasks.createTaskQuery()
                .taskAssignee(staffId)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, AT_A_TIME);
    }

    /**
     * Takes a task from somebody: for the deputy if it is theirs to do, otherwise for the whole group again.
     *
     * @return false when the task was no longer this person's
     */
    public boolean giveBack(String taskId, String staffId, Reason reason, Optional<Account> deputy) {
        return oneAtATime.first(taskId, (task, enquiryId) -> {
            if (!staffId.equals(task.getAssignee())) {
                return false;
            }
            Optional<Account> standIn = deputy.filter(account -> account.worksIn(waiting.groups(task)));
            if (standIn.isPresent()) {
                Actor to = new Actor(standIn.get().userName(), standIn.get().name(), Actor.Role.STAFF);
                hand(task, enquiryId, to, Actor.SYSTEM, Deed.What.WORK_TO_DEPUTY, Map.of("to", to.name()));
            } else {
                hand(task, enquiryId, null, Actor.SYSTEM, Deed.What.WORK_RETURNED, Map.of("reason", reason.name()));
            }
            return true;
        });
    }

    private void hand(
            Task task, UUID enquiryId, @Nullable Actor to, Actor by, Deed.What what, Map<String, String> detail) {
        @Nullable String before = task.getAssignee();
        acting.handing(
                new ActingPerson.Handing(to, what, detail),
                by,
                () -> tasks.setAssignee(task.getId(), to == null ? null : to.id()));
        if (isOfAnswering(task)) {
            // Its listener has handed the case over with it.
            return;
        }
        Enquiry enquiry = enquiries.get(enquiryId);
        if (before != null && before.equals(enquiry.handlerId()) && !awaitsAnswering(enquiry)) {
            // What is left of the case is its handler's, and the case goes along: lists show it by its handler.
            handlers.handed(enquiry.id(), to, by, what, detail);
        } else {
            enquiries.tell(what, enquiry, by, detail);
        }
    }

    private boolean awaitsAnswering(Enquiry enquiry) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .initializeFormKeys()
                .listPage(0, AT_A_TIME)
                .stream()
                .anyMatch(WorkMoves::isOfAnswering);
    }

    private static boolean isOfAnswering(Task task) {
        return task.getFormKey() != null && Forms.name(task.getFormKey()).equals(Forms.ASSESS);
    }
}
