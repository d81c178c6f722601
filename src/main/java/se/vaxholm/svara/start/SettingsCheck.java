package se.vaxholm.svara.start;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Finds every required setting that is missing or cannot be meant, before anything starts, so that all show at once. */
final class SettingsCheck {

    private static final String BASE = "se.vaxholm.svara";
    private static final int SHORTEST_SECRET = 32;
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final Environment environment;
    private final List<String> problems = new ArrayList<>();

    private SettingsCheck(Environment environment) {
        this.environment = environment;
    }

    /** What is wrong with the settings of the application; empty when it may start. */
    static List<String> ofTheApplication(Environment environment) {
        SettingsCheck check = new SettingsCheck(environment);
        check.database("spring.datasource", "username", "the application's role");
        if (Database.migratesItself(environment)) {
            check.database("spring.flyway", "user", "the owner's role");
        }
        check.role();
        check.address("svara.base-url", "the address by which browsers reach Svara, such as https://svara.example.se");
        check.address("svara.keycloak.url", "the address by which browsers reach Keycloak");
        if (check.given("svara.keycloak.internal-url")) {
            check.address("svara.keycloak.internal-url", "the address by which Svara reaches Keycloak");
        }
        check.required("svara.keycloak.client-secret", "the secret of the sign-in client in Keycloak");
        if (!check.isFalse("svara.keycloak.identity-provider")) {
            check.required("svara.keycloak.identity-client-secret", "the secret of the service account in Keycloak");
        }
        check.required("spring.mail.host", "the mail server that takes Svara's letters");
        check.secret();
        check.number("spring.mail.port", 1, 65535);
        check.number("server.port", 1, 65535);
        check.number("spring.datasource.hikari.maximum-pool-size", 5, 1000);
        check.pause("svara.outbox.pause", Duration.ofMillis(100));
        check.pause("svara.outbox.regret", Duration.ZERO);
        check.pause("svara.ask-back.pause", Duration.ofMinutes(1));
        check.number("svara.ask-back.remind-after", 1, 60);
        check.number("svara.ask-back.close-after", 1, 60);
        check.number("svara.handover.accept-within", 1, 40);
        check.number("svara.forwarding.safe-after", 1, 20);
        check.number("svara.inbox.automatic-per-hour", 1, 1000);
        check.boxes();
        check.number("svara.clamd.port", 1, 65535);
        check.pause("svara.clamd.patience", Duration.ofSeconds(1));
        check.number("svara.access-log.kept-months", 12, 120);
        List.of(
                        "spring.flyway.enabled",
                        "svara.baseline",
                        "svara.scheduling",
                        "svara.keycloak.identity-provider",
                        "svara.camunda.end-of-life-notice")
                .forEach(check::trueOrFalse);
        if (check.problems.isEmpty()) {
            check.groups();
        }
        return check.problems;
    }

    /** What is wrong with the few settings that changing the tables needs. */
    static List<String> ofTheMigration(Environment environment) {
        SettingsCheck check = new SettingsCheck(environment);
        check.database("spring.flyway", "user", "the owner's role");
        check.required("spring.datasource.username", "the application's role, which is let into the tables");
        check.role();
        return check.problems;
    }

    private void database(String prefix, String user, String whose) {
        String url = prefix + ".url";
        if (required(url, "the address of the database, such as jdbc:postgresql://host:5432/svara")
                && !value(url).startsWith(POSTGRESQL)) {
            add(url, "is no address of a PostgreSQL database", "write it as jdbc:postgresql://host:5432/svara");
        }
        required(prefix + "." + user, whose + " in the database");
        required(prefix + ".password", "the password of " + whose);
    }

    /** The migration grants rights to this name. */
    private void role() {
        String setting = "spring.datasource.username";
        if (given(setting) && !ROLE.matcher(value(setting)).matches()) {
            add(setting, "is \"" + value(setting) + "\"", "use a role with a plain lower-case name such as svara_app");
        }
    }

