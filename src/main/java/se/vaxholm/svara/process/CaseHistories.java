package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricIdentityLinkLog;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.process.CaseHistory.Failure;
import se.vaxholm.svara.process.CaseHistory.Run;
import se.vaxholm.svara.process.CaseHistory.Step;

/** Reads what the engine remembers of a case, by the same few questions however much that is. */
@Service
public class CaseHistories {

    /** More than a case has in its life; what is over it is left out and said so. */
    static final int MOST = 3_000;

    private static final int MOST_RUNS = 200;

    private static final Map<String, ModelView.Kind> KINDS = Map.ofEntries(
            Map.entry("userTask", ModelView.Kind.USER_TASK),
            Map.entry("businessRuleTask", ModelView.Kind.DECISION),
            Map.entry("callActivity", ModelView.Kind.CALL),
            Map.entry("subProcess", ModelView.Kind.SUB_PROCESS),
            Map.entry("exclusiveGateway", ModelView.Kind.CHOICE),
            Map.entry("inclusiveGateway", ModelView.Kind.CHOICE),
            Map.entry("parallelGateway", ModelView.Kind.PARALLEL),
            Map.entry("eventBasedGateway", ModelView.Kind.FIRST_OF),
            Map.entry("startEvent", ModelView.Kind.START),
            Map.entry("boundaryTimer", ModelView.Kind.TIME),
            Map.entry("intermediateTimer", ModelView.Kind.TIME),
            Map.entry("boundaryMessage", ModelView.Kind.MESSAGE),
            Map.entry("intermediateMessageCatch", ModelView.Kind.MESSAGE),
            Map.entry("terminateEndEvent", ModelView.Kind.TERMINATE),
            Map.entry("noneEndEvent", ModelView.Kind.END));

    private final HistoryService history;
    private final CommandExecutor engine;
    private final Rulings rulings;

    CaseHistories(HistoryService history, ProcessEngineConfigurationImpl configuration, Rulings rulings) {
        this.history = history;
        this.rulings = rulings;
        engine = configuration.getCommandExecutorTxRequired();
    }

    /** Everything up to now, oldest first; empty for a case that has not been through a process. */
    @Transactional(readOnly = true)
    public CaseHistory of(EnquiryNumber number) {
        return engine.execute(command -> read(number.value(), command));
    }

    private CaseHistory read(String number, CommandContext command) {
        List<HistoricProcessInstance> instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .asc()
                .listPage(0, MOST_RUNS);
        List<Run> runs = instances.stream().map(CaseHistories::run).toList();
        if (runs.isEmpty()) {
            return new CaseHistory(runs, List.of(), List.of(), List.of(), List.of(), List.of(), false);
        }
        Rows rows = new Rows(
                command,
                instances.stream()
                        .map(HistoricProcessInstance::getRootProcessInstanceId)
                        .distinct()
                        .toList());
        List<Step> steps = rows.<HistoricActivityInstance>select("selectStepsOfCase").stream()
                .map(CaseHistories::step)
                .toList();
        List<HistoricJobLog> jobs = rows.select("selectTimersOfCase");
        return new CaseHistory(
                runs,
                steps,
                TaskHolders.of(steps, rows.<HistoricIdentityLinkLog>select("selectHoldersOfCase")),
                timers(jobs),
                jobs.stream()
                        .filter(HistoricJobLog::isFailureLog)
                        .map(log -> new Failure(
                                log.getProcessDefinitionId(),
                                element(log),
                                log.getTimestamp().toInstant()))
                        .toList(),
                rulings.of(rows),
                rows.isCut() || runs.size() == MOST_RUNS);
    }

    /** Rows of the engine's history of one case. */
    static final class Rows {

        private final CommandContext command;
        private final List<String> roots;
        private boolean cut;

        Rows(CommandContext command, List<String> roots) {
            this.command = command;
            this.roots = roots;
        }

        @SuppressWarnings("unchecked")
        <T> List<T> select(String statement) {
            List<T> found = command.getDbEntityManager()
                    .selectListWithRawParameter(statement, Map.of("roots", roots, "most", MOST), 0, MOST);
            cut |= found.size() == MOST;
            return found;
        }

        boolean isCut() {
            return cut;
        }
    }

    private static Run run(HistoricProcessInstance instance) {
        return new Run(
                instance.getId(),
                instance.getSuperProcessInstanceId(),
                instance.getProcessDefinitionKey(),
                instance.getProcessDefinitionId(),
                instance.getStartTime().toInstant(),
                orNull(instance.getEndTime()),
                HistoricProcessInstance.STATE_INTERNALLY_TERMINATED.equals(instance.getState())
                        || HistoricProcessInstance.STATE_EXTERNALLY_TERMINATED.equals(instance.getState()));
    }

    private static Step step(HistoricActivityInstance activity) {
        return new Step(
                activity.getId(),
                activity.getProcessInstanceId(),
                activity.getProcessDefinitionId(),
                activity.getActivityId(),
                Objects.requireNonNullElse(activity.getActivityName(), "")
                        .strip()
                        .replaceAll("\\s+", " "),
                KINDS.getOrDefault(activity.getActivityType(), ModelView.Kind.STEP),
                activity.getStartTime().toInstant(),
                orNull(activity.getEndTime()),
                activity.isCanceled(),
                activity.getTaskId());
    }

    private static List<CaseHistory.Timer> timers(List<HistoricJobLog> jobs) {
        Map<String, List<HistoricJobLog>> byJob = jobs.stream()
                .filter(log -> String.valueOf(log.getJobDefinitionType()).startsWith("timer"))
                .collect(Collectors.groupingBy(HistoricJobLog::getJobId, LinkedHashMap::new, Collectors.toList()));
        List<CaseHistory.Timer> timers = new ArrayList<>();
        byJob.values().forEach(logs -> {
            HistoricJobLog set = logs.get(0);
            HistoricJobLog last = logs.get(logs.size() - 1);
            timers.add(new CaseHistory.Timer(
                    set.getProcessDefinitionId(),
                    element(set),
                    set.getTimestamp().toInstant(),
                    orNull(last.getJobDueDate()),
                    when(logs.stream().filter(HistoricJobLog::isSuccessLog).toList()),
                    when(logs.stream().filter(HistoricJobLog::isDeletionLog).toList())));
        });
        return List.copyOf(timers);
    }

    private static String element(HistoricJobLog log) {
        return Objects.requireNonNullElse(log.getActivityId(), "");
    }

    private static @Nullable Instant when(List<HistoricJobLog> logs) {
        return logs.isEmpty() ? null : logs.get(logs.size() - 1).getTimestamp().toInstant();
    }

    private static @Nullable Instant orNull(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
