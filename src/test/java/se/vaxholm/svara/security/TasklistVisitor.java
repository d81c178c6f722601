package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import se.vaxholm.svara.TestServers;

/** Somebody who is signed in to Tasklist and sends whatever they like to Camunda's addresses, with or without its token. */
final class TasklistVisitor {

    static final String ENGINE = "/camunda/api/engine/engine/default";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestVisitor visitor = new TestVisitor();

    static TasklistVisitor signIn(String userName) throws IOException, InterruptedException {
        var person = new TasklistVisitor();
        HttpResponse<String> tasklist = person.visitor.signIn("/camunda/app/tasklist/default/", userName);
        assertThat(tasklist.statusCode()).as(userName).isEqualTo(200);
        assertThat(tasklist.uri().getPath()).isEqualTo("/camunda/app/tasklist/default/");
        assertThat(person.token()).isNotEmpty();
        return person;
    }

    /** The administrator, who has no Tasklist and begins in Cockpit. */
    static TasklistVisitor administrator() throws IOException, InterruptedException {
        var person = new TasklistVisitor();
        person.visitor.signIn("/camunda/app/cockpit/default/", "admin");
        assertThat(person.token()).isNotEmpty();
        return person;
    }

    TestVisitor visitor() {
        return visitor;
    }

    String token() {
        return visitor.cookie("XSRF-TOKEN");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return visitor.visit(ENGINE + path);
    }

    JsonNode tasks(String number) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/task?processInstanceBusinessKey=" + number);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", ENGINE + path, body, token());
    }

    HttpResponse<String> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(TestServers.applicationUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("X-XSRF-TOKEN", token);
        }
        return visitor.send(request);
    }

    /** A file as {@code /deployment/create} takes it, sent as a browser sends a form with a file. */
    static HttpRequest.Builder deployment(String address, String fileName, String model) {
        String line = "--svara\r\nContent-Disposition: form-data; name=";
        String body = line + "\"deployment-name\"\r\n\r\n" + fileName + "\r\n" + line + "\"data\"; filename=\""
                + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + model + "\r\n--svara--\r\n";
        return HttpRequest.newBuilder(URI.create(TestServers.applicationUrl() + address))
                .header("Content-Type", "multipart/form-data; boundary=svara")
                .POST(BodyPublishers.ofString(body));
    }

    static String message(HttpResponse<String> answer) throws IOException {
        JsonNode refusal = JSON.readTree(answer.body());
        assertThat(refusal.path("type").asText()).isNotEmpty();
        return refusal.path("message").asText();
    }
}
