package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Somebody who may do anything to a case's messages, letters and files, as the database's superuser; it is undone when they
 * leave.
 */
final class CaseTampering implements AutoCloseable {

    private static final List<String> TABLES = List.of("message", "letter", "file", "file_chunk");

    private final JdbcClient jdbc;
    private final SingleConnectionDataSource source;
    private final UUID enquiry;

    CaseTampering(String url, UUID enquiry) throws SQLException {
        this.enquiry = enquiry;
        source = new SingleConnectionDataSource(DriverManager.getConnection(url, "postgres", "only-for-tests"), true);
        jdbc = JdbcClient.create(source);
        // No foreign key holds them up.
        run("set session_replication_role = replica");
        TABLES.forEach(table -> run("create temp table kept_" + table + " as select * from " + table + of(table)));
    }

    private String of(String table) {
        String files = "select file.id from file join message on message.id = message_id where message.enquiry_id = '"
                + enquiry + "'";
        return switch (table) {
            case "message", "letter" -> " where enquiry_id = '" + enquiry + "'";
            case "file" -> " where id in (" + files + ")";
            default -> " where file_id in (" + files + ")";
        };
    }

    private int run(String sql) {
        return jdbc.sql(sql).update();
    }

    /** @param sql in which {@code %s} stands for the case's id */
    void does(String sql) {
        assertThat(run(sql.replace("%s", enquiry.toString()))).as(sql).isPositive();
    }

    void layBack() {
        List.of("file_chunk", "file", "letter", "message").forEach(table -> run("delete from " + table + of(table)));
        TABLES.forEach(table -> {
            String key = table.equals("file_chunk") ? "file_id" : "id";
            run("delete from " + table + " where " + key + " in (select " + key + " from kept_" + table + ")");
            String columns = columns(table);
            run("insert into " + table + " (" + columns + ") overriding system value select " + columns + " from kept_"
                    + table);
        });
    }

    /** Those that the database does not make itself. */
    private String columns(String table) {
        return jdbc.sql("""
                        select string_agg(column_name, ', ') from information_schema.columns
                        where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'""").param(table).query(String.class).single();
    }

    @Override
    public void close() {
        layBack();
        source.destroy();
    }
}
