package se.vaxholm.svara.start;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** Looks at the database before the application does, so that what is wrong with it is said in one line. */
final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private static final int OLDEST = 15;
    private static final int NEWEST = 17;
    private static final String PATIENCE_IN_SECONDS = "10";

    private final Environment environment;
    private final String prefix;
    private final String user;

    private Database(Environment environment, String prefix, String user) {
        this.environment = environment;
        this.prefix = prefix;
        this.user = user;
    }

    static boolean migratesItself(Environment environment) {
        return !environment.getProperty("spring.flyway.enabled", "").equalsIgnoreCase("false");
    }

    /** The database as the application works with it. */
    static Database ofTheApplication(Environment environment) {
        return new Database(environment, "spring.datasource", "username");
    }

    /** The database as whoever creates and changes its tables. */
    static Database ofTheOwner(Environment environment) {
        return new Database(environment, "spring.flyway", "user");
    }

    /** Connects, or says in one line why not. */
    Connection connect() {
        Properties properties = new Properties();
        properties.setProperty("user", value(user));
        properties.setProperty("password", value("password"));
        properties.setProperty("loginTimeout", PATIENCE_IN_SECONDS);
        properties.setProperty("connectTimeout", PATIENCE_IN_SECONDS);
        properties.setProperty("socketTimeout", PATIENCE_IN_SECONDS);
        properties.setProperty("ApplicationName", "svara start");
        try {
            return DriverManager.getConnection(value("url"), properties);
        } catch (SQLException e) {
            throw new StartFailure(why(e));
        }
    }

    void mustBeOfAKnownVersion() {
        try (Connection connection = connect()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new StartFailure(variable("url") + ": the server is PostgreSQL " + version + "; Svara needs "
                        + OLDEST + " to " + NEWEST + ".");
            }
            if (version > NEWEST) {
                log.warn("The server is PostgreSQL {}; Svara was tried on {} to {} only", version, OLDEST, NEWEST);
            }
        } catch (SQLException e) {
            throw new StartFailure(why(e));
        }
    }

    /** Whoever may change tables can change the journal: that is the owner, never the application. */
    void shouldNotBeItsOwner() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet right = statement.executeQuery("select has_schema_privilege('public', 'create')"
                        + " or (select rolsuper from pg_roles where rolname = current_user)")) {
            if (right.next() && right.getBoolean(1)) {
                log.warn(
                        "{} is {}, who may create and change tables, so that the journal is not safe from the"
                                + " application: use a role that owns nothing",
                        variable(user),
                        value(user));
            }
        } catch (SQLException e) {
            throw new StartFailure(why(e));
        }
    }

    /** For an application that may not change the tables itself. */
    void mustHaveTheTablesOfThisVersion() {
        MigrationInfoService tables = Flyway.configure()
                .dataSource(value("url"), value(user), value("password"))
                .locations("classpath:db/migration")
                .load()
                .info();
        String lacking = versions(tables, info -> info.getState() == MigrationState.PENDING);
        if (!lacking.isEmpty()) {
            throw new StartFailure("The database lacks the tables of this version (" + lacking + "): run \"java -jar"
                    + " svara.jar migrate\" once, with the owner's SPRING_FLYWAY_URL, SPRING_FLYWAY_USER and"
                    + " SPRING_FLYWAY_PASSWORD, or let the application do it with SPRING_FLYWAY_ENABLED=true.");
        }
        String failed = versions(tables, info -> info.getState().isFailed());
        if (!failed.isEmpty()) {
            throw new StartFailure("Changing the tables has failed half-way (" + failed
                    + "): restore the database, then run \"java -jar svara.jar migrate\" again.");
        }
        String changed = versions(
                tables,
                info -> info.getType() == CoreMigrationType.SQL
                        && info.getState() == MigrationState.SUCCESS
                        && !info.isChecksumMatching());
        if (!changed.isEmpty()) {
            throw new StartFailure("The database belongs to another edition of Svara (" + changed
                    + " differ): check that " + variable("url") + " names the right database.");
        }
        String newer = versions(tables, info -> info.getState() == MigrationState.FUTURE_SUCCESS);
        if (!newer.isEmpty()) {
            log.warn("The database is newer than this version of Svara ({}): start the newer one", newer);
        }
    }

    private static String versions(MigrationInfoService tables, Predicate<MigrationInfo> which) {
        return String.join(
                ", ",
                Arrays.stream(tables.all())
                        .filter(which)
                        .map(info -> info.getVersion() == null ? info.getDescription() : "V" + info.getVersion())
                        .toList());
    }

    private String why(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String where = value("url").replaceAll("\\?.*", "");
        if (state.startsWith("28")) {
            return "%s, %s: the database at %s does not let %s in (%s)."
                    .formatted(variable(user), variable("password"), where, value(user), reason(e));
        }
        if (state.equals("3D000")) {
            return "%s: the server has no such database (%s): create it and its two roles first, as"
                            .formatted(variable("url"), reason(e))
                    + " src/docker/create-database.sh does.";
        }
        if (state.startsWith("08")) {
            return "%s: no PostgreSQL answers at %s (%s): start it, or correct the address."
                    .formatted(variable("url"), where, reason(e));
        }
        return "%s: the database at %s does not work (%s).".formatted(variable("url"), where, reason(e));
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }

    private String variable(String name) {
        return Variable.of(prefix + "." + name);
    }

    private String value(String name) {
        return environment.getProperty(prefix + "." + name, "");
    }
}
