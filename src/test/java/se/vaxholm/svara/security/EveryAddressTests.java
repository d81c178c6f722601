package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.security.CamundaResources.Endpoint;

/**
 * Who is let in where: every address of the application, ours and Camunda's, by every role, by somebody of the staff without
 * one, by a machine and by nobody. The table stands in {@code security/addresses.txt}; an address without a row fails the
 * build, as does a row without an address. What somebody who is let in may see of a case is tested where it is decided.
 */
@SvaraTest
class EveryAddressTests {

    private static final String NOBODY = "nobody";
    private static final String NEWCOMER = "newcomer";
    private static final String MACHINE = "machine";
    private static final Set<String> OFFICERS = Set.of("HANDLAGGARE", "KONTAKTCENTER", "REGISTRATOR", "CHEF");
    private static final Set<String> ROLES =
            Arrays.stream(StaffRole.values()).map(StaffRole::name).collect(Collectors.toSet());

    /** What filters and servlets serve without saying so in a mapping. */
    private static final Set<Endpoint> SERVED_BY_FILTERS = Set.of(
            new Endpoint("/oauth2/authorization/keycloak", "GET"),
            new Endpoint("/login/oauth2/code/keycloak", "GET"),
            new Endpoint("/logout", "GET"),
            new Endpoint("/logout", "POST"),
            new Endpoint("/logout/connect/back-channel/keycloak", "POST"),
            new Endpoint("/camunda", "GET"),
            new Endpoint("/camunda/app/tasklist/default/", "GET"),
            new Endpoint("/camunda/app/cockpit/default/", "GET"),
            new Endpoint("/camunda/app/admin/default/", "GET"),
            new Endpoint("/camunda/app/admin/default/setup/", "GET"),
            new Endpoint("/camunda/app/welcome/default/", "GET"),
            new Endpoint("/camunda/api/engine/engine/", "GET"),
            new Endpoint("/engine-rest", "GET"),
            new Endpoint("/engine-rest/engine", "GET"));

    @Autowired
    private FilterChainProxy doors;

    @Autowired
    private WebApplicationContext application;

    private final Map<String, List<RequestPostProcessor>> people = people();

    @Test
    void everyAddressOpensForThoseInTheTableAndForNobodyElse() throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (Endpoint endpoint : ours()) {
            found.put(endpoint.method() + " " + endpoint.address(), letIn(endpoint));
        }
        for (Endpoint endpoint : CamundaResources.ofTheWebapps()) {
            found.put(endpoint.method() + " " + endpoint.address(), letIn(endpoint));
        }
        for (Endpoint endpoint : CamundaResources.ofAnEngine()) {
            found.put(
                    endpoint.method() + " engine " + endpoint.address(),
                    String.join(
                            " | ",
                            letIn(endpoint.under("/camunda/api/engine/engine/default")),
                            letIn(endpoint.under("/engine-rest")),
                            letIn(endpoint.under("/engine-rest/engine/default"))));
        }
        assertThat(found).hasSizeGreaterThan(300);
        assertThat(lines(found)).containsExactlyInAnyOrderElementsOf(table());
    }

    private static List<String> table() throws java.io.IOException {
        return new ClassPathResource("security/addresses.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<String> lines(Map<String, String> found) {
        return found.entrySet().stream()
                .map(row -> row.getKey() + " => " + row.getValue())
                .toList();
    }

    /** What Spring MVC serves: controllers, the actuator, and the places of files. */
    private Set<Endpoint> ours() {
        Set<Endpoint> all = new LinkedHashSet<>(SERVED_BY_FILTERS);
        application
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    Set<String> methods = info.getMethodsCondition().getMethods().stream()
                            .map(Enum::name)
                            .collect(Collectors.toSet());
                    for (String address : info.getPatternValues()) {
                        for (String method : methods.isEmpty() ? Set.of("GET", "POST") : methods) {
                            all.add(new Endpoint(address, method));
                        }
                    }
                }));
        application
                .getBeansOfType(AbstractUrlHandlerMapping.class)
                .values()
                .forEach(mapping ->
                        mapping.getHandlerMap().keySet().forEach(address -> all.add(new Endpoint(address, "GET"))));
        return all;
    }

    private String letIn(Endpoint endpoint) throws Exception {
        Set<String> in = new LinkedHashSet<>();
        for (var person : people.entrySet()) {
            if (isLetIn(endpoint, person.getValue())) {
                in.add(person.getKey());
            }
        }
        return inWords(in);
    }

    private boolean isLetIn(Endpoint endpoint, List<RequestPostProcessor> person) throws Exception {
        var request = new MockHttpServletRequest(
                application.getServletContext(), endpoint.method(), example(endpoint.address()));
        request.setServletPath(request.getRequestURI());
        MockHttpServletRequest asked = request;
        for (RequestPostProcessor part : person) {
            asked = part.postProcessRequest(asked);
        }
        boolean[] in = {false};
        FilterChain inside = (arrived, answer) -> in[0] = true;
        doors.doFilter(asked, new MockHttpServletResponse(), inside);
        return in[0];
    }

    private static Map<String, List<RequestPostProcessor>> people() {
        Map<String, List<RequestPostProcessor>> people = new LinkedHashMap<>();
        people.put(NOBODY, List.of(csrf()));
        people.put(NEWCOMER, List.of(TestStaff.staff(new Staff("ny", "Ny", Set.of("stadsbyggnad"))), csrf()));
        for (StaffRole role : StaffRole.values()) {
            Staff staff = new Staff("x", "X", Set.of(role.group()));
            people.put(role.name(), List.of(TestStaff.staff(staff), csrf()));
        }
        people.put(MACHINE, List.of(jwt()));
        return people;
    }

    private static String inWords(Set<String> in) {
        if (in.contains(NOBODY)) {
            return in.size() == StaffRole.values().length + 3 ? "everybody" : "everybody?" + in;
        }
        List<String> words = new ArrayList<>();
        Set<String> rest = new LinkedHashSet<>(in);
        if (rest.containsAll(ROLES) && rest.remove(NEWCOMER)) {
            words.add("signed-in");
            rest.removeAll(ROLES);
        } else if (rest.containsAll(ROLES)) {
            words.add("every-role");
            rest.removeAll(ROLES);
        } else if (rest.containsAll(OFFICERS)) {
            words.add("officers");
            rest.removeAll(OFFICERS);
        }
        words.addAll(rest);
        return words.isEmpty() ? "none" : String.join(" + ", words);
    }

    /** An address with something in the place of its variables. */
    private static String example(String pattern) {
        return pattern.replaceAll("\\{\\w+:([\\w-]+)[^}]*}", "$1").replaceAll("\\{[^}]*}|\\*+", "x");
    }
}