    private void address(String setting, String meaning) {
        if (required(setting, meaning) && !isAddress(value(setting))) {
            add(setting, "is \"" + value(setting) + "\"", "write " + meaning + ", with http:// or https:// before it");
        }
    }

    /** Each mailbox that is named in part must be named whole. */
    private void boxes() {
        for (int i = 0; given(box(i, "address")) || given(box(i, "host")); i++) {
            if (required(box(i, "address"), "the address of the mailbox")
                    && !value(box(i, "address")).contains("@")) {
                add(box(i, "address"), "is \"" + value(box(i, "address")) + "\"", "write a whole e-mail address");
            }
            required(box(i, "host"), "the IMAP server of the mailbox");
            number(box(i, "port"), 1, 65535);
            trueOrFalse(box(i, "tls"));
            if (given(box(i, "token-url"))) {
                address(box(i, "token-url"), "the address where the token for the mailbox is fetched");
                required(box(i, "client-id"), "who fetches the token");
                required(box(i, "client-secret"), "the secret for fetching the token");
            } else {
                required(box(i, "password"), "the password of the mailbox, or give a token address");
            }
        }
    }

    private static String box(int index, String name) {
        return "svara.inbox.boxes[" + index + "]." + name;
    }

    private static boolean isAddress(String value) {
        try {
            URI address = URI.create(value);
            return Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void secret() {
        String setting = "svara.secret";
        String advice = "at least " + SHORTEST_SECRET + " characters that nobody can guess, such as what"
                + " \"openssl rand -base64 32\" prints; keep it, since all codes of matters depend on it";
        if (required(setting, advice) && value(setting).length() < SHORTEST_SECRET) {
            add(setting, "has only " + value(setting).length() + " characters", "set it to " + advice);
        }
    }

    private void number(String setting, int least, int most) {
        if (given(setting)) {
            try {
                int number = Integer.parseInt(value(setting).strip());
                if (number >= least && number <= most) {
                    return;
                }
            } catch (NumberFormatException e) {
                // Told below, like a number that is out of range.
            }
            add(setting, "is \"" + value(setting) + "\"", "set it to a number from " + least + " to " + most);
        }
    }

    private void pause(String setting, Duration least) {
        if (given(setting)) {
            try {
                if (DurationStyle.detectAndParse(value(setting)).compareTo(least) >= 0) {
                    return;
                }
            } catch (IllegalArgumentException e) {
                // Told below, like a time that is too short.
            }
            add(
                    setting,
                    "is \"" + value(setting) + "\"",
                    "set it to a time from " + least.toMillis() + "ms, such as 2s");
        }
    }

    /** What a group of settings says of itself, such as the opening hours, it says now and not half-way through the start. */
    private void groups() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (BeanDefinition found : scanner.findCandidateComponents(BASE)) {
            Class<?> group = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            try {
                Binder.get(environment)
                        .bindOrCreate(
                                group.getAnnotation(ConfigurationProperties.class)
                                        .value(),
                                group);
            } catch (BindException e) {
                problems.addAll(StartReport.lines(e));
            }
        }
    }

    private void trueOrFalse(String setting) {
        if (given(setting) && !isFalse(setting) && !value(setting).equalsIgnoreCase("true")) {
            add(setting, "is \"" + value(setting) + "\"", "set it to true or false");
        }
    }

    private boolean isFalse(String setting) {
        return value(setting).equalsIgnoreCase("false");
    }

    private boolean required(String setting, String meaning) {
        if (!given(setting)) {
            add(setting, "is missing", "set it to " + meaning);
            return false;
        }
        return true;
    }

    private boolean given(String setting) {
        return !value(setting).isBlank();
    }

    private String value(String setting) {
        return environment.getProperty(setting, "");
    }

    private void add(String setting, String fault, String advice) {
        problems.add(Variable.of(setting) + " " + fault + ": " + advice + ".");
    }
}
