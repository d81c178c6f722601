package se.vaxholm.svara.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** Tells which case a task belongs to, for pages that only know the task; whoever asks sees to it who may read the case. */
@Service
public class TaskCases {

    /** More tasks than a case ever has at a time. */
    private static final int MOST_OF_A_CASE = 20;

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final WaitingTasks waiting;

    TaskCases(TaskService tasks, RuntimeService runtime, WaitingTasks waiting) {
        this.waiting = waiting;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @Transactional(readOnly = true)
    public Optional<EnquiryNumber> caseOf(String taskId) {
        return Optional.ofNullable(casesOf(Set.of(taskId)).get(taskId));
    }

    /** Those of the cases in which answering waits and can end so, by a few questions to the engine for all of them. */
    @Transactional(readOnly = true)
    public Set<EnquiryNumber> offering(Outcome outcome, Collection<EnquiryNumber> numbers) {
        if (numbers.isEmpty()) {
            return Set.of();
        }
        List<String> offering = tasks
                .createTaskQuery()
                .processInstanceBusinessKeyIn(
                        numbers.stream().map(EnquiryNumber::value).toArray(String[]::new))
                .initializeFormKeys()
                .listPage(0, numbers.size() * MOST_OF_A_CASE)
                .stream()
                .filter(task -> waiting.outcomes(task).contains(outcome))
                .map(Task::getId)
                .toList();
        return Set.copyOf(casesOf(offering).values());
    }

    /** The cases of many tasks by two questions to the engine; tasks that are done, or never were, are left out. */
    @Transactional(readOnly = true)
    public Map<String, EnquiryNumber> casesOf(Collection<String> taskIds) {
        if (taskIds.isEmpty()) {
            return Map.of();
        }
        Map<String, String> processes =
                tasks.createTaskQuery().taskIdIn(taskIds.toArray(String[]::new)).listPage(0, taskIds.size()).stream()
                        .filter(task -> task.getProcessInstanceId() != null)
                        .collect(Collectors.toMap(Task::getId, Task::getProcessInstanceId));
        if (processes.isEmpty()) {
            return Map.of();
        }
        Map<String, EnquiryNumber> numbers = new HashMap<>();
        for (ProcessInstance instance : runtime.createProcessInstanceQuery()
                .processInstanceIds(new HashSet<>(processes.values()))
                .listPage(0, processes.size())) {
            Optional.ofNullable(instance.getBusinessKey())
                    .flatMap(EnquiryNumber::parse)
                    .ifPresent(number -> numbers.put(instance.getProcessInstanceId(), number));
        }
        Map<String, EnquiryNumber> cases = new HashMap<>();
        processes.forEach((task, process) -> {
            EnquiryNumber number = numbers.get(process);
            if (number != null) {
                cases.put(task, number);
            }
        });
        return cases;
    }
}
