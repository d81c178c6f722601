package se.vaxholm.svara;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds what runs in containers to few rights, fixed versions, and secrets that come from outside. */
class ContainersTests {

    private static final String COMPOSE = ProjectFiles.read("docker-compose.yml");
    private static final String DOCKERFILE = ProjectFiles.read("src/docker/Dockerfile");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    @ParameterizedTest
    @MethodSource("services")
    void noContainerMayMoreThanItMust(String name) {
        Map<String, Object> service = service(name);

        assertThat(service)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsKeys("mem_limit", "cpus", "pids_limit", "restart", "networks");
        assertThat(text(service, "user")).matches("[1-9]\\d+:[1-9]\\d+");
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyContainerThatStaysSaysWhetherItIsWell(String name) {
        Map<?, ?> check = (Map<?, ?>) service(name).get("healthcheck");

        assertThat(check).as(name).isNotNull();
        if (!Boolean.TRUE.equals(check.get("disable"))) {
            assertThat(check.containsKey("test")).as(name).isTrue();
        } else {
            assertThat(service(name)).containsEntry("restart", "no");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void nothingListensOutsideThisMachine(String name) {
        assertThat((List<?>) service(name).getOrDefault("ports", List.of()))
                .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
    }

    @Test
    void everyImageHasAVersion() {
        Stream<String> images = Stream.concat(
                services().map(name -> text(service(name), "image")).filter(image -> !image.endsWith(":local")),
                Pattern.compile("^FROM (\\S+)", Pattern.MULTILINE)
                        .matcher(DOCKERFILE)
                        .results()
                        .map(from -> from.group(1)));

        assertThat(images).hasSizeGreaterThanOrEqualTo(6).allMatch(image -> image.matches(".+:v?\\d[\\w.-]*"));
    }

    @Test
    void everyVariableStandsInTheExampleAndNoneTooMany() {
        Set<String> used = new TreeSet<>(
                VARIABLE.matcher(COMPOSE).results().map(found -> found.group(1)).toList());
        String example = ProjectFiles.read(".env.example");
        Set<String> offered = new TreeSet<>(Pattern.compile("^([A-Z_]+)=", Pattern.MULTILINE)
                .matcher(example)
                .results()
                .map(found -> found.group(1))
                .toList());

        assertThat(offered).isEqualTo(used);
        assertThat(example.lines().filter(line -> line.matches("[A-Z_]+=.+")))
                .as("secrets that everybody knows, but for those of the demo realm")
                .allMatch(line -> line.matches("SVARA_KEYCLOAK_\\w*CLIENT_SECRET=.*-demo-secret"));
    }

    @Test
    void theApplicationNeverSeesTheOwnersPassword() {
        assertThat(service("svara").toString()).doesNotContain("OWNER").doesNotContain("POSTGRES_PASSWORD");
        assertThat(environment("svara")).containsEntry("SPRING_FLYWAY_ENABLED", "false");
        assertThat(environment("migrate")).containsKey("SPRING_FLYWAY_PASSWORD");
    }

    @Test
    void keycloakReachesTheApplicationWhenItEndsASession() {
        assertThat(environment("keycloak")).containsEntry("SVARA_INTERNAL_URL", "http://svara:8080");
        assertThat(ProjectFiles.read("keycloak/svara-realm.json"))
                .contains("\"backchannel.logout.url\": \"${SVARA_INTERNAL_URL,SVARA_BASE_URL:");
    }

    @Test
    void theImageIsBuiltFromWhatTheRepositoryHolds() {
        List<String> copied = Pattern.compile("^COPY (?!--from)(.+) \\S+$", Pattern.MULTILINE)
                .matcher(DOCKERFILE)
                .results()
                .flatMap(copy -> Stream.of(copy.group(1).split(" ", -1)))
                .toList();
        Set<String> letIn = ProjectFiles.read("src/docker/Dockerfile.dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(letIn).isEqualTo(new TreeSet<>(copied));
        assertThat(copied)
                .allMatch(path -> ProjectFiles.tracked().stream()
                        .anyMatch(file -> file.equals(path) || file.startsWith(path + "/")));
    }

    static Stream<String> services() {
        return all().keySet().stream();
    }

    private static Map<String, Object> environment(String service) {
        return map(service(service).get("environment"));
    }

    private static Map<String, Object> service(String name) {
        return map(all().get(name));
    }

    private static Map<String, Object> all() {
        Map<String, Object> compose = new Yaml().load(COMPOSE);
        return map(compose.get("services"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static String text(Map<String, Object> service, String key) {
        return Objects.requireNonNull(service.get(key), key).toString();
    }
}
