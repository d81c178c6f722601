package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.history.HistoricIdentityLinkLog;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.CaseHistory.Holding;
import se.vaxholm.svara.process.CaseHistory.Step;

/** Tells from the engine's log of who was linked to a task when, who had it from when till when. */
final class TaskHolders {

    private static final String ADDED = "add";

    private TaskHolders() {}

    /** @param log oldest first */
    static List<Holding> of(List<Step> steps, List<HistoricIdentityLinkLog> log) {
        Map<String, List<HistoricIdentityLinkLog>> byTask = log.stream()
                .filter(link -> link.getTaskId() != null)
                .collect(Collectors.groupingBy(HistoricIdentityLinkLog::getTaskId));
        List<Holding> holdings = new ArrayList<>();
        for (Step step : steps) {
            if (step.taskId() != null) {
                holdings.addAll(ofTask(step, byTask.getOrDefault(step.taskId(), List.of())));
            }
        }
        return List.copyOf(holdings);
    }

    private static List<Holding> ofTask(Step step, List<HistoricIdentityLinkLog> log) {
        List<String> groups = log.stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && isAdded(link))
                .map(HistoricIdentityLinkLog::getGroupId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<Holding> holdings = new ArrayList<>();
        String person = null;
        Instant from = step.startedAt();
        for (HistoricIdentityLinkLog link : log) {
            Instant at = link.getTime().toInstant();
            boolean over = step.endedAt() != null && !at.isBefore(step.endedAt());
            if (!IdentityLinkType.ASSIGNEE.equals(link.getType()) || (over && !isAdded(link))) {
                // What is logged when the task ends ends no holding: the task's own end does.
                continue;
            }
            String next = isAdded(link) ? link.getUserId() : null;
            if (!Objects.equals(next, person)) {
                add(holdings, step, groups, person, from, at);
                person = next;
                from = at;
            }
        }
        add(holdings, step, groups, person, from, step.endedAt());
        return holdings;
    }

    private static void add(
            List<Holding> holdings,
            Step step,
            List<String> groups,
            @Nullable String person,
            Instant from,
            @Nullable Instant until) {
        if (!from.equals(until) || person != null) {
            holdings.add(new Holding(step, groups, person, from, until));
        }
    }

    private static boolean isAdded(HistoricIdentityLinkLog link) {
        return ADDED.equals(link.getOperationType());
    }
}
