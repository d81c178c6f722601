package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.process.guard.ShippedFiles.RECEIPT;
import static se.vaxholm.svara.process.guard.ShippedFiles.with;
import static se.vaxholm.svara.security.TestStaff.staff;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.impl.DeploymentRestServiceImpl;
import org.camunda.bpm.engine.rest.mapper.MultipartFormData;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.process.ModelRefusedException;
import se.vaxholm.svara.process.Models;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** Whichever way a model comes to the engine, it is judged first, and what is refused leaves no trace. */
@SvaraTest
class GuardedEngineTests {

    private static final ModelFile HOSTILE =
            with(RECEIPT, "camunda:delegateExpression=\"${remind}\"", "camunda:class=\"java.lang.Runtime\"");

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Models models;

    @Autowired
    private IdentityService identities;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TransactionTemplate transaction;

    private List<Long> stored;

    @BeforeEach
    void countWhatIsStored() {
        stored = rows();
    }

    @AfterEach
    void nothingHasBeenStored() {
        assertThat(rows()).isEqualTo(stored);
    }

    private List<Long> rows() {
        return List.of(
                        "act_re_deployment",
                        "act_ge_bytearray",
                        "act_re_procdef",
                        "act_re_decision_def",
                        "act_re_case_def")
                .stream()
                .map(table -> database.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .toList();
    }

    /** And all that is no model, or not even a file that could be one. */
    static Stream<WrongModel> oneOfEachRule() {
        Set<Rule> seen = EnumSet.noneOf(Rule.class);
        return RefusedModelsTests.wrong()
                .filter(wrong -> seen.add(wrong.rule()) || wrong.rule() == Rule.FIL || wrong.rule() == Rule.XML);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachRule")
    void whatBreaksARuleIsNotStored(WrongModel wrong) {
        DeploymentBuilder deployment = repository.createDeployment();
        wrong.files().forEach(file -> add(deployment, file));

        assertThatThrownBy(deployment::deploy)
                .isInstanceOfSatisfying(
                        RefusedModelException.class,
                        refused -> assertThat(refused.objections())
                                .extracting(Objection::rule)
                                .contains(wrong.rule()));
    }

    @Test
    void twoHundredHostileModelsAreRefused() {
        assertThat(new HostileModels(3).some(200))
                .hasSize(200)
                .allSatisfy(model -> assertThatThrownBy(
                                () -> add(repository.createDeployment(), model).deploy())
                        .isInstanceOf(RefusedModelException.class)
                        .hasMessageContaining("(regel: "));
    }

    @Test
    void aZipIsJudgedFileByFile() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream files = new ZipOutputStream(zip)) {
            for (ModelFile file : List.of(ShippedFiles.all().get(3), new ModelFile("form.html", new byte[] {'<'}))) {
                files.putNextEntry(new ZipEntry(file.name()));
                files.write(file.content());
            }
        }
        DeploymentBuilder deployment = repository
                .createDeployment()
                .addZipInputStream(new ZipInputStream(new ByteArrayInputStream(zip.toByteArray())));

        assertThatThrownBy(deployment::deploy)
                .hasMessageContaining("form.html: bara filer som slutar på .bpmn eller .dmn");
    }

    @Test
    void aModelMadeByCodeIsJudged() {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .addModelInstance(
                        RECEIPT,
                        Bpmn.createExecutableProcess("receipt")
                                .startEvent()
                                .scriptTask()
                                .scriptFormat("javascript")
                                .scriptText("1")
                                .endEvent()
                                .done());

        assertThatThrownBy(deployment::deploy).isInstanceOf(RefusedModelException.class);
    }

    @Test
    void aModelForOneOfSeveralTenantsIsRefused() {
        DeploymentBuilder deployment = add(
                repository.createDeployment().tenantId("x"), ShippedFiles.all().get(0));

        assertThatThrownBy(deployment::deploy).isInstanceOf(RefusedModelException.class);
    }

    @Test
    void theWayOfTheRestInterfaceLeadsThroughTheGuardToo() {
        MultipartFormData data = new MultipartFormData();
        data.addPart(new Part(HOSTILE));

        assertThatThrownBy(
                        () -> new DeploymentRestServiceImpl("default", new ObjectMapper()).createDeployment(null, data))
                .isInstanceOfSatisfying(
                        RefusedModelException.class,
                        refused -> assertThat(
                                        ExceptionHandlerHelper.getInstance().getStatus(refused))
                                .isEqualTo(Response.Status.BAD_REQUEST))
                .hasMessageContaining("attributet camunda:class används inte i Svara: modeller når program bara genom");
    }

    @Test
    void ourOwnWayForProcessOwnersTellsEachObjection() {
        Actor owner = TestStaff.named("processagare").asActor();

        assertThatThrownBy(() -> models.publish(Map.of(RECEIPT, HOSTILE.content()), owner, "Ny påminnelse."))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.problems())
                                .isNotEmpty()
                                .allMatch(problem -> problem.matches("receipt\\.bpmn, .* \\(regel: [a-z-]+\\)")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"processagare", "handlaggare", "chef", "registrator", "revisor"})
    void nobodyReachesTheDeploymentsOfCamunda(String user) throws Exception {
        mvc.perform(post("/camunda/api/engine/engine/default/deployment/create")
                        .with(csrf())
                        .with(staff(user)))
                .andExpect(status().isForbidden());
        mvc.perform(post("/engine-rest/deployment/create").with(csrf()).with(staff(user)))
                .andExpect(status().is4xxClientError());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "processagare", "handlaggare"})
    void nobodyHasTheRightToDeploy(String user) {
        Staff person = TestStaff.named(user);
        identities.setAuthentication(user, List.copyOf(person.groups()));
        try {
            DeploymentBuilder deployment = add(repository.createDeployment(), with(RECEIPT, "\"1\"", "\"2\""));

            assertThatThrownBy(deployment::deploy).isInstanceOf(AuthorizationException.class);
        } finally {
            identities.clearAuthentication();
        }
    }

    @Test
    void whatIsDeployedAlreadyIsReadAgainWithoutBeingJudged() {
        transaction.executeWithoutResult(status -> {
            Deployment deployment = add(
                            repository.createDeployment(), with(RECEIPT, "versionTag=\"1\"", "versionTag=\"2\""))
                    .deploy();
            database.sql("update act_ge_bytearray set bytes_ = ? where deployment_id_ = ?")
                    .params(HOSTILE.content(), deployment.getId())
                    .update();
            String definition = repository
                    .createProcessDefinitionQuery()
                    .deploymentId(deployment.getId())
                    .singleResult()
                    .getId();

            assertThat(repository.getBpmnModelInstance(definition)).isNotNull();
            status.setRollbackOnly();
        });
    }

    private static DeploymentBuilder add(DeploymentBuilder deployment, ModelFile file) {
        return deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content()));
    }

    /** A file as the REST interface takes it. */
    private static final class Part extends MultipartFormData.FormPart {

        Part(ModelFile file) {
            fieldName = file.name();
            fileName = file.name();
            binaryContent = file.content();
        }
    }
}
