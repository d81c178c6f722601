package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.security.TasklistVisitor.message;

import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** What people do by Tasklist's addresses, and what they try in vain, with sign-ins that a real Keycloak has given. */
@SvaraBrowserTest
class TasklistDeedsTests {

    private static final String ANSWER = "{\"variables\":{\"outcome\":{\"value\":\"ANSWER\"}}}";

    private static final String NOTICE = "{\"variables\":{\"outcome\":{\"value\":\"HOLDING_NOTICE\"}}}";

    private AskedCase asked;

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private RepositoryService models;

    @Autowired
    void somebodyAsks(AutowireCapableBeanFactory beans) {
        asked = beans.createBean(AskedCase.class);
    }

    @Test
    void aTaskIsTakenGivenBackAndDone() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        assertThat(officer.post("/task/" + asked.task() + "/claim", "{\"userId\":\"handlaggare\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(asked.now().handlerName()).isEqualTo("Maja Brygglund");
        assertThat(officer.post("/task/" + asked.task() + "/unclaim", "").statusCode())
                .isEqualTo(204);
        assertThat(asked.now().isUnclaimed()).isTrue();
        officer.post("/task/" + asked.task() + "/claim", "{}");
        asked.write("Ja.");
        assertThat(officer.post("/task/" + asked.task() + "/submit-form", ANSWER)
                        .statusCode())
                .isEqualTo(204);
        assertThat(asked.now().firstResponseAt()).isNotNull();

        HttpResponse<String> again = officer.post("/task/" + asked.task() + "/complete", ANSWER);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(message(again)).isEqualTo("Maja Brygglund har redan gjort uppgiften.");
    }

    @Test
    void whoeverComesSecondReadsWhoWasFirst() throws Exception {
        asked.taken("handlaggare");
        asked.write("Ja.");
        TasklistVisitor second = TasklistVisitor.signIn("handlaggare2");
        for (String deed : List.of("claim", "unclaim", "complete", "submit-form")) {
            HttpResponse<String> refused = second.post("/task/" + asked.task() + "/" + deed, ANSWER);
            assertThat(refused.statusCode()).as(deed).isEqualTo(409);
            assertThat(message(refused)).as(deed).isEqualTo("Maja Brygglund har tagit uppgiften.");
        }
        assertThat(asked.now().firstResponseAt()).isNull();
        assertThat(asked.now().handlerId()).isEqualTo("handlaggare");
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
                        return person.post("/task/" + asked.task() + "/claim", "{}");
                    })
                    .toList();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : pool.invokeAll(claims)) {
                answers.add(answer.get());
            }
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 409);
            HttpResponse<String> late = answers.get(answers.get(0).statusCode() == 409 ? 0 : 1);
            assertThat(message(late)).isEqualTo(asked.now().handlerName() + " har tagit uppgiften.");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anotherUnitsTaskIsNobodysToTouch() throws Exception {
        asked.taken("handlaggare");
        asked.write("Ja.");
        for (String who : List.of("handlaggare3", "kontaktcenter", "registrator")) {
            TasklistVisitor other = TasklistVisitor.signIn(who);
            for (String deed : List.of("claim", "unclaim", "complete", "submit-form")) {
                HttpResponse<String> refused = other.post("/task/" + asked.task() + "/" + deed, ANSWER);
                assertThat(refused.statusCode()).as("%s, %s", who, deed).isBetween(403, 409);
            }
        }
        TasklistVisitor other = TasklistVisitor.signIn("handlaggare3");
        HttpResponse<String> refused = other.post("/task/" + asked.task() + "/complete", ANSWER);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .isEqualTo(other.post("/task/no-such-task/complete", ANSWER).body())
                .doesNotContain("Maja");
        assertThat(asked.now().firstResponseAt()).isNull();
        assertThat(asked.now().handlerId()).isEqualTo("handlaggare");
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
        asked.taken("handlaggare");
        asked.write("Ja.");
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        for (String deed : List.of("complete", "submit-form")) {
            HttpResponse<String> refused = officer.post("/task/" + asked.task() + "/" + deed, body);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(message(refused)).isNotEmpty();
        }
        assertThat(asked.now().firstResponseAt()).isNull();
        assertThat(asked.now().unitId()).isEqualTo("stadsbyggnad");
    }

    @Test
    void anAnswerThatIsNotWrittenIsNotSent() throws Exception {
        asked.taken("handlaggare");
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        HttpResponse<String> refused = officer.post("/task/" + asked.task() + "/complete", ANSWER);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(message(refused)).isEqualTo("Skriv ett svar");
        assertThat(asked.now().firstResponseAt()).isNull();
    }

    /** Nobody learns who answers and when by a notice that does not say so, whatever door it comes by (G5). */
    @Test
    void aNoticeWithoutWhoHowAndWhenIsNotSent() throws Exception {
        asked.taken("handlaggare");
        Map<String, String> whole = Map.of(
                "notice.unit", "stadsbyggnad",
                "notice.contact", "Telefon 08-541 708 10",
                "notice.on", calendar.workingDaysAfter(calendar.today(), 3).toString());
        LocalDate saturday = calendar.today().with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        for (Map<String, String> lacking : List.of(
                Map.<String, String>of(),
                without(whole, "notice.unit"),
                without(whole, "notice.contact"),
                without(whole, "notice.on"),
                with(whole, "notice.unit", "rymden"),
                with(whole, "notice.on", saturday.toString()),
                with(whole, "notice.on", calendar.today().toString()),
                with(whole, "notice.on", "snart"))) {
            asked.write(lacking);
            for (String deed : List.of("complete", "submit-form")) {
                HttpResponse<String> refused = officer.post("/task/" + asked.task() + "/" + deed, NOTICE);
                assertThat(refused.statusCode())
                        .as("%s: %s", lacking, refused.body())
                        .isEqualTo(400);
                assertThat(message(refused)).isNotEmpty();
            }
        }
        assertThat(asked.now().firstResponseAt()).isNull();
        assertThat(asked.now().status()).isEqualTo(Status.IN_PROGRESS);

        asked.write(whole);
        assertThat(officer.post("/task/" + asked.task() + "/complete", NOTICE).statusCode())
                .isEqualTo(204);
        assertThat(asked.now().status()).isEqualTo(Status.PROMISED);
    }

    private static Map<String, String> without(Map<String, String> fields, String name) {
        return with(fields, name, "");
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    @Test
    void workIsTakenForOneselfAlone() throws Exception {
        TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
        HttpResponse<String> refused =
                officer.post("/task/" + asked.task() + "/claim", "{\"userId\":\"handlaggare2\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(asked.now().isUnclaimed()).isTrue();
    }

    @Test
    void everyOtherWayToChangeACaseIsShut() throws Exception {
        asked.taken("handlaggare");
        asked.write("Ja.");
        String instance = TasklistVisitor.signIn("handlaggare")
                .tasks(asked.number())
                .get(0)
                .path("processInstanceId")
                .asText();
        Map<String, List<String>> ways = Map.of(
                "POST",
                List.of(
                        "/task/" + asked.task() + "/comment/create",
                        "/task/" + asked.task() + "/attachment/create",
                        "/task/" + asked.task() + "/assignee",
                        "/task/" + asked.task() + "/delegate",
                        "/task/" + asked.task() + "/resolve",
                        "/task/" + asked.task() + "/bpmnError",
                        "/task/" + asked.task() + "/bpmnEscalation",
                        "/task/" + asked.task() + "/identity-links",
                        "/task/" + asked.task() + "/variables",
                        "/task/" + asked.task() + "/localVariables",
                        "/task/" + asked.task() + "/complete/",
                        "/task//" + asked.task() + "/complete",
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
                        "/task/" + asked.task(),
                        "/task/" + asked.task() + "/comment",
                        "/task/" + asked.task() + "/variables/unit",
                        "/task/" + asked.task() + "/localVariables/outcome",
                        "/process-instance/" + instance + "/comment",
                        "/process-instance/" + instance + "/suspended",
                        "/user/handlaggare/profile",
                        "/user/handlaggare/credentials"),
                "DELETE",
                List.of(
                        "/task/" + asked.task(),
                        "/task/" + asked.task() + "/variables/unit",
                        "/process-instance/" + instance,
                        "/history/process-instance/" + instance));
        for (String who : List.of("handlaggare", "chef", "admin")) {
            TasklistVisitor person =
                    who.equals("admin") ? TasklistVisitor.administrator() : TasklistVisitor.signIn(who);
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
        assertThat(asked.now().handlerId()).isEqualTo("handlaggare");
        assertThat(asked.now().unitId()).isEqualTo("stadsbyggnad");
    }

    /** A script in it would run with all that the application may do; the guard would refuse it, but it does not come so far. */
    @Test
    void noModelComesInByCamundasAddressNotEvenTheAdministrators() throws Exception {
        String model = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="svara">
                  <process id="receipt" isExecutable="true"><startEvent id="start"/>
                    <sequenceFlow id="on" sourceRef="start" targetRef="code"/>
                    <scriptTask id="code" scriptFormat="javascript"><script>java.lang.Runtime</script></scriptTask>
                  </process>
                </definitions>""";
        long before = models.createDeploymentQuery().count();
        TasklistVisitor admin = TasklistVisitor.administrator();
        for (String fileName : List.of("receipt.bpmn", "other.bpmn", "form.html")) {
            HttpResponse<String> refused = admin.visitor()
                    .send(TasklistVisitor.deployment(TasklistVisitor.ENGINE + "/deployment/create", fileName, model)
                            .header("X-XSRF-TOKEN", admin.token()));
            assertThat(refused.statusCode()).as(fileName).isEqualTo(403);
        }
        assertThat(models.createDeploymentQuery().count()).isEqualTo(before);
        assertThat(admin.get("/deployment/count").statusCode())
                .as("the session goes on: it was the address, not the token")
                .isEqualTo(200);
    }

    @Test
    void theAdministratorsPagesAskWhatTheyNeed() throws Exception {
        TasklistVisitor admin = TasklistVisitor.administrator();
        for (String question : List.of("incident/", "incident", "incident/count", "process-instance")) {
            HttpResponse<String> answer =
                    admin.send("POST", "/camunda/api/cockpit/plugin/base/default/" + question, "{}", admin.token());
            assertThat(answer.statusCode()).as(question).isEqualTo(200);
        }
    }

    @Test
    void aRequestWithoutCamundasTokenDoesNothingAndEndsTheSession() throws Exception {
        for (String token : List.of("", "of-another-session")) {
            TasklistVisitor officer = TasklistVisitor.signIn("handlaggare");
            HttpResponse<String> refused =
                    officer.send("POST", TasklistVisitor.ENGINE + "/task/" + asked.task() + "/claim", "{}", token);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(asked.now().isUnclaimed()).isTrue();
            assertThat(officer.visitor()
                            .once(TestServers.applicationUrl() + "/arbete")
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void aTaskIsNotDoneByAnotherCasesAddress() throws Exception {
        asked.taken("handlaggare");
        Enquiry another = asked.another();
        TestVisitor officer = new TestVisitor();
        String csrf = CsrfField.of(officer.signIn("/arenden/" + another.number(), "handlaggare"));
        HttpResponse<String> answer = officer.follow(officer.post(
                TestServers.applicationUrl() + "/arenden/" + another.number() + "/uppgifter/" + asked.task(),
                Map.of("_csrf", csrf, "outcome", "ANSWER", "text", "Ja.")));
        assertThat(answer.statusCode()).isBetween(200, 409);
        assertThat(asked.now().firstResponseAt()).isNull();
        assertThat(asked.now(another).firstResponseAt()).isNull();
    }
}
