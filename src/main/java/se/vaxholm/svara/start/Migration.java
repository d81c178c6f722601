package se.vaxholm.svara.start;

import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;

/**
 * Creates and changes the tables, and nothing else: {@code java -jar svara.jar migrate}. Whoever runs this once as the owner
 * can run the application without the owner's password, so that nobody who breaks into it can change the journal.
 */
@ImportAutoConfiguration(FlywayAutoConfiguration.class)
@ComponentScan(
        basePackages = "se.vaxholm.svara",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = JavaMigration.class))
public class Migration {

    private static final String COMMAND = "migrate";

    public static boolean isAskedFor(String... arguments) {
        return List.of(arguments).contains(COMMAND);
    }

    /** Ends when the tables are those of this version; the arguments may hold settings as the application's do. */
    public static void run(String... arguments) {
        SpringApplication migration = new SpringApplication(Migration.class);
        migration.setWebApplicationType(WebApplicationType.NONE);
        migration.addListeners((ApplicationListener<ApplicationPreparedEvent>)
                event -> check(event.getApplicationContext().getEnvironment()));
        migration
                .run(Stream.concat(
                                Stream.of(arguments).filter(argument -> !argument.equals(COMMAND)),
                                Stream.of("--spring.flyway.enabled=true"))
                        .toArray(String[]::new))
                .close();
    }

    private static void check(Environment environment) {
        List<String> problems = SettingsCheck.ofTheMigration(environment);
        if (!problems.isEmpty()) {
            throw new StartFailure(problems);
        }
        Database.ofTheOwner(environment).mustBeOfAKnownVersion();
    }
}
