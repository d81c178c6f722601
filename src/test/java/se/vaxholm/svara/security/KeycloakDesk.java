package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import se.vaxholm.svara.TestServers;

/** What an administrator does in Keycloak: move people, disable them, end their sessions. */
public final class KeycloakDesk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestVisitor visitor = new TestVisitor();
    private final String realm = TestServers.keycloak().url() + "/admin/realms/svara";
    private final String token;

    private KeycloakDesk() throws IOException, InterruptedException {
        HttpResponse<String> granted = visitor.post(
                TestServers.keycloak().url() + "/realms/master/protocol/openid-connect/token",
                Map.of("client_id", "admin-cli", "grant_type", "password", "username", "admin", "password", "admin"));
        token = JSON.readTree(granted.body()).path("access_token").asText();
    }

    public static KeycloakDesk signIn() throws IOException, InterruptedException {
        return new KeycloakDesk();
    }

    public void endSessionsOf(String userName) throws IOException, InterruptedException {
        send("POST", user(userName) + "/logout", BodyPublishers.noBody());
    }

    public void leave(String userName, String group) throws IOException, InterruptedException {
        send("DELETE", user(userName) + "/groups/" + group(group), BodyPublishers.noBody());
    }

    public void join(String userName, String group) throws IOException, InterruptedException {
        send("PUT", user(userName) + "/groups/" + group(group), BodyPublishers.noBody());
    }

    public void enable(String userName, boolean enabled) throws IOException, InterruptedException {
        send("PUT", user(userName), BodyPublishers.ofString("{\"enabled\":" + enabled + "}"));
    }

    private String user(String userName) throws IOException, InterruptedException {
        return "/users/" + idOf("/users?exact=true&username=" + userName);
    }

    private String group(String name) throws IOException, InterruptedException {
        return idOf("/groups?exact=true&search=" + name);
    }

    private String idOf(String query) throws IOException, InterruptedException {
        JsonNode found =
                JSON.readTree(send("GET", query, BodyPublishers.noBody()).body());
        assertThat(found).as(query).hasSize(1);
        return found.path(0).path("id").asText();
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = visitor.send(HttpRequest.newBuilder(URI.create(realm + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body));
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 204);
        return answer;
    }
}
