package se.vaxholm.svara.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.env.MockEnvironment;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.embedded.FreePort;
import se.vaxholm.svara.embedded.PostgresServer;

/** On a database without any tables. */
class DatabaseTests {

    private static final PostgresServer.Database EMPTY = TestServers.newDatabase();

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("spring.datasource.url", EMPTY.url())
            .withProperty("spring.datasource.username", PostgresServer.APPLICATION)
            .withProperty("spring.datasource.password", EMPTY.applicationPassword())
            .withProperty("spring.flyway.url", EMPTY.url())
            .withProperty("spring.flyway.user", PostgresServer.OWNER)
            .withProperty("spring.flyway.password", EMPTY.ownerPassword());

    private final Database database = Database.ofTheApplication(environment);

    @Test
    void theServerOfTheTestsIsOneOfThoseWeKnow() {
        assertThatCode(database::mustBeOfAKnownVersion).doesNotThrowAnyException();
    }

    @Test
    void aWrongPasswordIsToldWithBothVariables() {
        environment.setProperty("spring.datasource.password", "wrong");

        assertRefused(
                database::connect, "SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD: the database at jdbc:");
    }

    @Test
    void theOwnersWrongPasswordIsToldAsTheOwners() {
        environment.setProperty("spring.flyway.password", "wrong");

        assertRefused(
                Database.ofTheOwner(environment)::connect,
                "SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD: the database at jdbc:");
    }

    @Test
    void aDatabaseThatIsNotThereIsTold() {
        environment.setProperty("spring.datasource.url", EMPTY.url() + "_no");

        assertRefused(database::connect, "SPRING_DATASOURCE_URL: the server has no such database");
    }

    @Test
    void aServerThatDoesNotAnswerIsToldWithoutWhatMayBeSecret() {
        String url = "jdbc:postgresql://127.0.0.1:" + FreePort.any() + "/svara";
        environment.setProperty("spring.datasource.url", url + "?sslpassword=secret");

        assertRefused(database::connect, "SPRING_DATASOURCE_URL: no PostgreSQL answers at " + url + " (");
    }

    @Test
    void tablesThatAreOlderThanTheApplicationAreToldWithTheWayOut() {
        assertRefused(
                database::mustHaveTheTablesOfThisVersion,
                "The database lacks the tables of this version (V2, V3,",
                "java -jar svara.jar migrate",
                "SPRING_FLYWAY_PASSWORD");
    }

    @Test
    void anApplicationThatMayChangeTablesIsWarned() {
        environment.setProperty("spring.datasource.username", PostgresServer.OWNER);
        environment.setProperty("spring.datasource.password", EMPTY.ownerPassword());
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Database.class);
        logger.addAppender(log);

        database.shouldNotBeItsOwner();

        logger.detachAppender(log);
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("SPRING_DATASOURCE_USERNAME is svara_owner, who may create and change tables");
    }

    @Test
    void nodesStartOneAfterTheOther() throws Exception {
        CompletableFuture<StartLock> second;
        try (StartLock first = StartLock.take(database)) {
            assertThat(first).isNotNull();
            second = CompletableFuture.supplyAsync(() -> StartLock.take(database));
            assertThat(second).as("the second node waits").matches(node -> waits(node, Duration.ofMillis(700)));
        }

        second.get(10, TimeUnit.SECONDS).close();
    }

    private static boolean waits(CompletableFuture<?> node, Duration time) {
        try {
            node.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(ThrowingCallable deed, String... parts) {
        assertThatExceptionOfType(StartFailure.class).isThrownBy(deed).satisfies(failure -> {
            assertThat(failure.lines()).singleElement().asString().startsWith(parts[0]);
            assertThat(failure.getMessage())
                    .contains(parts)
                    .doesNotContain("\n")
                    .doesNotContain("secret");
        });
    }
}
