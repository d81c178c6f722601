package se.vaxholm.svara.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.TestServers;

class DemoRealmTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final DemoRealm realm = new DemoRealm(Path.of("keycloak", "svara-realm.json"));

    @Test
    void everyDemoUserIsThereAndThePasswordIsTheUserName() {
        assertThat(realm.users())
                .extracting(DemoRealm.User::username)
                .contains(
                        "handlaggare",
                        "handlaggare2",
                        "handlaggare3",
                        "kontaktcenter",
                        "registrator",
                        "chef",
                        "processagare",
                        "processagare2",
                        "revisor",
                        "kommunstyrelse",
                        "admin");
        assertThat(realm.users()).allSatisfy(user -> {
            assertThat(user.password()).isEqualTo(user.username());
            assertThat(user.email()).endsWith("@vaxholm.example");
            assertThat(user.groups()).isNotEmpty();
        });
    }

    @Test
    void aTokenForTheRestInterfaceNamesTheUnitsAndRolesOfThePerson() throws Exception {
        JsonNode claims = claims(token(Map.of(
                "client_id", "svara-api",
                "client_secret", realm.secretOf("svara-api"),
                "grant_type", "password",
                "username", "chef",
                "password", "chef")));

        assertThat(texts(claims.path("groups")))
                .containsExactlyInAnyOrder("stadsbyggnad", "stadsbyggnad-chef", "roll-handlaggare", "roll-chef");
        assertThat(texts(claims.path("aud"))).contains("svara-api");
        assertThat(claims.path("preferred_username").asText()).isEqualTo("chef");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
    }

    @Test
    void aProgramOfItsOwnGetsATokenForTheRestInterface() throws Exception {
        JsonNode claims = claims(token(Map.of(
                "client_id", "svara-api",
                "client_secret", realm.secretOf("svara-api"),
                "grant_type", "client_credentials")));

        assertThat(texts(claims.path("aud"))).contains("svara-api");
        assertThat(texts(claims.path("groups"))).containsExactly("roll-processagare");
    }

    @Test
    void theIdentityClientMayListPeopleAndGroups() throws Exception {
        String token = token(Map.of(
                "client_id", "svara-identity",
                "client_secret", realm.secretOf("svara-identity"),
                "grant_type", "client_credentials"));

        List<String> users = new ArrayList<>();
        admin("/users?max=100", token)
                .forEach(user -> users.add(user.path("username").asText()));
        assertThat(users)
                .containsAll(
                        realm.users().stream().map(DemoRealm.User::username).toList());
        List<String> groups = new ArrayList<>();
        admin("/groups?max=100", token)
                .forEach(group -> groups.add(group.path("name").asText()));
        assertThat(groups).contains("stadsbyggnad", "stadsbyggnad-chef", "roll-admin", "stadsbyggnad-forvaltningschef");
    }

    @Test
    void signingInWithoutPkceIsRefused() throws Exception {
        String redirect = URLEncoder.encode(TestServers.applicationUrl() + "/anything", StandardCharsets.UTF_8);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(TestServers.keycloak().url()
                                + "/realms/svara/protocol/openid-connect/auth?client_id=svara&response_type=code"
                                + "&scope=openid&redirect_uri=" + redirect))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElse("")).contains("code_challenge_method");
    }

    private String token(Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(TestServers.keycloak().url() + "/realms/svara/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("access_token").asText();
    }

    private JsonNode admin(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(TestServers.keycloak().url() + "/admin/realms/svara" + path))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
