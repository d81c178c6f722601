package se.vaxholm.svara.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/** Deploys the models that Svara is shipped with, as long as their owners have not put versions of their own in use. */
@Component
class Baseline implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Baseline.class);
    private static final String SOURCE = "baseline";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;
    private final ApplicationEventPublisher events;
    private final java.time.Clock clock;

    Baseline(
            RepositoryService repository,
            ResourcePatternResolver resources,
            ApplicationEventPublisher events,
            java.time.Clock clock) {
        this.repository = repository;
        this.resources = resources;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        for (Resource model : resources.getResources("classpath*:bpmn/*.*")) {
            String name = model.getFilename();
            if (name != null && (name.endsWith(".bpmn") || name.endsWith(".dmn"))) {
                deploy(name, model);
            }
        }
    }

    private void deploy(String name, Resource model) throws IOException {
        if (ownedByOthers(name)) {
            log.info("{}: a version of its owners is in use, the shipped one is left aside", name);
            return;
        }
        DeploymentBuilder deployment =
                repository.createDeployment().name(name).source(SOURCE).enableDuplicateFiltering(true);
        try (InputStream content = model.getInputStream()) {
            DeploymentWithDefinitions deployed =
                    deployment.addInputStream(name, content).deployWithResult();
            if (deployed.getDeployedProcessDefinitions() != null || deployed.getDeployedDecisionDefinitions() != null) {
                log.info("{}: deployed", name);
                events.publishEvent(new Deed(
                        Deed.What.MODEL_DEPLOYED,
                        null,
                        null,
                        Actor.SYSTEM,
                        clock.instant(),
                        Map.of("model", name, "deployment", deployed.getId())));
            }
        }
    }

    private boolean ownedByOthers(String name) {
        return repository
                .createDeploymentQuery()
                .deploymentName(name)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .map(Deployment::getSource)
                .anyMatch(source -> !SOURCE.equals(source));
    }
}
