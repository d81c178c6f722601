package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.security.TasklistVisitor.message;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;

/** What people can see and do by Tasklist's addresses, and what they cannot, with sign-ins that a real Keycloak has given. */
@SvaraBrowserTest
class TasklistAccessTests {

    private static final String ANSWER = "{\"variables\":{\"outcome\":{\"value\":\"ANSWER\"}}}";

    @Autowired
    private Intake intake;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private EnquiryProcess process;

    @Autowired
    private Drafts drafts;

    @Autowired
    private TestClock clock;

    private Enquiry enquiry;
    private String task;

    @BeforeEach
    void somebodyAsks() {
        enquiry = question("bygglov");
        task = assess(enquiry);
    }

    @Test
    void anOfficerSeesTheTasksOfTheirOwnUnitAndNoOthers() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        assertThat(officer.visitor()
                        .visit("/camunda/api/admin/auth/user/default")
                        .body())
                .contains("\"tasklist\"")
                .doesNotContain("cockpit", "\"admin\"");
        assertThat(officer.tasks(enquiry.number().value())).hasSize(1);
        assertThat(officer.get("/task/" + task).statusCode()).isEqualTo(200);

        for (String who : List.of("handlaggare3", "kontaktcenter", "registrator")) {
            TasklistVisitor other = TasklistVisitor.signIn(who);
            assertThat(other.tasks(enquiry.number().value())).as(who).isEmpty();
            for (String part : List.of("", "/form", "/form-variables", "/identity-links", "/comment")) {
                assertThat(other.get("/task/" + task + part).statusCode())
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
                "/task/" + task + "/variables",
                "/task/" + task + "/variables/unit",
                "/task/" + task + "/localVariables",
                "/task/" + task + "/attachment",
                "/task/" + task + "/rendered-form",
                "/process-instance",
                "/process-definition/key/receipt/xml",
                "/variable-instance",
                "/execution",
                "/history/variable-instance",
                "/history/process-instance",
                "/history/task?taskId=" + task,
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
        assertThat(other.get("/history/user-operation?taskId=" + task).body()).isEqualTo("[]");
        assertThat(other.visitor().visit("/arenden/" + enquiry.number()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTaskIsTakenGivenBackAndDone() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        assertThat(officer.post("/task/" + task + "/claim", "{\"userId\":\"handlaggare\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(now().handlerName()).isEqualTo("Maja Brygglund");
        assertThat(officer.post("/task/" + task + "/unclaim", "").statusCode()).isEqualTo(204);
        assertThat(now().isUnclaimed()).isTrue();
        officer.post("/task/" + task + "/claim", "{}");
        write("Ja.");
        assertThat(officer.post("/task/" + task + "/submit-form", ANSWER).statusCode())
                .isEqualTo(204);
        assertThat(now().firstResponseAt()).isNotNull();

        HttpResponse<String> again = officer.post("/task/" + task + "/complete", ANSWER);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(message(again)).isEqualTo("Maja Brygglund har redan gjort uppgiften.");
    }

    @Test
    void whoeverComesSecondReadsWhoWasFirst() throws Exception {
        taken("handlaggare");
        write("Ja.");
        TasklistVisitor second = TasklistVisitor.signIn("handlaggare2");
        for (String deed : List.of("claim", "unclaim", "complete", "submit-form")) {
            HttpResponse<String> refused = second.post("/task/" + task + "/" + deed, ANSWER);
            assertThat(refused.statusCode()).as(deed).isEqualTo(409);
            assertThat(message(refused)).as(deed).isEqualTo("Maja Brygglund har tagit uppgiften.");
        }
        assertThat(now().firstResponseAt()).isNull();
        assertThat(now().handlerId()).isEqualTo("handlaggare");
    }

    @Test
    void ofTwoWhoTakeItAtOnceOneReadsTheOthersName() throws Exception {
        List<TasklistVisitor> both =
                List.of(TasklistVisitor.signIn("handlaggare"), TasklistVisitor.signIn("handlaggare2"));
        CyclicBarrier start = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<HttpResponse<String>>> claims = both.stream()
                    .<Callable<HttpResponse<String>>>map(person -> () -> {
                        start.await();
                        return person.post("/task/" + task + "/claim", "{}");
                    })
                    .toList();
            List<HttpResponse<String>> answers = new java.util.ArrayList<>();
            for (Future<HttpResponse<String>> answer : pool.invokeAll(claims)) {
                answers.add(answer.get());
            }
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 409);
            HttpResponse<String> late = answers.get(answers.get(0).statusCode() == 409 ? 0 : 1);
            assertThat(message(late)).isEqualTo(now().handlerName() + " har tagit uppgiften.");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anotherUnitsTaskIsNobodysToTouch() throws Exception {
        taken("handlaggare");
        write("Ja.");
        for (String who : List.of("handlaggare3", "kontaktcenter", "registrator")) {
            TasklistVisitor other = TasklistVisitor.signIn(who);
            for (String deed : List.of("claim", "unclaim", "complete", "submit-form")) {
                HttpResponse<String> refused = other.post("/task/" + task + "/" + deed, ANSWER);
                assertThat(refused.statusCode()).as("%s, %s", who, deed).isBetween(403, 409);
            }
        }
        TasklistVisitor other = TasklistVisitor.signIn("handlaggare3");
        HttpResponse<String> refused = other.post("/task/" + task + "/complete", ANSWER);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .isEqualTo(other.post("/task/no-such-task/complete", ANSWER).body())
                .doesNotContain("Maja");
        assertThat(now().firstResponseAt()).isNull();
        assertThat(now().handlerId()).isEqualTo("handlaggare");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":{\"outcome\":{\"value\":\"ANSWER\"},\"unit\":{\"value\":\"teknik\"}}}",
                "{\"variables\":{\"outcome\":{\"value\":\"ANSWER\"},\"reply\":{\"value\":\"NONE\",\"local\":true}}}",
                "{\"variables\":{\"outcome\":{\"value\":\"CALLED\"}}}",
                "{\"variables\":{\"outcome\":{\"value\":\"answer\"}}}",
                "{\"variables\":{\"outcome\":\"ANSWER\"}}",
                "{\"variables\":{\"unit\":{\"value\":\"teknik\"}}}",
                "{\"variables\":{}}",
                "{}",
                "",
                "not json",
                "[1]"
            })
    void aTaskIsDoneWithItsOutcomeAndNothingElse(String body) throws Exception {
        taken("handlaggare");
        write("Ja.");
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        for (String deed : List.of("complete", "submit-form")) {
            HttpResponse<String> refused = officer.post("/task/" + task + "/" + deed, body);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(message(refused)).isNotEmpty();
        }
        assertThat(now().firstResponseAt()).isNull();
        assertThat(now().unitId()).isEqualTo("stadsbyggnad");
    }

    @Test
    void anAnswerThatIsNotWrittenIsNotSent() throws Exception {
        taken("handlaggare");
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        HttpResponse<String> refused = officer.post("/task/" + task + "/complete", ANSWER);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(message(refused)).isEqualTo("Skriv ett svar");
        assertThat(now().firstResponseAt()).isNull();
    }

    @Test
    void workIsTakenForOneselfAlone() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        HttpResponse<String> refused = officer.post("/task/" + task + "/claim", "{\"userId\":\"handlaggare2\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(now().isUnclaimed()).isTrue();
    }

    @Test
    void everyOtherWayToChangeACaseIsShut() throws Exception {
        taken("handlaggare");
        write("Ja.");
        String instance = TasklistVisitor.signIn("handlaggare")
                .tasks(enquiry.number().value())
                .get(0)
                .path("processInstanceId")
                .asText();
        Map<String, List<String>> ways = Map.of(
                "POST",
                List.of(
                        "/task/" + task + "/comment/create",
                        "/task/" + task + "/attachment/create",
                        "/task/" + task + "/assignee",
                        "/task/" + task + "/delegate",
                        "/task/" + task + "/resolve",
                        "/task/" + task + "/bpmnError",
                        "/task/" + task + "/bpmnEscalation",
                        "/task/" + task + "/identity-links",
                        "/task/" + task + "/variables",
                        "/task/" + task + "/localVariables",
                        "/task/" + task + "/complete/",
                        "/task//" + task + "/complete",
                        "/task/create",
                        "/filter/create",
                        "/message",
                        "/signal",
                        "/process-instance/" + instance + "/modification",
                        "/process-instance/" + instance + "/variables",
                        "/process-definition/key/receipt/start",
                        "/process-definition/key/receipt/submit-form",
                        "/deployment/create",
                        "/history/process-instance/delete",
                        "/user/create"),
                "PUT",
                List.of(
                        "/task/" + task,
                        "/task/" + task + "/comment",
                        "/task/" + task + "/variables/unit",
                        "/task/" + task + "/localVariables/outcome",
                        "/process-instance/" + instance + "/comment",
                        "/process-instance/" + instance + "/suspended",
                        "/user/handlaggare/profile",
                        "/user/handlaggare/credentials"),
                "DELETE",
                List.of(
                        "/task/" + task,
                        "/task/" + task + "/variables/unit",
                        "/process-instance/" + instance,
                        "/history/process-instance/" + instance));
        for (String who : List.of("handlaggare", "chef", "admin")) {
            TasklistVisitor person = who.equals("admin") ? administrator() : TasklistVisitor.signIn(who);
            for (var way : ways.entrySet()) {
                for (String address : way.getValue()) {
                    HttpResponse<String> refused =
                            person.send(way.getKey(), TasklistVisitor.ENGINE + address, "{}", person.token());
                    assertThat(refused.statusCode())
                            .as("%s: %s %s", who, way.getKey(), address)
                            .isIn(400, 403);
                }
            }
        }
        assertThat(now().handlerId()).isEqualTo("handlaggare");
        assertThat(now().unitId()).isEqualTo("stadsbyggnad");
    }

    @Test
    void aRequestWithoutCamundasTokenDoesNothingAndEndsTheSession() throws Exception {
        for (String token : List.of("", "of-another-session")) {
            TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
            HttpResponse<String> refused =
                    officer.send("POST", TasklistVisitor.ENGINE + "/task/" + task + "/claim", "{}", token);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(now().isUnclaimed()).isTrue();
            assertThat(officer.visitor()
                            .once(se.vaxholm.svara.TestServers.applicationUrl() + "/arbete")
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void aTaskIsNotDoneByAnotherCasesAddress() throws Exception {
        taken("handlaggare");
        Enquiry another = question("bygglov");
        TestVisitor officer = new TestVisitor();
        String csrf = CsrfField.of(officer.signIn("/arenden/" + another.number(), "handlaggare"));
        HttpResponse<String> answer = officer.follow(officer.post(
                se.vaxholm.svara.TestServers.applicationUrl() + "/arenden/" + another.number() + "/uppgifter/" + task,
                Map.of("_csrf", csrf, "outcome", "ANSWER", "text", "Ja.")));
        assertThat(answer.statusCode()).isBetween(200, 409);
        assertThat(now().firstResponseAt()).isNull();
        assertThat(enquiries.get(another.id()).firstResponseAt()).isNull();
    }

    @Test
    void whoeverIsMovedLosesTasklistWithinMinutes() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare3");
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.leave("handlaggare3", "roll-handlaggare");
        try {
            clock.advance(java.time.Duration.ofMinutes(10));
            assertThat(officer.get("/task").statusCode()).isEqualTo(403);
            assertThat(officer.post("/task/" + task + "/claim", "{}").statusCode())
                    .isEqualTo(403);
        } finally {
            keycloak.join("handlaggare3", "roll-handlaggare");
        }
    }

    @Test
    void whoeverMovesToAnotherUnitSeesThatUnitsTasksWithinMinutes() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare3");
        assertThat(officer.tasks(enquiry.number().value())).isEmpty();
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.leave("handlaggare3", "teknik");
        keycloak.join("handlaggare3", "stadsbyggnad");
        try {
            clock.advance(java.time.Duration.ofMinutes(10));
            assertThat(officer.tasks(enquiry.number().value())).hasSize(1);
        } finally {
            keycloak.leave("handlaggare3", "stadsbyggnad");
            keycloak.join("handlaggare3", "teknik");
        }
        clock.advance(java.time.Duration.ofMinutes(10));
        assertThat(officer.tasks(enquiry.number().value())).isEmpty();
    }

    @Test
    void whoeverIsDisabledIsOutOfTasklistWithinMinutes() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare3");
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.enable("handlaggare3", false);
        try {
            clock.advance(java.time.Duration.ofMinutes(10));
            assertThat(officer.get("/task").statusCode()).isEqualTo(401);
            assertThat(officer.post("/task/" + task + "/claim", "{}").statusCode())
                    .isEqualTo(401);
        } finally {
            keycloak.enable("handlaggare3", true);
        }
    }

    private static TasklistVisitor administrator() throws Exception {
        var person = new TasklistVisitor();
        person.visitor().signIn("/camunda/app/cockpit/default/", "admin");
        assertThat(person.token()).isNotEmpty();
        return person;
    }

    private Enquiry now() {
        return enquiries.get(enquiry.id());
    }

    private void taken(String who) {
        process.claim(task, TestStaff.named(who));
    }

    private void write(String text) {
        drafts.replace(
                enquiry.id(),
                "assess",
                Map.of("text", text),
                TestStaff.named("handlaggare").asActor());
    }

    private String assess(Enquiry asked) {
        return process.openTasks(asked).get(0).id();
    }

    private Enquiry question(String category) {
        return enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(),
                                Channel.WEB,
                                Kind.QUESTION,
                                category,
                                "Får jag bygga en altan?",
                                new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, Language.SV),
                                clock.instant()))
                        .number())
                .orElseThrow();
    }
}
