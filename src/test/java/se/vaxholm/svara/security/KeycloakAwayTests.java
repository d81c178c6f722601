package se.vaxholm.svara.security;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.KeycloakStandIn.Mood;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;

/** What people and machines meet while Keycloak is gone, or takes a connection and never answers. */
@SvaraTest
class KeycloakAwayTests {

    private static final String SIGN_IN = "/oauth2/authorization/keycloak";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestClock clock;

    @Autowired
    private IdentityService identities;

    @Autowired
    private ClientRegistrationRepository clients;

    @Autowired
    private JwtDecoderFactory<ClientRegistration> identityTokens;

    /** At a time of its own, so that no other test meets what was found out here. */
    @BeforeEach
    void anHourLater() {
        clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void answer() {
        SecurityContextHolder.clearContext();
        TestServers.keycloakStandIn().be(Mood.ANSWERS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWERS")
    void whoeverWantsToSignInIsToldInsteadOfSentAway(Mood mood) throws Exception {
        TestServers.keycloakStandIn().be(mood);

        mvc.perform(get(SIGN_IN))
                .andExpect(status().isOk())
                .andExpect(forwardedUrl("/inloggning-saknas"))
                .andExpect(header().doesNotExist("Location"));
    }

    @Test
    void thePageSaysInBothLanguagesWhatToDo() throws Exception {
        mvc.perform(get("/inloggning-saknas"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "30"))
                .andExpect(content().string(containsString("Det går inte att logga in just nu")))
                .andExpect(content().string(containsString("href=\"" + SIGN_IN + "\"")));
        mvc.perform(get("/inloggning-saknas").param("lang", "en"))
                .andExpect(content().string(containsString("You cannot sign in right now")));
    }

    @Test
    void onceItAnswersTheSameAddressLeadsToKeycloak() throws Exception {
        TestServers.keycloakStandIn().be(Mood.HANGS_UP);
        mvc.perform(get(SIGN_IN)).andExpect(forwardedUrl("/inloggning-saknas"));

        TestServers.keycloakStandIn().be(Mood.ANSWERS);
        clock.advance(KeycloakWatch.FRESH);

        mvc.perform(get(SIGN_IN))
                .andExpect(status().isFound())
                .andExpect(header().string(
                                "Location",
                                startsWith(TestServers.keycloakStandIn().url())));
    }

    @Test
    void whoeverIsSignedInWorksOn() throws Exception {
        TestServers.keycloakStandIn().be(Mood.HANGS);

        within(
                ofSeconds(5),
                () -> mvc.perform(get("/arbete").with(staff("handlaggare"))).andExpect(status().isOk()));
    }

    @Test
    void whoeverSignsOutIsToldThatKeycloakMayNotKnow() throws Exception {
        TestServers.keycloakStandIn().be(Mood.HANGS_UP);

        mvc.perform(post("/logout").with(csrf()).with(staff("handlaggare")))
                .andExpect(redirectedUrl("/utloggad-ur-svara"));
        mvc.perform(get("/utloggad-ur-svara"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Stäng webbläsaren")));
    }

    @Test
    void thePublicNoticesNothing() throws Exception {
        TestServers.keycloakStandIn().be(Mood.HANGS);

        within(ofSeconds(15), () -> mvc.perform(get("/fraga")).andExpect(status().isOk()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWERS")
    void aMachineHearsThatItsTokenCannotBeChecked(Mood mood) throws Exception {
        TestServers.keycloakStandIn().be(mood);

        within(
                ofSeconds(5),
                () -> mvc.perform(get("/engine-rest/version").header("Authorization", "Bearer " + aToken("JWT")))
                        .andExpect(status().isServiceUnavailable())
                        .andExpect(jsonPath("$.type").value("Unavailable")));
    }

    /** Anybody may post here: nobody may keep our threads busy by it. */
    @Test
    void noWordAboutEndedSessionsIsTakenWhichCannotBeChecked() throws Exception {
        TestServers.keycloakStandIn().be(Mood.HANGS);

        within(ofSeconds(15), () -> mvc.perform(sessionHasEnded()).andExpect(status().isServiceUnavailable()));
    }

    /** The keys for this are fetched by Spring Security's own client. */
    @Test
    void noThreadWaitsForEverEvenWhenKeycloakHangsJustNow() throws Exception {
        mvc.perform(get(SIGN_IN)).andExpect(status().isFound());
        TestServers.keycloakStandIn().be(Mood.HANGS);

        within(
                KeycloakRequests.PATIENCE.plusSeconds(10),
                () -> assertThatException()
                        .isThrownBy(() -> mvc.perform(sessionHasEnded()))
                        .withMessageContaining("timed out"));
    }

    @Test
    void theEngineKnowsWhoeverIsSignedInAndWaitsForNobody() throws Exception {
        TestServers.keycloakStandIn().be(Mood.HANGS);
        SecurityContextHolder.getContext().setAuthentication(TestStaff.authentication(TestStaff.named("chef")));

        within(ofSeconds(15), () -> {
            User chef = identities.createUserQuery().userId("chef").singleResult();
            assertThat(chef.getFirstName() + " " + chef.getLastName())
                    .isEqualTo(TestStaff.named("chef").name());
            assertThat(identities.createGroupQuery().groupMember("chef").list())
                    .extracting(Group::getId)
                    .contains("stadsbyggnad-chef", "roll-chef");
            for (int i = 0; i < 20; i++) {
                assertThat(identities.createUserQuery().userId("other-" + i).singleResult())
                        .isNull();
                assertThat(identities
                                .createGroupQuery()
                                .groupMember("other-" + i)
                                .list())
                        .isEmpty();
            }
        });
    }

    @Test
    void aSignInThatHasBegunDoesNotHangEither() throws Exception {
        TestServers.keycloakStandIn().be(Mood.STAMMERS);
        ClientRegistration client = clients.findByRegistrationId("keycloak");

        within(
                ofSeconds(5),
                () -> assertThatException()
                        .isThrownBy(() -> identityTokens.createDecoder(client).decode(aToken("JWT"))));
    }

    private static MockHttpServletRequestBuilder sessionHasEnded() {
        return post("/logout/connect/back-channel/keycloak").param("logout_token", aToken("logout+jwt"));
    }

    /** Signed, it seems, by a key that has to be fetched. */
    private static String aToken(String type) {
        return part("{\"alg\":\"RS256\",\"kid\":\"new\",\"typ\":\"%s\"}".formatted(type)) + "."
                + part("{\"sub\":\"somebody\"}") + "." + part("no signature");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void within(Duration limit, Deed deed) throws Exception {
        Instant before = Instant.now();
        deed.happens();
        assertThat(Duration.between(before, Instant.now())).isLessThan(limit);
    }

    /** Something that may take its time, but not for ever. */
    private interface Deed {
        void happens() throws Exception;
    }
}
