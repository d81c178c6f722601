package se.vaxholm.svara.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables from the scripts in the engine's own jar, and lets the application's role use, but never
 * change, everything that the owner creates.
 */
@Component
class EngineTables implements JavaMigration {

    private static final List<String> SCRIPTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "engine tables";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        String role = appRole(context.getConfiguration());
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("grant usage on schema public to " + role);
            statement.execute("alter default privileges in schema public"
                    + " grant select, insert, update, delete on tables to " + role);
            statement.execute("alter default privileges in schema public grant usage on sequences to " + role);
            for (String script : SCRIPTS) {
                statement.execute(read("org/camunda/bpm/engine/db/create/activiti.postgres.create." + script + ".sql"));
            }
            // Completing a task asks for its sub-tasks; without this index that is a scan of every open task.
            statement.execute("create index act_idx_task_parent on act_ru_task (parent_task_id_)");
            // And every second somebody asks which jobs are due.
            statement.execute("create index act_idx_job_duedate on act_ru_job (duedate_)");
        }
    }

    private static String appRole(Configuration configuration) {
        String role = configuration.getPlaceholders().getOrDefault("app-role", "");
        if (!role.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalStateException("The database role of the application, spring.datasource.username, is \""
                    + role + "\": it must be a plain lower-case name such as svara_app.");
        }
        return role;
    }

    private static String read(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}
