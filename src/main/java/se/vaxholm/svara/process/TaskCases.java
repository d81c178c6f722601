package se.vaxholm.svara.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    private final TaskService tasks;
    private final RuntimeService runtime;

    TaskCases(TaskService tasks, RuntimeService runtime) {
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @Transactional(readOnly = true)
    public Optional<EnquiryNumber> caseOf(String taskId) {
        return Optional.ofNullable(casesOf(Set.of(taskId)).get(taskId));
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
