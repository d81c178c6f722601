package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraTest;

/** The database itself keeps the application from changing what is written in the journal, and from changing tables. */
@SvaraTest
class DatabaseRolesTests {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theApplicationWorksInItsOwnRole() {
        assertThat(jdbc.sql("select session_user || ' ' || current_user")
                        .query(String.class)
                        .single())
                .isEqualTo("svara_app svara_app");
        assertThat(jdbc.sql("select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls from pg_roles"
                                + " where rolname = 'svara_app'")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal_entry set at = now()",
                "update journal_entry set detail = '{}' where id = 0",
                "delete from journal_entry where id = 0",
                "truncate journal_entry",
                "truncate enquiry cascade",
                "alter table journal_entry add column extra text",
                "alter table enquiry drop column subject",
                "alter table journal_entry disable trigger all",
                "drop table journal_entry",
                "drop index journal_of_chain",
                "update journal_checkpoint set root = root",
                "delete from journal_checkpoint",
                "update journal_checkpoint_leaf set seq = 1",
                "delete from journal_checkpoint_leaf",
                "delete from journal_head",
                "update access_log set at = now()",
                "delete from access_log",
                "truncate access_log",
                "update kept_texts set texts = ''",
                "delete from kept_texts",
                "truncate kept_texts",
                "create table extra (id int)",
                "create view extra as select 1",
                "create schema extra",
                "create function extra() returns int language sql as 'select 1'",
                "create extension dblink",
                "create role extra",
                "alter default privileges for role svara_owner grant all on tables to svara_app",
                "set role svara_owner",
                "copy journal_entry to program 'cat'",
                "update flyway_schema_history set success = false"
            })
    void theApplicationCannot(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        e -> assertThat(((SQLException) e.getMostSpecificCause()).getSQLState())
                                .as(e.getMessage())
                                .isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal_entry",
                "journal_checkpoint",
                "journal_checkpoint_leaf",
                "access_log",
                "audit_sample",
                "audit_sample_unit",
                "audit_sample_case",
                "audit_finding"
            })
    void theApplicationOnlyAddsTo(String table) {
        assertThat(rights(table)).containsExactly("INSERT", "SELECT");
        assertThat(jdbc.sql("select has_any_column_privilege(?, 'update')")
                        .param(table)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    /** Writers move a chain's end forward; nobody takes one away. */
    @Test
    void theApplicationKeepsTheEndsOfChains() {
        assertThat(rights("journal_head")).containsExactly("INSERT", "SELECT", "UPDATE");
    }

    private List<String> rights(String table) {
        return jdbc.sql("select kind from unnest(array['DELETE', 'INSERT', 'SELECT', 'TRUNCATE', 'UPDATE']) kind"
                        + " where has_table_privilege(?, kind) order by kind")
                .param(table)
                .query(String.class)
                .list();
    }

    @Test
    void theApplicationCannotGiveItselfRights() {
        // PostgreSQL answers with a warning that nothing was granted.
        jdbc.sql("grant all on journal_entry to svara_app").update();
        assertThat(jdbc.sql("select has_table_privilege('journal_entry', 'update')"
                                + " or has_table_privilege('journal_entry', 'delete')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }
}
