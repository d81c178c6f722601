package se.vaxholm.svara.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.security.Actor;

/**
 * Moves cases that began in an earlier version of a process to the one in use. What they wait for stays as it is: a timer
 * keeps the moment that it was given, and one that has gone off is not set again.
 */
@Service
public class Migration {

    /** Cases read at a time; each is moved in a transaction of its own. */
    private static final int BATCH = 50;

    private static final int LONGEST_REASON = 300;

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final Enquiries enquiries;
    private final FollowedVersions versions;
    private final TransactionTemplate each;

    Migration(
            RepositoryService repository,
            RuntimeService runtime,
            ManagementService management,
            Enquiries enquiries,
            FollowedVersions versions,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.runtime = runtime;
        this.management = management;
        this.enquiries = enquiries;
        this.versions = versions;
        each = new TransactionTemplate(transactions);
    }

    /**
     * What a move would mean for the cases of one earlier version.
     *
     * @param standing how many stand at each element, by its name
     * @param unmapped what the version in use does not have at the same place: who stands or waits there stays
     */
    public record Outlook(
            String process, int from, int to, long cases, Map<String, Long> standing, List<String> unmapped) {}

    /** What came of moving the cases of one earlier version. */
    public record Outcome(String process, int from, int to, int moved, List<Stayed> stayed) {}

    /** A case that could not be moved, and goes on as it began. */
    public record Stayed(String number, String why) {}

    /** What a move to the version in use would mean, an earlier version at a time; nothing is changed. */
    public List<Outlook> outlook(Contract process) {
        ProcessDefinition to = versions.latest(process);
        return earlier(process, to).stream().map(from -> outlook(from, to)).toList();
    }

    private Outlook outlook(ProcessDefinition from, ProcessDefinition to) {
        Set<String> mapped = mapped(plan(from, to));
        Map<String, Long> standing = new LinkedHashMap<>();
        List<String> unmapped = new ArrayList<>();
        management.createActivityStatisticsQuery(from.getId()).list().forEach(at -> {
            standing.merge(name(from, at.getId()), (long) at.getInstances(), Long::sum);
            if (!mapped.contains(at.getId())) {
                unmapped.add(name(from, at.getId()));
            }
        });
        timers(from).stream()
                .filter(timer -> !mapped.contains(timer))
                .filter(timer -> management
                                .createJobQuery()
                                .processDefinitionId(from.getId())
                                .activityId(timer)
                                .count()
                        > 0)
                .forEach(timer -> unmapped.add(name(from, timer)));
        return new Outlook(
                to.getKey(),
                from.getVersion(),
                to.getVersion(),
                running(from),
                Map.copyOf(standing),
                unmapped.stream().distinct().sorted().toList());
    }

    /** Moves what can be moved to the version in use, a case at a time; what can't stays as it is and is named. */
    public List<Outcome> carryOut(Contract process, Actor by, String comment) {
        ProcessDefinition to = versions.latest(process);
        return earlier(process, to).stream()
                .map(from -> carryOut(from, to, by, comment))
                .toList();
    }

    private Outcome carryOut(ProcessDefinition from, ProcessDefinition to, Actor by, String comment) {
        MigrationPlan plan = plan(from, to);
        Set<String> timers = new HashSet<>(timers(from));
        timers.removeAll(mapped(plan));
        int moved = 0;
        List<Stayed> stayed = new ArrayList<>();
        for (List<ProcessInstance> batch = batch(from, 0); !batch.isEmpty(); batch = batch(from, stayed.size())) {
            for (ProcessInstance instance : batch) {
                String why = move(instance, plan, timers, from, to, by, comment);
                if (why == null) {
                    moved++;
                } else {
                    stayed.add(new Stayed(number(instance), why));
                }
            }
        }
        return new Outcome(to.getKey(), from.getVersion(), to.getVersion(), moved, List.copyOf(stayed));
    }

    /** @return why it stayed, or null when it was moved or is not there any more */
    private @Nullable String move(
            ProcessInstance instance,
            MigrationPlan plan,
            Set<String> lostTimers,
            ProcessDefinition from,
            ProcessDefinition to,
            Actor by,
            String comment) {
        try {
            return each.execute(status -> {
                String id = (String) Objects.requireNonNull(
                        runtime.getVariable(instance.getId(), Variables.ENQUIRY_ID), "a process without a case");
                UUID enquiryId = UUID.fromString(id);
                enquiries.lock(enquiryId);
                boolean there = runtime.createProcessInstanceQuery()
                                .processInstanceId(instance.getId())
                                .processDefinitionId(from.getId())
                                .count()
                        > 0;
                if (!there) {
                    return null;
                }
                // The engine would drop the timer and begin a new one, maybe in the past.
                List<String> lost = management.createJobQuery().processInstanceId(instance.getId()).list().stream()
                        .map(job -> management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getActivityId())
                        .filter(lostTimers::contains)
                        .map(timer -> name(from, timer))
                        .toList();
                if (!lost.isEmpty()) {
                    return "väntar på en tid som inte finns i version %d: %s"
                            .formatted(to.getVersion(), String.join(", ", lost));
                }
                runtime.newMigration(plan).processInstanceIds(instance.getId()).execute();
                versions.moves(enquiryId, number(instance), from, to, by, comment);
                return null;
            });
        } catch (ProcessEngineException | DataAccessException | IllegalArgumentException | NullPointerException e) {
            return reason(e);
        }
    }

    private static String reason(RuntimeException e) {
        String told = String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return told.substring(0, Math.min(told.length(), LONGEST_REASON));
    }

    private static String number(ProcessInstance instance) {
        return instance.getBusinessKey() == null ? instance.getId() : instance.getBusinessKey();
    }

    /** Everything with the same id and kind at a place that is the same; never with its timers set anew. */
    private MigrationPlan plan(ProcessDefinition from, ProcessDefinition to) {
        return runtime.createMigrationPlan(from.getId(), to.getId())
                .mapEqualActivities()
                .build();
    }

    private static Set<String> mapped(MigrationPlan plan) {
        return plan.getInstructions().stream()
                .map(MigrationInstruction::getSourceActivityId)
                .collect(Collectors.toSet());
    }

    private List<String> timers(ProcessDefinition definition) {
        return management.createJobDefinitionQuery().processDefinitionId(definition.getId()).list().stream()
                .map(JobDefinition::getActivityId)
                .toList();
    }

    private List<ProcessDefinition> earlier(Contract process, ProcessDefinition latest) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process.id())
                .orderByProcessDefinitionVersion()
                .asc()
                .list()
                .stream()
                .filter(definition -> definition.getVersion() < latest.getVersion() && running(definition) > 0)
                .toList();
    }

    private long running(ProcessDefinition definition) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .count();
    }

    /** @param first how many have stayed already, which come first again */
    private List<ProcessInstance> batch(ProcessDefinition definition, int first) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .orderByProcessInstanceId()
                .asc()
                .listPage(first, BATCH);
    }

    private String name(ProcessDefinition definition, String element) {
        return repository.getBpmnModelInstance(definition.getId()).getModelElementById(element)
                                instanceof FlowElement named
                        && named.getName() != null
                        && !named.getName().isBlank()
                ? named.getName()
                : element;
    }
}
