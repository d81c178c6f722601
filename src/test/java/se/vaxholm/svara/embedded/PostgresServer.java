package se.vaxholm.svara.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL server on the loopback address with its data in a folder of ours and Swedish collation.
 *
 * <p>Driven by {@code pg_ctl}: it takes the server out of the terminal's process group, waits until it answers, and
 * gives up administrator rights on Windows.
 */
public final class PostgresServer implements AutoCloseable {

    /** Whether what was committed must survive a power cut; tests are quicker without. */
    public enum Durability {
        KEPT,
        THROWN_AWAY
    }

    /** Who owns the schema and migrates it. */
    public static final String OWNER = "svara_owner";

    /** Who the application is: no DDL. */
    public static final String APPLICATION = "svara_app";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final String password;
    private final List<String> prefix;

    private PostgresServer(Path home, Path data, int port, String password) {
        this.home = home;
        this.data = data.toAbsolutePath();
        this.log = this.data.resolveSibling(data.getFileName() + ".log");
        this.port = port;
        this.password = password;
        this.prefix = new UnprivilegedUser(this.data.getParent()).prefix();
    }

    /** Starts a server on the data folder, which is created at need; a server left over from a killed run is stopped first. */
    public static PostgresServer start(Path servers, Path data, int port, Durability durability, String password) {
        PostgresServer server = new PostgresServer(PostgresBinaries.unpack(servers), data, port, password);
        stopLeftOver(data);
        server.mustFit(durability);
        server.createCluster();
        server.startServer(durability);
        return server;
    }

    /** Stops the server that a killed run left on this data folder, if there is one. */
    public static boolean stopLeftOver(Path data) {
        return ChildProcess.ours(data.resolve("postmaster.pid"), data)
                .map(orphan -> {
                    ChildProcess.stop(orphan, Duration.ofSeconds(10));
                    return true;
                })
                .orElse(false);
    }

    /** Data of one major version is not readable for another. */
    private void mustFit(Durability durability) {
        Path version = data.resolve("PG_VERSION");
        try {
            if (Files.exists(version) && !Files.readString(version).strip().equals(majorVersion())) {
                if (durability == Durability.KEPT) {
                    throw new ServerStartException("The data in " + data + " is of PostgreSQL "
                            + Files.readString(version).strip() + " and not of " + majorVersion()
                            + ": start over with -Dsvara.fresh=true, or go back.");
                }
                Folder.delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String majorVersion() throws IOException {
        String header = Files.readString(
                home.resolve("share").resolve("postgresql").resolve("postgres.bki"), StandardCharsets.US_ASCII);
        return header.lines().findFirst().orElseThrow().replaceAll("\\D", "");
    }

    private void createCluster() {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        // Made beside and moved into place, so that an interrupted start leaves nothing half-made behind.
        Path unfinished = data.resolveSibling(data.getFileName() + "-unfinished");
        Folder.delete(unfinished);
        Folder.create(unfinished.getParent());
        Path passwordFile = data.resolveSibling("password");
        try {
            Files.writeString(passwordFile, password);
            UnprivilegedUser.letIn(passwordFile, prefix);
            int exit = pg(
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=icu",
                    "--icu-locale=sv-SE",
                    "--no-sync");
            if (exit != 0) {
                throw new ServerStartException("PostgreSQL could not create its data folder " + data + ", see " + log);
            }
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    private void startServer(Durability durability) {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=60",
                "shared_buffers=32MB",
                "jit=off",
                "timezone=UTC",
                "log_timezone=Europe/Stockholm"));
        if (durability == Durability.THROWN_AWAY) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        String options = String.join(" ", settings.stream().map(s -> "-c " + s).toList());
        if (pg("pg_ctl", "start", "-w", "-t", "60", "-D", data.toString(), "-l", log.toString(), "-o", options) != 0) {
            throw new ServerStartException("PostgreSQL did not start on port " + port + ", see " + log);
        }
    }

    private int pg(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        String suffix = ChildProcess.onWindows() ? ".exe" : "";
        command.add(home.resolve("bin").resolve(program + suffix).toString());
        command.addAll(List.of(arguments));
        Path output = data.resolveSibling("pg_ctl.log");
        return ChildProcess.run(output, PATIENCE, command);
    }

    /** Creates the two roles and the database at need; {@code fresh} drops the database first. */
    public Database database(String name, boolean fresh, String ownerPassword, String applicationPassword) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", password);
                Statement statement = connection.createStatement()) {
            role(statement, OWNER, ownerPassword);
            role(statement, APPLICATION, applicationPassword);
            if (fresh) {
                statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + OWNER);
            }
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + APPLICATION);
            return new Database(url(name), ownerPassword, applicationPassword);
        } catch (SQLException e) {
            throw new ServerStartException("Cannot set up the database " + name + ": " + e.getMessage(), e);
        }
    }

    private static void role(Statement statement, String role, String secret) throws SQLException {
        String deed = exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'") ? "ALTER" : "CREATE";
        statement.execute(
                deed + " ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '" + secret + "'");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        if (pg("pg_ctl", "stop", "-w", "-t", "4", "-m", "fast", "-D", data.toString()) != 0) {
            pg("pg_ctl", "stop", "-w", "-t", "4", "-m", "immediate", "-D", data.toString());
        }
    }

    /** Where a database is and the passwords of its two roles. */
    public record Database(String url, String ownerPassword, String applicationPassword) {}
}
