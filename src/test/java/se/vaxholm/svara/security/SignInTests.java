package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;

/** The staff's way in and out through a real Keycloak. */
@SvaraBrowserTest
class SignInTests {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(6);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final TestVisitor visitor = new TestVisitor();

    @Autowired
    private IdentityService identities;

    @Autowired
    private TestClock clock;

    @Test
    void afterTheSignInComesThePageThatWasAskedFor() throws Exception {
        HttpResponse<String> page = visitor.signIn("/arbete?lista=sena", "handlaggare");

        assertThat(page.uri()).hasToString(TestServers.applicationUrl() + "/arbete?lista=sena");
    }

    @Test
    void theSessionGetsANewIdAtTheSignIn() throws Exception {
        visitor.visit("/arbete");
        String before = visitor.cookie("SESSION");
        visitor.signIn("/arbete", "handlaggare");

        assertThat(before).isNotEmpty();
        assertThat(visitor.cookie("SESSION")).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void aSignInCannotBeForgedByAnAnswerThatNobodyAskedFor() throws Exception {
        HttpResponse<String> page = visitor.visit("/login/oauth2/code/keycloak?code=made-up&state=made-up");

        assertThat(page.uri()).hasToString(TestServers.applicationUrl() + "/inloggning-avbruten");
        assertThat(visitor.once(TestServers.applicationUrl() + "/arbete").statusCode())
                .isEqualTo(302);
    }

    @Test
    void theSessionDoesNotOpenTheInterfaceForMachines() throws Exception {
        visitor.signIn("/arbete", "admin");

        assertThat(visitor.visit("/engine-rest/version").statusCode()).isEqualTo(401);
    }

    @Test
    void administratorsComeIntoCamundaWithoutASecondSignIn() throws Exception {
        HttpResponse<String> cockpit = visitor.signIn("/camunda/app/cockpit/default/", "admin");

        assertThat(cockpit.statusCode()).isEqualTo(200);
        assertThat(cockpit.uri().getPath()).isEqualTo("/camunda/app/cockpit/default/");
        assertThat(cockpit.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("nonce-");
        HttpResponse<String> me = visitor.visit("/camunda/api/admin/auth/user/default");
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"userId\":\"admin\"").contains("cockpit");
        HttpResponse<String> definitions = visitor.visit("/camunda/api/engine/engine/default/process-definition/count");
        assertThat(definitions.body()).matches("\\{\"count\":[1-9]\\d*}");
    }

    @Test
    void signingOutEndsTheSessionHereAndInKeycloak() throws Exception {
        visitor.signIn("/arbete", "handlaggare2");
        Matcher token = CSRF.matcher(visitor.visit("/nekad").body());
        assertThat(token.find()).isTrue();

        HttpResponse<String> out =
                visitor.post(TestServers.applicationUrl() + "/logout", Map.of("_csrf", token.group(1)));

        assertThat(out.headers().firstValue("Location").orElse(""))
                .startsWith(TestServers.keycloak().url() + "/realms/svara/protocol/openid-connect/logout?");
        assertThat(visitor.follow(out).uri()).hasToString(TestServers.applicationUrl() + "/");
        assertThat(visitor.visit("/arbete").body()).contains("kc-form-login");
    }

    @Test
    void whenKeycloakEndsItsSessionOursEndsToo() throws Exception {
        visitor.signIn("/arbete", "registrator");
        assertThat(visitor.visit("/arbete").uri().getPath()).isEqualTo("/arbete");

        KeycloakDesk.signIn().endSessionsOf("registrator");

        assertThat(visitor.once(TestServers.applicationUrl() + "/arbete").statusCode())
                .isEqualTo(302);
    }

    @Test
    void thePublicGetsNoSessionAndATokenThatScriptsCannotRead() throws Exception {
        assertThat(visitor.visit("/nekad").headers().allValues("Set-Cookie"))
                .singleElement(STRING)
                .startsWith("SVARA-XSRF=")
                .contains("Path=/;")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void whoeverIsMovedLosesTheRoleWithinMinutes() throws Exception {
        visitor.signIn("/arbete", "handlaggare3");
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.leave("handlaggare3", "roll-handlaggare");
        try {
            clock.advance(TOKEN_LIFE);
            assertThat(visitor.visit("/arbete").statusCode()).isEqualTo(403);
        } finally {
            keycloak.join("handlaggare3", "roll-handlaggare");
        }
        assertThat(visitor.visit("/arbete").statusCode()).isNotEqualTo(403);
    }

    @Test
    void whoeverIsDisabledIsSignedOutWithinMinutes() throws Exception {
        visitor.signIn("/arbete", "handlaggare3");
        KeycloakDesk keycloak = KeycloakDesk.signIn();
        keycloak.enable("handlaggare3", false);
        try {
            clock.advance(TOKEN_LIFE);
            assertThat(visitor.once(TestServers.applicationUrl() + "/arbete").statusCode())
                    .isEqualTo(302);
        } finally {
            keycloak.enable("handlaggare3", true);
        }
    }

    @Test
    void aPublicFormWithoutItsTokenIsShownAgainWithANewOne() throws Exception {
        HttpResponse<String> page =
                visitor.post(TestServers.applicationUrl() + "/inloggning-avbruten", Map.of("_csrf", "of-yesterday"));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Inloggningen blev inte klar");
        assertThat(visitor.cookie("SVARA-XSRF")).isNotEmpty();
    }

    @Test
    void theEngineSeesKeycloaksUsersAndGroups() {
        assertThat(identities.createUserQuery().userId("handlaggare").singleResult())
                .isNotNull();
        assertThat(identities.createGroupQuery().groupMember("chef").list())
                .extracting(Group::getId)
                .containsExactlyInAnyOrder("stadsbyggnad", "stadsbyggnad-chef", "roll-handlaggare", "roll-chef");
    }
}
