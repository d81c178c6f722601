package se.vaxholm.svara.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTests {

    private static final Path SERVERS = Path.of(".svara", "servers");

    @TempDir
    private Path folder;

    private final int port = FreePort.any();

    @Test
    void keepsDataBetweenRunsSortsInSwedishAndLetsTheApplicationChangeNoTables() throws SQLException {
        try (PostgresServer server = start()) {
            PostgresServer.Database database = server.database("svara", false, "owner", "app");
            execute(
                    database.url(),
                    PostgresServer.OWNER,
                    "owner",
                    "CREATE TABLE place (name text); GRANT SELECT, INSERT ON place TO svara_app");
            execute(
                    database.url(),
                    PostgresServer.APPLICATION,
                    "app",
                    "INSERT INTO place VALUES ('Österåker'), ('Åland'), ('Zinkgruvan'), ('Ängsö'), ('Vaxholm')");
            assertThatThrownBy(() -> execute(
                            database.url(), PostgresServer.APPLICATION, "app", "CREATE TABLE forbidden (id int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
        try (PostgresServer server = start()) {
            PostgresServer.Database database = server.database("svara", false, "owner", "app");
            assertThat(names(database)).containsExactly("Vaxholm", "Zinkgruvan", "Åland", "Ängsö", "Österåker");
        }
    }

    @Test
    void stopsTheServerOfAKilledRunBeforeItStartsAgain() {
        PostgresServer orphan = start();
        ProcessHandle before =
                ChildProcess.ours(data().resolve("postmaster.pid"), data()).orElseThrow();
        assertThat(orphan).isNotNull();

        try (PostgresServer server = start()) {
            assertThat(before.isAlive()).isFalse();
            assertThat(server.database("svara", false, "owner", "app").url()).contains(":" + port + "/");
        }
    }

    private Path data() {
        return folder.resolve("postgresql");
    }

    private PostgresServer start() {
        return PostgresServer.start(SERVERS, data(), port, PostgresServer.Durability.THROWN_AWAY, "only-for-tests");
    }

    private static void execute(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> names(PostgresServer.Database database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), PostgresServer.APPLICATION, "app");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM place ORDER BY name")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
