package se.vaxholm.svara.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.embedded.PostgresServer;

/** A compared program's database, seen from outside. */
final class Tables implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final Connection connection;

    private Tables(Connection connection) {
        this.connection = connection;
    }

    static Tables of(PostgresServer.Database database, String superuserPassword) {
        try {
            return new Tables(DriverManager.getConnection(database.url(), SUPERUSER, superuserPassword));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(String.valueOf(rows(sql).get(0).get(0)));
    }

    List<List<@Nullable String>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Bytes of write-ahead log so far, of the whole server. */
    long log() {
        return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    long size() {
        return number("select pg_database_size(current_database())");
    }

    /** Rows inserted, changed and removed so far; connections tell of theirs within ten seconds of doing nothing. */
    long changes(String tables) {
        return number(
                "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint from pg_stat_user_tables where "
                        + tables);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
