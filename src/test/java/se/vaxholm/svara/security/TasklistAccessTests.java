package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;

/** What officers see of the engine through Tasklist, with a sign-in that a real Keycloak has given. */
@SvaraBrowserTest
class TasklistAccessTests {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final TestVisitor visitor = new TestVisitor();

    @Autowired
    private Intake intake;

    @Autowired
    private Clock clock;

    @Test
    void anOfficerSeesTheTasksOfTheirOwnUnitAndNoOthers() throws Exception {
        String number = question();
        HttpResponse<String> tasklist = visitor.signIn("/camunda/app/tasklist/default/", "handlaggare");
        assertThat(tasklist.statusCode()).isEqualTo(200);
        assertThat(tasklist.uri().getPath()).isEqualTo("/camunda/app/tasklist/default/");
        assertThat(visitor.visit("/camunda/api/admin/auth/user/default").body())
                .contains("\"tasklist\"")
                .doesNotContain("cockpit", "\"admin\"");
        JsonNode ours = tasks(visitor, number);
        assertThat(ours).hasSize(1);
        String task = ENGINE + "/task/" + ours.get(0).path("id").asText();
        assertThat(visitor.visit(task).statusCode()).isEqualTo(200);

        TestVisitor other = new TestVisitor();
        other.signIn("/camunda/app/tasklist/default/", "handlaggare3");
        assertThat(tasks(other, number)).isEmpty();
        for (String part : new String[] {"", "/form", "/form-variables", "/identity-links", "/comment"}) {
            assertThat(other.visit(task + part).statusCode()).as(part).isBetween(403, 404);
        }
    }

    private static JsonNode tasks(TestVisitor visitor, String number) throws Exception {
        HttpResponse<String> answer = visitor.visit(ENGINE + "/task?processInstanceBusinessKey=" + number);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private String question() {
        return intake.register(new Submission(
                        UUID.randomUUID().toString(),
                        Channel.WEB,
                        Kind.QUESTION,
                        "bygglov",
                        "Får jag bygga en altan?",
                        new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, Language.SV),
                        clock.instant()))
                .number()
                .value();
    }
}
