package se.vaxholm.svara.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.TestStaff;

/** A form offers what the drawing that the case runs in knows a way for, and nothing that came later. */
class HandledOutcomesTests extends Story {

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient database;

    @Autowired
    private MockMvc mvc;

    private Deployment deployed;

    @AfterEach
    void takeTheOldDrawingAway() {
        if (deployed != null) {
            repository.deleteDeployment(deployed.getId(), true, true, true);
        }
    }

    @Test
    void theShippedModelsHandleAllThatTheirFormsOffer() {
        Enquiry enquiry = asked(byMail());

        assertThat(task(enquiry, "assess").outcomes()).containsExactlyElementsOf(Outcome.of("assess"));
    }

    @Test
    void whatAnOlderDrawingHasNoWayForIsNotOffered() throws Exception {
        runsIn(drawing().replace(" || outcome == 'NO_ANSWER_EXPECTED'", ""));
        Enquiry enquiry = asked(byMail());
        OpenTask task = task(enquiry, "assess");
        String page = "/arenden/" + enquiry.number();

        assertThat(task.outcomes())
                .contains(Outcome.ANSWER, Outcome.ANSWERED_OTHERWISE)
                .doesNotContain(Outcome.NO_ANSWER_EXPECTED);
        process.claim(task.id(), staff("handlaggare"));
        mvc.perform(get(page).with(TestStaff.staff("handlaggare")))
                .andExpect(
                        content().string(allOf(containsString("/redan-besvarat"), not(containsString("/inget-svar")))));
        mvc.perform(post(page + "/uppgifter/" + task.id())
                        .param("outcome", "NO_ANSWER_EXPECTED")
                        .with(csrf())
                        .with(TestStaff.staff("handlaggare")))
                .andExpect(status().isBadRequest());
        assertThatThrownBy(
                        () -> process.complete(task.id(), Outcome.NO_ANSWER_EXPECTED, Map.of(), staff("handlaggare")))
                .isInstanceOf(IllegalArgumentException.class);
        answers("handlaggare", enquiry, "Ja.");
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
    }

    @Test
    void aDefaultWayHandlesEverything() throws IOException {
        runsIn(drawing()
                .replace(
                        "<bpmn:exclusiveGateway id=\"Gateway_Outcome\"",
                        "<bpmn:exclusiveGateway id=\"Gateway_Outcome\" default=\"Flow_Outcome_Forward\"")
                .replaceFirst(
                        "<bpmn:conditionExpression[^>]*>\\$\\{outcome == 'FORWARD_INTERNAL'[^<]*</bpmn:conditionExpression>",
                        "")
                .replace(" || outcome == 'NO_ANSWER_EXPECTED'", ""));

        assertThat(task(asked(byMail()), "assess").outcomes()).containsExactlyElementsOf(Outcome.of("assess"));
    }

    private static String drawing() throws IOException {
        return Files.readString(Path.of("bpmn", "handling.bpmn"));
    }

    /** Puts a drawing in use that the guard would refuse today, as one from before its rules. */
    private void runsIn(String drawing) throws IOException {
        String today = drawing().replace("camunda:versionTag=\"1\"", "camunda:versionTag=\"test\"");
        deployed = repository
                .createDeployment()
                .name("HandledOutcomesTests")
                .addString("handling.bpmn", today)
                .deploy();
        database.sql("update act_ge_bytearray set bytes_ = ? where deployment_id_ = ? and name_ = 'handling.bpmn'")
                .params(drawing.getBytes(UTF_8), deployed.getId())
                .update();
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getDeploymentCache()
                .purgeCache();
    }
}
