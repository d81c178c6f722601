package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.process.guard.RefusedModelException;

@SvaraTest
class BaselineTests {

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Clock clock;

    @Test
    void aShippedModelThatBreaksARuleStopsTheStart() throws IOException {
        String model = Files.readString(Path.of("bpmn", "receipt.bpmn"));
        Baseline baseline = new Baseline(
                repository,
                new Shipping("receipt.bpmn", model.replace("${remind}", "${''.getClass()}")),
                events,
                clock);
        long before = repository.createDeploymentQuery().count();

        assertThatThrownBy(() -> baseline.run(new DefaultApplicationArguments()))
                .isInstanceOf(RefusedModelException.class)
                .hasMessageContaining("receipt.bpmn, serviceuppgiften ”Påminn”");
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    @Test
    void whatIsInUseAlreadyIsNotDeployedAgain() throws IOException {
        String model = Files.readString(Path.of("bpmn", "receipt.bpmn"));
        long before = repository.createDeploymentQuery().count();

        new Baseline(repository, new Shipping("receipt.bpmn", model), events, clock)
                .run(new DefaultApplicationArguments());

        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    /** A jar that ships one model. */
    private static final class Shipping extends PathMatchingResourcePatternResolver {

        private final Resource model;

        Shipping(String name, String content) {
            model = new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public String getFilename() {
                    return name;
                }
            };
        }

        @Override
        public Resource[] getResources(String pattern) {
            return new Resource[] {model};
        }
    }
}
