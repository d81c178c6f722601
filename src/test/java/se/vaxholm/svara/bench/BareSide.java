package se.vaxholm.svara.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.variable.Variables;

/**
 * The bare engine with Svara's models and Svara's settings of history, jobs and indexes, where every step does nothing: no
 * case, no letter, no journal, no rights. Ids and connections are as the engine ships them.
 */
public final class BareSide {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final AtomicLong number = new AtomicLong();

    private BareSide(ProcessEngine engine) {
        runtime = engine.getRuntimeService();
        tasks = engine.getTaskService();
    }

    public static void main(String[] arguments) throws IOException {
        ProcessEngine engine = engine(arguments[0], arguments[1], arguments[2]);
        deploy(engine.getRepositoryService());
        BareSide side = new BareSide(engine);
        Orders.follow(Map.of(
                "starts",
                n -> Long.toString(Clients.run(n[0], n[1], i -> side.start(i))),
                "lives",
                n -> Long.toString(Clients.run(n[0], n[1], i -> side.live(i))),
                "case",
                n -> side.start(n[0])));
        engine.close();
    }

    private static ProcessEngine engine(String url, String user, String password) {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(url);
        connections.setUsername(user);
        connections.setPassword(password);
        connections.setMaximumPoolSize(20);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(connections);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setHistoryTimeToLive("P36500D");
        configuration.setHistoryRemovalTimeStrategy("start");
        configuration.setHistoryCleanupEnabled(false);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        configuration.setEnsureJobDueDateNotNull(true);
        // As the engine's Spring Boot starter has it.
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setJobExecutorAcquireByDueDate(true);
        configuration.setJobExecutor(executor());
        configuration.setJobExecutorActivate(true);
        configuration.setBeans(new HashMap<>(words()));
        return configuration.buildProcessEngine();
    }

    private static DefaultJobExecutor executor() {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setWaitTimeInMillis(500);
        executor.setMaxWait(1000);
        executor.setMaxJobsPerAcquisition(20);
        executor.setCorePoolSize(4);
        executor.setMaxPoolSize(8);
        executor.setQueueSize(20);
        return executor;
    }

    /** The least by which the models run on: what their gateways ask for. */
    private static Map<Object, Object> words() {
        JavaDelegate nothing = execution -> {};
        Map<Object, Object> words = new HashMap<>();
        for (String step : List.of(
                "acknowledge",
                "notifyUnit",
                "remind",
                "tellHandler",
                "notifyManager",
                "recordAnsweredOtherwise",
                "recordNoAnswerExpected",
                "recordCall",
                "recordReachedOtherwise",
                "recordActedOn",
                "countAsLate",
                "nextLevel",
                "resumeEscalation",
                "closeEnquiry",
                "closeForGood")) {
            words.put(step, nothing);
        }
        words.put("assignUnit", (JavaDelegate) execution -> execution.setVariable("unitMissing", false));
        words.put("sendAnswer", (JavaDelegate) execution -> execution.setVariable("reply", "MAIL"));
        words.put("seeResult", (JavaDelegate)
                execution -> execution.setVariable("result", Variables.stringValue("DONE", true)));
        words.put("openFollowUp", (JavaDelegate) execution -> {
            execution.setVariable("followUpUntil", Date.from(Instant.now().plus(Duration.ofDays(30))));
            execution.setVariable("contactWanted", false);
        });
        words.put("calendar", new Hours());
        return words;
    }

    /** Stands in for the working calendar. */
    public static final class Hours {
        public Date workingHoursFromNow(Number hours) {
            return Date.from(Instant.now().plus(Duration.ofHours(hours.longValue())));
        }
    }

    private static void deploy(RepositoryService repository) {
        for (String model : List.of(
                "receipt.bpmn",
                "handling.bpmn",
                "direct-answer.bpmn",
                "follow-up.bpmn",
                "escalation.bpmn",
                "routing.dmn",
                "escalation.dmn")) {
            repository
                    .createDeployment()
                    .name(model)
                    .enableDuplicateFiltering(true)
                    .addInputStream(model, open(Path.of("bpmn", model)))
                    .deploy();
        }
    }

    private static java.io.InputStream open(Path file) {
        try {
            return java.nio.file.Files.newInputStream(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String start(int i) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> variables = new HashMap<>();
        variables.put("enquiryId", UUID.randomUUID().toString());
        variables.put("channel", "WEB");
        variables.put("kind", "QUESTION");
        variables.put("categoryId", PublicForm.CATEGORIES[i % PublicForm.CATEGORIES.length]);
        variables.put("legalKind", "");
        variables.put("topics", "");
        variables.put("answeredOnTheSpot", false);
        variables.put("answerDueAt", Date.from(now.plus(Duration.ofDays(3))));
        variables.put("remindAt", Date.from(now.plus(Duration.ofDays(2))));
        String key = "VS-2026-" + (100_000 + number.incrementAndGet());
        runtime.startProcessInstanceByKey("receipt", key, variables);
        return key;
    }

    private void live(int i) {
        String key = start(i);
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(key)
                .singleResult()
                .getId();
        tasks.claim(task, "handlaggare");
        tasks.complete(task, Map.of("outcome", "ANSWER"));
    }
}
