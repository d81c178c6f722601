package se.vaxholm.svara.channel.mail;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.AdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.CockpitRuntimeDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.TasklistRuntimeDelegate;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.WelcomeRuntimeDelegate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraApplication;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.embedded.DemoRealm;
import se.vaxholm.svara.embedded.MailServer;
import se.vaxholm.svara.embedded.PostgresServer;
import se.vaxholm.svara.embedded.SvaraSettings;

/** Another town that has a Svara of its own, with its own database and addresses. */
final class Neighbour implements AutoCloseable {

    static final String ADDRESS = "registrator@grannby.example";

    private final ConfigurableApplicationContext svara;
    private final Runnable before;

    private Neighbour(ConfigurableApplicationContext svara, Runnable before) {
        this.svara = svara;
        this.before = before;
    }

    /** Camunda and its web applications know one engine in the whole JVM: the one that is there comes back by this. */
    private static Runnable asItIs() {
        ProcessEngine engine = ProcessEngines.getDefaultProcessEngine();
        CockpitRuntimeDelegate cockpit = Cockpit.getRuntimeDelegate();
        AdminRuntimeDelegate admin = Admin.getRuntimeDelegate();
        TasklistRuntimeDelegate tasklist = Tasklist.getRuntimeDelegate();
        WelcomeRuntimeDelegate welcome = Welcome.getRuntimeDelegate();
        return () -> {
            ProcessEngines.registerProcessEngine(engine);
            Cockpit.setCockpitRuntimeDelegate(cockpit);
            Admin.setAdminRuntimeDelegate(admin);
            Tasklist.setTasklistRuntimeDelegate(tasklist);
            Welcome.setRuntimeDelegate(welcome);
        };
    }

    static Neighbour start(MailServer mail) {
        Runnable before = asItIs();
        PostgresServer.Database database = TestServers.newDatabase();
        Map<String, Object> settings = SvaraSettings.of(
                database,
                mail,
                TestServers.keycloakStandIn().url(),
                new DemoRealm(Path.of("keycloak", "svara-realm.json")),
                "https://svara.grannby.example",
                "a-server-key-that-only-the-neighbour-knows");
        settings.putAll(SvaraSettings.inbox(mail, List.of(ADDRESS)));
        settings.put("server.port", 0);
        settings.put("server.address", "127.0.0.1");
        settings.put("svara.scheduling", false);
        settings.put("camunda.bpm.job-execution.enabled", false);
        SpringApplication application = new SpringApplication(SvaraApplication.class);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("neighbour", settings));
            ((GenericApplicationContext) context).registerBean(FlywayMigrationStrategy.class, () -> flyway -> {
                flyway.migrate();
                settle(database);
            });
        });
        return new Neighbour(application.run(), before);
    }

    /** The town is known by its own addresses before its Svara starts. */
    private static void settle(PostgresServer.Database database) {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), PostgresServer.OWNER, database.ownerPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("update unit set email = replace(email, '@vaxholm.', '@grannby.')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void readsAndWrites() {
        svara.getBean(Inbox.class).readAll();
        svara.getBean(PostOffice.class).sendDue();
    }

    /** How many of its mails had each fate, and why. */
    Map<String, Long> fates() {
        return svara
                .getBean(JdbcClient.class)
                .sql("select fate || ' ' || reason from mail")
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(fate -> fate, Collectors.counting()));
    }

    @Override
    public void close() {
        svara.close();
        before.run();
    }
}
