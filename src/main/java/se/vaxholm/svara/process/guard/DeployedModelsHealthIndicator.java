package se.vaxholm.svara.process.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Judges every version that is deployed by today's rules, once after the start, and reports: in the log and as a detail of
 * health. It stops nothing, since cases run in those versions, and the house is as well as before.
 */
@Component
class DeployedModelsHealthIndicator implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DeployedModelsHealthIndicator.class);
    private static final int PAGE = 100;

    private final RepositoryService repository;
    private final ModelRules rules;
    private volatile @Nullable Report report;

    DeployedModelsHealthIndicator(RepositoryService repository, Vocabulary vocabulary) {
        this.repository = repository;
        rules = new ModelRules(vocabulary);
    }

    /** What was found after the start. */
    private record Report(int deployments, List<String> broken) {}

    @Override
    public Health health() {
        Report last = report;
        return last == null
                ? Health.unknown().build()
                : Health.up()
                        .withDetail("deployments", last.deployments())
                        .withDetail("broken", last.broken())
                        .build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void judgeWhatIsDeployed() {
        Set<String> decisions = repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .map(DecisionDefinition::getKey)
                .collect(Collectors.toSet());
        List<String> broken = new ArrayList<>();
        int deployments = 0;
        for (List<Deployment> page = page(0); !page.isEmpty(); page = page(deployments)) {
            deployments += page.size();
            page.forEach(deployment -> judge(deployment, decisions, broken));
        }
        report = new Report(deployments, List.copyOf(broken));
    }

    private List<Deployment> page(int first) {
        return repository.createDeploymentQuery().orderByDeploymentId().asc().listPage(first, PAGE);
    }

    private void judge(Deployment deployment, Set<String> decisions, List<String> broken) {
        List<ModelFile> files = repository.getDeploymentResourceNames(deployment.getId()).stream()
                .map(name -> new ModelFile(name, content(deployment.getId(), name)))
                .toList();
        List<Objection> objections = rules.judge(files, decisions::contains);
        objections.stream().map(Objection::file).distinct().forEach(file -> {
            List<Objection> own = objections.stream()
                    .filter(objection -> objection.file().equals(file))
                    .toList();
            String told = "%s, i bruk sedan %s (%s), följer inte dagens regler: %s%s"
                    .formatted(
                            file,
                            deployment.getDeploymentTime().toInstant(),
                            deployment.getId(),
                            own.get(0),
                            own.size() > 1 ? ", och %d till".formatted(own.size() - 1) : "");
            log.warn("{}", told);
            broken.add(told);
        });
    }

    private byte[] content(String deployment, String name) {
        try (InputStream content = repository.getResourceAsStream(deployment, name)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
