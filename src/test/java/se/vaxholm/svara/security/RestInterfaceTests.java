package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.embedded.DemoRealm;

/** Machines at {@code /engine-rest}, with tokens that a real Keycloak has signed. */
@SvaraBrowserTest
class RestInterfaceTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private final DemoRealm realm = new DemoRealm(Path.of("keycloak", "svara-realm.json"));

    @Autowired
    private JwtDecoder apiTokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private RepositoryService models;

    @Test
    void aTokenForTheInterfaceOpensIt() throws Exception {
        HttpResponse<String> answer = ask("/engine-rest/version", token("svara-api"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("7.24");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theEnginesAuthorizationsHoldForTheTokensOwner() throws Exception {
        HttpResponse<String> everything = ask("/engine-rest/process-instance", token("svara-api"));

        assertThat(everything.statusCode()).isEqualTo(200);
        assertThat(everything.body()).isEqualTo("[]");
        assertThat(ask("/engine-rest/user/handlaggare/profile", token("svara-api"))
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void withoutATokenItStaysShut() throws Exception {
        HttpResponse<String> answer = ask("/engine-rest/version", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()).path("type").asText())
                .isEqualTo("Unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void aTokenForAnotherClientDoesNotOpenIt() throws Exception {
        assertThat(ask("/engine-rest/version", token("svara-identity")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aForgedTokenDoesNotOpenIt() throws Exception {
        String[] parts = token("svara-api").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("roll-processagare", "roll-admin");
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));

        assertThat(ask("/engine-rest/version", parts[0] + "." + forged + "." + parts[2])
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask("/engine-rest/version", unsigned(forged)).statusCode()).isEqualTo(401);
        assertThat(ask("/engine-rest/version", "not-a-token").statusCode()).isEqualTo(401);
        assertThat(apiTokens.decode(token("svara-api")).getAudience()).contains("svara-api");
    }

    @Test
    void aTokenOfAnotherKeyDoesNotOpenIt() throws Exception {
        JWTClaimsSet claims = JWTParser.parse(token("svara-api")).getJWTClaimsSet();
        String keyId =
                ((SignedJWT) JWTParser.parse(token("svara-api"))).getHeader().getKeyID();
        RSAKey key = new RSAKeyGenerator(2048).keyID(keyId).generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims);
        forged.sign(new RSASSASigner(key));
        assertThat(ask("/engine-rest/version", forged.serialize()).statusCode()).isEqualTo(401);

        // The realm's public key, used as if it were a secret that both sides know.
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), claims);
        confused.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        assertThat(ask("/engine-rest/version", confused.serialize()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenOpensItForMinutesAndNoLonger() throws Exception {
        String token = token("svara-api");
        assertThat(ask("/engine-rest/version", token).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));
        assertThat(ask("/engine-rest/version", token).statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyDeploysOrChangesCasesThere() throws Exception {
        String token = token("svara-api");

        assertThat(send("/engine-rest/deployment/create", token)).isEqualTo(403);
        assertThat(send("/engine-rest/message", token)).isEqualTo(403);
        assertThat(send("/engine-rest/process-definition/key/receipt/start", token))
                .isEqualTo(403);
        assertThat(send("/engine-rest/identity/verify", token)).isEqualTo(403);
        assertThat(send("/engine-rest/task", token)).isEqualTo(200);
        assertThat(send("/engine-rest/task/create", token)).isEqualTo(403);
    }

    @Test
    void noFileBecomesAModelThere() throws Exception {
        long before = models.createDeploymentQuery().count();
        for (String address :
                List.of("/engine-rest/deployment/create", "/engine-rest/engine/default/deployment/create")) {
            HttpRequest request = TasklistVisitor.deployment(address, "receipt.bpmn", "<definitions/>")
                    .header("Authorization", "Bearer " + token("svara-api"))
                    .build();
            HttpResponse<String> refused = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).as(address).isEqualTo(403);
            assertThat(new ObjectMapper().readTree(refused.body()).path("type").asText())
                    .isNotEmpty();
        }
        assertThat(models.createDeploymentQuery().count()).isEqualTo(before);
    }

    private static String unsigned(String claims) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + claims + ".";
    }

    private HttpResponse<String> ask(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(TestServers.applicationUrl() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int send(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(TestServers.applicationUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private String token(String client) throws IOException, InterruptedException {
        String form = Map.of(
                        "client_id",
                        client,
                        "client_secret",
                        realm.secretOf(client),
                        "grant_type",
                        "client_credentials")
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(TestServers.keycloak().url() + "/realms/svara/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }
}
