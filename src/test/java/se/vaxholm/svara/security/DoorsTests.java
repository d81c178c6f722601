package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestServers;

@SvaraTest
class DoorsTests {

    private static final String SIGN_IN = "/oauth2/authorization/keycloak";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private FilterChainProxy doors;

    @Autowired
    private SecurityFilterChain staff;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @ParameterizedTest
    @ValueSource(strings = {"/arbete", "/arenden/VS-2026-00123", "/granskning", "/camunda/app/cockpit/", "/logout"})
    void whoeverIsNotSignedInIsSentToKeycloakFromStaffPages(String address) throws Exception {
        mvc.perform(get(address)).andExpect(status().isFound()).andExpect(redirectedUrl(SIGN_IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/app/tasklist/", "/camunda/app/tasklist/default/"})
    void aPageOnTheWayToTasklistKeepsTheTaskThatALinkNames(String address) throws Exception {
        mvc.perform(get(address)).andExpect(status().isFound()).andExpect(redirectedUrl(AccessPages.WAY_IN));
        mvc.perform(get(address).header("Sec-Fetch-Mode", "cors")).andExpect(status().isUnauthorized());
        mvc.perform(get(AccessPages.WAY_IN))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(SIGN_IN)))
                .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self';")));
    }

    @Test
    void theWayToKeycloakCarriesAPkceChallenge() throws Exception {
        mvc.perform(get(SIGN_IN))
                .andExpect(status().isFound())
                .andExpect(header().string(
                                "Location",
                                allOf(
                                        startsWith(TestServers.keycloakStandIn().url()
                                                + "/realms/svara/protocol/openid-connect/auth?"),
                                        containsString("code_challenge_method=S256"),
                                        containsString(
                                                "redirect_uri=http://localhost:8080/login/oauth2/code/keycloak"))));
    }

    @Test
    void aScriptBehindAPageHears401InsteadOfARedirect() throws Exception {
        mvc.perform(get("/arbete").header("Sec-Fetch-Mode", "cors")).andExpect(status().isUnauthorized());
        mvc.perform(get("/arbete").header("X-Requested-With", "XMLHttpRequest")).andExpect(status().isUnauthorized());
        mvc.perform(get("/camunda/api/engine/engine/default/task")).andExpect(status().isUnauthorized());
    }

    @Test
    void somebodyWithoutARoleIsToldSoClearly() throws Exception {
        Staff newcomer = new Staff("nyanstalld", "Nina Nyanställd", Set.of("stadsbyggnad"));

        mvc.perform(get("/arbete").with(staff(newcomer)))
                .andExpect(status().isForbidden())
                .andExpect(forwardedUrl("/nekad"));
        mvc.perform(get("/nekad").with(staff(newcomer))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "handlaggare",
                "kontaktcenter",
                "registrator",
                "chef",
                "processagare",
                "revisor",
                "kommunstyrelse"
            })
    void onlyAdministratorsSeeHowTheEngineFares(String userName) throws Exception {
        for (String address : new String[] {
            "/camunda/app/cockpit/default/",
            "/camunda/app/admin/default/",
            "/camunda/api/cockpit/plugin/base/default/process-definition/1/called-process-definitions",
            "/camunda/api/engine/engine/default/process-instance",
            "/camunda/api/engine/engine/default/history/variable-instance",
            "/camunda/api/engine/engine/default/user"
        }) {
            mvc.perform(get(address).with(staff(userName))).andExpect(status().isForbidden());
        }
    }

    @Test
    void tasklistIsForThoseWhoWorkWithEnquiries() throws Exception {
        String tasks = "/camunda/api/engine/engine/default/task";
        for (String officer : new String[] {"handlaggare", "kontaktcenter", "registrator", "chef"}) {
            mvc.perform(get("/camunda/app/tasklist/default/").with(staff(officer)))
                    .andExpect(status().is(not(403)));
            mvc.perform(get(tasks).with(staff(officer))).andExpect(status().is(not(403)));
        }
        for (String other : new String[] {"processagare", "revisor", "kommunstyrelse"}) {
            mvc.perform(get("/camunda/app/tasklist/default/").with(staff(other)))
                    .andExpect(status().isForbidden());
            mvc.perform(get(tasks).with(staff(other))).andExpect(status().isForbidden());
        }
    }

    @Test
    void auditorsReadCasesButDoNothingWithThem() throws Exception {
        mvc.perform(post("/arenden/VS-2026-00123/svar").with(csrf()).with(staff("revisor")))
                .andExpect(status().isForbidden());
        mvc.perform(get("/arenden/VS-2026-00123").with(staff("kommunstyrelse"))).andExpect(status().isForbidden());
        mvc.perform(get("/granskning").with(staff("handlaggare"))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/auth/user/default/login/welcome",
                "/camunda/api/admin/auth/user/default/login/cockpit",
                "/camunda/api/admin/auth/user/default/logout",
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/engine/engine/default/identity/verify"
            })
    void camundasOwnSignInAndSetUpAreShutToEverybody(String address) throws Exception {
        mvc.perform(post(address).with(staff("admin"))).andExpect(status().isForbidden());
        mvc.perform(post(address)).andExpect(status().isUnauthorized());
        mvc.perform(get("/camunda/app/admin/default/setup/").with(staff("admin")))
                .andExpect(status().isForbidden());
    }

    @Test
    void aStaffFormWithoutItsTokenDoesNothing() throws Exception {
        mvc.perform(post("/arenden/VS-2026-00123/svar").with(staff("handlaggare")))
                .andExpect(status().isForbidden())
                .andExpect(forwardedUrl("/formular-utgatt"));
        mvc.perform(post("/arenden/VS-2026-00123/svar")
                        .with(csrf().useInvalidToken())
                        .with(staff("handlaggare")))
                .andExpect(status().isForbidden());
        mvc.perform(post("/logout").with(staff("handlaggare"))).andExpect(status().isForbidden());
    }

    @Test
    void aPublicFormWithoutItsTokenIsShownAgain() throws Exception {
        mvc.perform(post("/fraga/kontroll").param("text", "Hej"))
                .andExpect(status().isForbidden())
                .andExpect(forwardedUrl("/fraga/kontroll"))
                .andExpect(request().attribute(ExpiredForm.ATTRIBUTE, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fraga", "/arende", "/arbete"})
    void ourPagesTellBrowsersWhatToRefuse(String address) throws Exception {
        mvc.perform(get(address))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                allOf(
                                        containsString("script-src 'self';"),
                                        containsString("frame-ancestors 'none'"),
                                        not(containsString("unsafe")))))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Referrer-Policy", oneOf("same-origin", "no-referrer")))
                .andExpect(header().exists("Permissions-Policy"))
                .andExpect(header().string("Cache-Control", containsString("no-store")));
    }

    @Test
    void browsersAreToldToKeepToHttpsWhereItIsUsed() throws Exception {
        mvc.perform(get("/").secure(true)).andExpect(header().exists("Strict-Transport-Security"));
    }

    @Test
    void camundasPagesKeepTheirOwnPolicy() throws Exception {
        mvc.perform(get("/camunda/app/cockpit/default/").with(staff("handlaggare")))
                .andExpect(header().doesNotExist("Content-Security-Policy"))
                .andExpect(header().string("X-Frame-Options", "DENY"));
    }

    @Test
    void filesMayBeKeptByBrowsersAndSetNoCookie() throws Exception {
        mvc.perform(get("/assets/nothing-here.css"))
                .andExpect(cookie().doesNotExist("SVARA-XSRF"))
                .andExpect(cookie().doesNotExist("SESSION"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
    }

    @Test
    void healthIsForEverybodyAndNothingElseOfTheActuator() throws Exception {
        mvc.perform(get("/actuator/health")).andExpect(status().isOk());
        mvc.perform(get("/actuator/env")).andExpect(status().isForbidden());
        mvc.perform(get("/webjars/camunda/app/admin/index.html")).andExpect(status().isForbidden());
        mvc.perform(put("/fraga").with(csrf())).andExpect(status().isForbidden());
        mvc.perform(options("/fraga")).andExpect(status().isForbidden());
    }

    @Test
    void everyPageThatNeedsStaffIsBehindTheSignIn() {
        assertThat(doors.getFilterChains()).contains(staff);
        Map<RequestMappingInfo, HandlerMethod> pages = new HashMap<>(requestMappingHandlerMapping.getHandlerMethods());
        pages.values().removeIf(method -> !needsStaff(method));
        assertThat(pages)
                .isNotEmpty()
                .allSatisfy((mapping, method) -> assertThat(addresses(mapping))
                        .as("addresses of %s", method)
                        .isNotEmpty()
                        .allMatch(address -> staff.matches(toRequest(address))));
    }

    private static boolean needsStaff(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(CurrentStaff.class));
    }

    private static Set<String> addresses(RequestMappingInfo mapping) {
        return mapping.getPatternValues();
    }

    private static MockHttpServletRequest toRequest(String pattern) {
        var request = new MockHttpServletRequest("GET", pattern.replaceAll("\\{[^}]*}|\\*+", "x"));
        request.setServletPath(request.getRequestURI());
        return request;
    }
}
