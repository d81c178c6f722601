package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fills a database with open cases by copying some real ones, row by row with ids of their own, as they stand in the running
 * engine and in our tables. What only tells of the past, the engine's history, is not copied.
 */
final class CaseCopies {

    /** By how much the last days of the copies differ, so that a list has something to order. */
    private static final int SPREAD_SECONDS = 36_000;

    private static final int BASE = 5_000_000;

    private static final String ENGINE_ROWS =
            "proc_inst_id_ in (select id_ from act_ru_execution where business_key_ = '%s')";
    private static final String OUR_ROWS = "enquiry_id = (select id from enquiry where number = '%s')";

    private final Tables tables;
    private final List<String> originals;

    /** @param originals the numbers of the cases to be copied */
    CaseCopies(Tables tables, List<String> originals) {
        this.tables = tables;
        this.originals = originals;
    }

    /** Adds the copies with these running numbers. */
    void add(int from, int to) {
        for (int i = 0; i < originals.size(); i++) {
            String number = originals.get(i);
            List<CopiedRow> rows = rows(number);
            Pattern own = CopiedRow.own(rows, number);
            String numbers = "generate_series(" + (from + i) + ", " + to + ", " + originals.size() + ") n";
            for (CopiedRow row : rows) {
                tables.run(row.copy(own, number, BASE, CaseCopies::spread) + " from " + numbers);
            }
        }
        tables.run("analyze");
    }

    private static String spread(String table, String column, String type, String copied) {
        return column.matches("due_date_|duedate_|answer_due_at|remind_at")
                ? copied + " + (n % " + SPREAD_SECONDS + ") * interval '1 second'"
                : copied;
    }

    private List<CopiedRow> rows(String number) {
        String engine = ENGINE_ROWS.formatted(number);
        List<CopiedRow> rows = new ArrayList<>();
        if (tables.number("select count(*) from pg_tables where tablename = 'enquiry'") > 0) {
            String ours = OUR_ROWS.formatted(number);
            rows.addAll(CopiedRow.read(tables, "enquiry", "number = '" + number + "'", "1"));
            rows.addAll(CopiedRow.read(tables, "message", ours, "at"));
            rows.addAll(CopiedRow.read(tables, "incoming", ours, "1"));
            rows.addAll(CopiedRow.read(tables, "letter", ours, "1"));
            rows.addAll(CopiedRow.read(tables, "journal_entry", ours, "id"));
            rows.addAll(CopiedRow.read(tables, "journal_head", ours.replace("enquiry_id", "chain"), "1"));
        }
        rows.addAll(inOrder(CopiedRow.read(tables, "act_ru_execution", engine, "id_")));
        rows.addAll(CopiedRow.read(tables, "act_ru_task", engine, "1"));
        rows.addAll(CopiedRow.read(tables, "act_ru_variable", engine, "1"));
        rows.addAll(CopiedRow.read(tables, "act_ru_event_subscr", engine, "1"));
        rows.addAll(CopiedRow.read(tables, "act_ru_job", engine.replace("proc_inst_id_", "process_instance_id_"), "1"));
        rows.addAll(CopiedRow.read(
                tables, "act_ru_identitylink", "task_id_ in (select id_ from act_ru_task where " + engine + ")", "1"));
        // The rights that the engine gives to each task's group.
        rows.addAll(CopiedRow.read(
                tables,
                "act_ru_authorization",
                "resource_id_ in (select id_ from act_ru_task where " + engine + ")",
                "1"));
        return rows;
    }

    /** An execution after those that it belongs to: its parent's, and the one that called its process. */
    private static List<CopiedRow> inOrder(List<CopiedRow> executions) {
        List<CopiedRow> left = new ArrayList<>(executions);
        List<CopiedRow> ordered = new ArrayList<>();
        Set<String> there = new LinkedHashSet<>();
        while (!left.isEmpty()) {
            List<CopiedRow> next = left.stream()
                    .filter(row -> row.refersTo(there, "parent_id_", "super_exec_"))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("Executions that belong to none of the case: " + left);
            }
            ordered.addAll(next);
            next.forEach(row -> there.add(row.id()));
            left.removeAll(next);
        }
        return ordered;
    }
}
