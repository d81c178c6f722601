package se.vaxholm.svara.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SettingsCheckTests {

    private final Map<String, String> settings = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("spring.datasource.url", "jdbc:postgresql://database/svara"),
            Map.entry("spring.datasource.username", "svara_app"),
            Map.entry("spring.datasource.password", "secret"),
            Map.entry("spring.flyway.url", "jdbc:postgresql://database/svara"),
            Map.entry("spring.flyway.user", "svara_owner"),
            Map.entry("spring.flyway.password", "secret"),
            Map.entry("spring.mail.host", "mail"),
            Map.entry("svara.base-url", "https://svara.example.se"),
            Map.entry("svara.keycloak.url", "https://login.example.se/auth"),
            Map.entry("svara.keycloak.client-secret", "secret"),
            Map.entry("svara.keycloak.identity-client-secret", "secret"),
            Map.entry("svara.secret", "0123456789abcdef0123456789abcdef")));

    @Test
    void whatIsRequiredIsEnough() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void eachThatIsMissingIsNamedInALineOfItsOwn() {
        for (String setting : List.copyOf(settings.keySet())) {
            String value = settings.remove(setting);

            assertThat(problems())
                    .singleElement()
                    .asString()
                    .startsWith(Variable.of(setting) + " is missing: set it to ")
                    .doesNotContain("\n");
            settings.put(setting, value);
        }
    }

    @Test
    void allThatAreMissingAreNamedAtOnce() {
        int all = settings.size();
        settings.clear();

        assertThat(problems()).hasSize(all);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:mysql://database/svara",
        "spring.datasource.username, Svara",
        "spring.datasource.username, svara;drop",
        "spring.flyway.url, postgresql://database/svara",
        "svara.base-url, svara.example.se",
        "svara.base-url, ftp://svara.example.se",
        "svara.base-url, https://svara.example.se/?a=b",
        "svara.keycloak.url, https://",
        "svara.keycloak.internal-url, keycloak:8080",
        "svara.secret, 0123456789abcdef0123456789abcde",
        "spring.mail.port, 0",
        "spring.mail.port, smtp",
        "server.port, 70000",
        "spring.datasource.hikari.maximum-pool-size, 4",
        "svara.outbox.pause, 0s",
        "svara.outbox.pause, soon",
        "svara.scheduling, maybe",
        "spring.flyway.enabled, no",
        "svara.keycloak.identity-provider, 1"
    })
    void whatCannotBeMeantIsNamedWithAdvice(String setting, String value) {
        settings.put(setting, value);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(Variable.of(setting) + " ")
                .contains(": ")
                .endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "svara.limits.drafts-per-hour, many, SVARA_LIMITS_DRAFTS_PER_HOUR is \"many\"",
        "svara.limits.messages-per-hour, 0, 'SVARA_LIMITS_*: svara.limits: every limit must be at least 1'",
        "svara.limits.shortest-filling, soon, SVARA_LIMITS_SHORTEST_FILLING is \"soon\"",
        "svara.opening-hours.opens, eight, SVARA_OPENING_HOURS_OPENS is \"eight\"",
        "svara.opening-hours.opens, 17:00, 'SVARA_OPENING_HOURS_*: svara.opening-hours: opens 17:00 and closes 16:30'",
        "svara.camunda.end-of-life-notice, perhaps, SVARA_CAMUNDA_END_OF_LIFE_NOTICE is \"perhaps\""
    })
    void whatAGroupOfSettingsRefusesIsNamedToo(String setting, String value, String beginning) {
        settings.put(setting, value);

        assertThat(problems()).singleElement().asString().startsWith(beginning);
    }

    @ParameterizedTest
    @CsvSource({
        "host, '', SVARA_INBOX_BOXES_0_HOST is missing",
        "address, '', SVARA_INBOX_BOXES_0_ADDRESS is missing",
        "address, kontaktcenter, 'SVARA_INBOX_BOXES_0_ADDRESS is \"kontaktcenter\"'",
        "port, imaps, 'SVARA_INBOX_BOXES_0_PORT is \"imaps\"'",
        "tls, perhaps, 'SVARA_INBOX_BOXES_0_TLS is \"perhaps\"'",
        "password, '', SVARA_INBOX_BOXES_0_PASSWORD is missing"
    })
    void aMailboxThatIsNamedInPartIsNamedWhole(String name, String value, String beginning) {
        aMailbox();
        assertThat(problems()).isEmpty();

        settings.put("svara.inbox.boxes[0]." + name, value);

        assertThat(problems()).singleElement().asString().startsWith(beginning);
    }

    @Test
    void aMailboxThatIsOpenedByATokenNeedsNoPassword() {
        aMailbox();
        settings.remove("svara.inbox.boxes[0].password");
        settings.put("svara.inbox.boxes[0].token-url", "https://login.example.org/token");
        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("CLIENT"));

        settings.put("svara.inbox.boxes[0].client-id", "svara");
        settings.put("svara.inbox.boxes[0].client-secret", "hemligt");

        assertThat(problems()).isEmpty();
    }

    private void aMailbox() {
        settings.put("svara.inbox.boxes[0].address", "kontaktcenter@example.se");
        settings.put("svara.inbox.boxes[0].host", "imap.example.se");
        settings.put("svara.inbox.boxes[0].password", "hemligt");
    }

    @Test
    void noSecretIsShown() {
        settings.put("svara.secret", "too-short");

        assertThat(problems()).singleElement().asString().doesNotContain("too-short");
    }

    @Test
    void whoeverDoesNotMigrateNeedsNoOwner() {
        settings.keySet().removeIf(setting -> setting.startsWith("spring.flyway"));
        settings.put("spring.flyway.enabled", "false");

        assertThat(problems()).isEmpty();
    }

    @Test
    void withoutUsersFromKeycloakNoServiceAccountIsNeeded() {
        settings.remove("svara.keycloak.identity-client-secret");
        settings.put("svara.keycloak.identity-provider", "false");

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.flyway.url", "spring.flyway.user", "spring.flyway.password"})
    void theMigrationNeedsTheOwner(String setting) {
        settings.keySet().removeIf(name -> name.startsWith("svara") || name.equals("spring.datasource.url"));
        assertThat(SettingsCheck.ofTheMigration(environment())).isEmpty();

        settings.remove(setting);

        assertThat(SettingsCheck.ofTheMigration(environment()))
                .singleElement()
                .asString()
                .startsWith(Variable.of(setting) + " is missing");
    }

    private List<String> problems() {
        return SettingsCheck.ofTheApplication(environment());
    }

    private MockEnvironment environment() {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        return environment;
    }
}
