package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.process.guard.ShippedFiles.LATE;
import static se.vaxholm.svara.process.guard.ShippedFiles.ROUTING;
import static se.vaxholm.svara.process.guard.ShippedFiles.with;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;

/** What is in use from before a rule is told of, and goes on. */
@SvaraTest
@ExtendWith(OutputCaptureExtension.class)
class DeployedModelsTests {

    @Autowired
    private DeployedModelsHealthIndicator deployed;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MockMvc mvc;

    @AfterEach
    void judgeAgainWithoutThem() {
        deployed.judgeWhatIsDeployed();
    }

    @Test
    void afterTheStartAllThatIsShippedHasBeenJudgedAndNothingIsBroken() {
        Health health = deployed.health();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat((int) health.getDetails().get("deployments")).isGreaterThanOrEqualTo(5);
        assertThat(health.getDetails()).containsEntry("broken", List.of());
    }

    @Test
    void processesAndTablesFromBeforeARuleAreToldOfInALineEachAndTheHouseIsStillUp(CapturedOutput log)
            throws Exception {
        transaction.executeWithoutResult(status -> {
            fromBefore(
                    with(LATE, "versionTag=\"1\"", "versionTag=\"2\""),
                    with(LATE, "camunda:candidateGroups=\"${escalationGroup}\"", "camunda:assignee=\"chef\""));
            fromBefore(
                    with(ROUTING, "versionTag=\"1\"", "versionTag=\"2\""),
                    with(ROUTING, "<text>\"socialtjanst\"</text>", "<text>${unit}</text>"));
            deployed.judgeWhatIsDeployed();
            status.setRollbackOnly();
        });

        assertThat(deployed.health().getStatus()).isEqualTo(Status.UP);
        assertThat(deployed.health().getDetails().get("broken"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .hasSize(2)
                .anyMatch(told ->
                        told.contains("användaruppgiften ”Ta hand om försenat ärende”") && told.contains("och 1 till"))
                .anyMatch(told -> told.startsWith(ROUTING));
        assertThat(log.getOut().lines().filter(line -> line.contains("följer inte dagens regler")))
                .hasSize(2);
        mvc.perform(get("/actuator/health"))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.not(Matchers.containsString("regler"))));
    }

    private void fromBefore(ModelFile today, ModelFile before) {
        Deployment deployment = repository
                .createDeployment()
                .addInputStream(today.name(), new ByteArrayInputStream(today.content()))
                .deploy();
        database.sql("update act_ge_bytearray set bytes_ = ? where deployment_id_ = ?")
                .params(before.content(), deployment.getId())
                .update();
    }
}
