package se.vaxholm.svara.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.process.guard.RefusedModelException;

@SvaraTest
class BaselineTests {

    @Autowired
    private Models models;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aShippedModelThatBreaksARuleStopsTheStart() {
        long before = repository.createDeploymentQuery().count();

        assertThatThrownBy(() -> start("receipt.bpmn", "${remind}", "${''.getClass()}"))
                .isInstanceOf(RefusedModelException.class)
                .hasMessageContaining("receipt.bpmn, serviceuppgiften ”Påminn”");
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    private void start(String file, String old, String replacement) {
        String model = new String(Objects.requireNonNull(ShippedModels.read().get(file)), UTF_8);
        Map<String, byte[]> shipped =
                Map.of(file, model.replace(old, replacement).getBytes(UTF_8));
        transaction.executeWithoutResult(status -> shipped.forEach(models::deployShipped));
    }
}
