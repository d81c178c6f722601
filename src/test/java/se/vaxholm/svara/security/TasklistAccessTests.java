package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;

/** What people see by Tasklist's addresses, and for how long, with sign-ins that a real Keycloak has given. */
@SvaraBrowserTest
class TasklistAccessTests {

    @Autowired
    private TestClock clock;

    private AskedCase asked;

    @Autowired
    void somebodyAsks(AutowireCapableBeanFactory beans) {
        asked = beans.createBean(AskedCase.class);
    }

    @Test
    void anOfficerSeesTheTasksOfTheirOwnUnitAndNoOthers() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        assertThat(officer.visitor()
                        .visit("/camunda/api/admin/auth/user/default")
                        .body())
                .contains("\"tasklist\"")
                .doesNotContain("cockpit", "\"admin\"");
        assertThat(officer.tasks(asked.number())).hasSize(1);
        assertThat(officer.get("/task/" + asked.task()).statusCode()).isEqualTo(200);

        for (String who : List.of("handlaggare3", "kontaktcenter", "registrator")) {
            TasklistVisitor other = TasklistVisitor.signIn(who);
            assertThat(other.tasks(asked.number())).as(who).isEmpty();
            for (String part : List.of("", "/form", "/form-variables", "/identity-links", "/comment")) {
                assertThat(other.get("/task/" + asked.task() + part).statusCode())
                        .as("%s reads the task's %s", who, part)
                        .isBetween(403, 404);
            }
        }
    }

    @Test
    void whatLiesBehindACaseIsNotReadByItsId() throws Exception {
        TasklistVisitor other = TasklistVisitor.signIn("handlaggare3");
        TasklistVisitor own = TasklistVisitor.signIn("handlaggare2");
        for (String address : List.of(
                "/task/" + asked.task() + "/variables",
                "/task/" + asked.task() + "/variables/unit",
                "/task/" + asked.task() + "/localVariables",
                "/task/" + asked.task() + "/attachment",
                "/task/" + asked.task() + "/rendered-form",
                "/process-instance",
                "/process-definition/key/receipt/xml",
                "/variable-instance",
                "/execution",
                "/history/variable-instance",
                "/history/process-instance",
                "/history/task?taskId=" + asked.task(),
                "/history/detail",
                "/user",
                "/user?id=chef",
                "/group",
                "/identity/groups?userId=chef",
                "/authorization",
                "/deployment")) {
            assertThat(other.get(address).statusCode())
                    .as("another unit's %s", address)
                    .isEqualTo(403);
            assertThat(own.get(address).statusCode())
                    .as("own unit's %s", address)
                    .isEqualTo(403);
        }
        assertThat(other.get("/history/user-operation?taskId=" + asked.task()).body())
                .isEqualTo("[]");
        assertThat(other.visitor().visit("/arenden/" + asked.number()).statusCode())
                .isEqualTo(404);
    }

    /** Cockpit's first page asks for it. */
    @Test
    void theAdministratorSeesHowManyTasksEachGroupHas() throws Exception {
        String report = "/task/report/candidate-group-count";

        HttpResponse<String> counted = TasklistVisitor.signIn("admin").get(report);

        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(counted.body()).contains("\"groupName\":\"stadsbyggnad\"");
        assertThat(TasklistVisitor.signIn("handlaggare2").get(report).statusCode())
                .isEqualTo(403);
    }

    @Test
    void browsersKeepTasklistsFilesAndNothingElse() throws Exception {
        TestVisitor officer = TasklistVisitor.signIn("handlaggare").visitor();
        for (String file : List.of(
                "/camunda/lib/deps.js?bust=7.24.0",
                "/camunda/app/tasklist/camunda-tasklist-bootstrap.js?bust=7.24.0",
                "/camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js?bust=7.24.0")) {
            assertThat(kept(officer.visit(file))).as(file).isEqualTo("max-age=31536000, private, immutable");
        }
        for (String file : List.of(
                "/camunda/lib/deps.js",
                "/camunda/app/tasklist/styles/user-styles.css?bust=7.24.0",
                "/camunda/app/tasklist/scripts/config.js?bust=1795381769978",
                "/camunda/app/tasklist/scripts/svara/tasklist.js?bust=7.24.0",
                "/camunda/app/tasklist/locales/sv.json?bust=7.24.0")) {
            HttpResponse<String> first = officer.visit(file);
            assertThat(kept(first)).as(file).isEqualTo("no-cache, private");
            String mark = first.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> same = officer.send(HttpRequest.newBuilder(first.uri())
                    .header("If-None-Match", mark)
                    .header("If-Modified-Since", "Mon, 01 Jan 2018 00:00:00 GMT"));
            assertThat(same.statusCode()).as(file).isEqualTo(304);
            HttpResponse<String> other = officer.send(HttpRequest.newBuilder(first.uri())
                    .header("If-None-Match", "\"another\"")
                    .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"));
            assertThat(other.statusCode()).as(file).isEqualTo(200);
        }
        for (String other : List.of(
                "/camunda/app/tasklist/default/",
                "/camunda/app/tasklist/scripts/none.js?bust=7.24.0",
                "/camunda/lib/none.js?bust=7.24.0",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/engine/engine/default/task/" + asked.task(),
                "/arenden/" + asked.number())) {
            assertThat(kept(officer.visit(other))).as(other).contains("no-store");
        }
        var stranger = new TestVisitor();
        assertThat(kept(stranger.once(TestServers.applicationUrl() + "/camunda/lib/deps.js?bust=7.24.0")))
                .contains("no-store");
    }

    private static String kept(HttpResponse<String> answer) {
        return String.join("; ", answer.headers().allValues("Cache-Control"));
    }

    @Test
    void whoeverIsMovedLosesTasklistWithinMinutes() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare3");
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.leave("handlaggare3", "roll-handlaggare");
        try {
            clock.advance(Duration.ofMinutes(10));
            assertThat(officer.get("/task").statusCode()).isEqualTo(403);
            assertThat(officer.post("/task/" + asked.task() + "/claim", "{}").statusCode())
                    .isEqualTo(403);
        } finally {
            keycloak.join("handlaggare3", "roll-handlaggare");
        }
    }

    @Test
    void whoeverMovesToAnotherUnitSeesThatUnitsTasksWithinMinutes() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare3");
        assertThat(officer.tasks(asked.number())).isEmpty();
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.leave("handlaggare3", "teknik");
        keycloak.join("handlaggare3", "stadsbyggnad");
        try {
            clock.advance(Duration.ofMinutes(10));
            assertThat(officer.tasks(asked.number())).hasSize(1);
        } finally {
            keycloak.leave("handlaggare3", "stadsbyggnad");
            keycloak.join("handlaggare3", "teknik");
        }
        clock.advance(Duration.ofMinutes(10));
        assertThat(officer.tasks(asked.number())).isEmpty();
    }

    @Test
    void whoeverIsDisabledIsOutOfTasklistWithinMinutes() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare3");
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.enable("handlaggare3", false);
        try {
            clock.advance(Duration.ofMinutes(10));
            assertThat(officer.get("/task").statusCode()).isEqualTo(401);
            assertThat(officer.post("/task/" + asked.task() + "/claim", "{}").statusCode())
                    .isEqualTo(401);
        } finally {
            keycloak.enable("handlaggare3", true);
        }
    }
}
