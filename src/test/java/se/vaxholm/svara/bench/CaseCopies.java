package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills a database with open cases by copying some real ones, row by row with ids of their own, as they stand in the running
 * engine and in our tables. What only tells of the past, the engine's history, is not copied.
 */
final class CaseCopies {

    /** By how much the last days of the copies differ, so that a list has something to order. */
    private static final int SPREAD_SECONDS = 36_000;

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
            List<Row> rows = rows(number);
            Set<String> ids = rows.stream().map(Row::id).collect(Collectors.toCollection(LinkedHashSet::new));
            Pattern own = Pattern.compile(
                    ids.stream().map(Pattern::quote).collect(Collectors.joining("|")) + "|" + Pattern.quote(number));
            String numbers = "generate_series(" + (from + i) + ", " + to + ", " + originals.size() + ") n";
            for (Row row : rows) {
                tables.run(row.copy(own, number) + " from " + numbers);
            }
        }
        tables.run("analyze");
    }

    private List<Row> rows(String number) {
        String engine = ENGINE_ROWS.formatted(number);
        List<Row> rows = new ArrayList<>();
        if (tables.number("select count(*) from pg_tables where tablename = 'enquiry'") > 0) {
            String ours = OUR_ROWS.formatted(number);
            rows.addAll(read("enquiry", "number = '" + number + "'", "1"));
            rows.addAll(read("message", ours, "at"));
            rows.addAll(read("incoming", ours, "1"));
            rows.addAll(read("letter", ours, "1"));
            rows.addAll(read("journal_entry", ours, "id"));
            rows.addAll(read("journal_head", ours.replace("enquiry_id", "chain"), "1"));
        }
        rows.addAll(inOrder(read("act_ru_execution", engine, "id_")));
        rows.addAll(read("act_ru_task", engine, "1"));
        rows.addAll(read("act_ru_variable", engine, "1"));
        rows.addAll(read("act_ru_event_subscr", engine, "1"));
        rows.addAll(read("act_ru_job", engine.replace("proc_inst_id_", "process_instance_id_"), "1"));
        rows.addAll(read("act_ru_identitylink", "task_id_ in (select id_ from act_ru_task where " + engine + ")", "1"));
        // The rights that the engine gives to each task's group.
        rows.addAll(read(
                "act_ru_authorization", "resource_id_ in (select id_ from act_ru_task where " + engine + ")", "1"));
        return rows;
    }

    /** An execution after those that it belongs to: its parent's, and the one that called its process. */
    private static List<Row> inOrder(List<Row> executions) {
        List<Row> left = new ArrayList<>(executions);
        List<Row> ordered = new ArrayList<>();
        Set<String> there = new LinkedHashSet<>();
        while (!left.isEmpty()) {
            List<Row> next = left.stream()
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

    private List<Row> read(String table, String condition, String order) {
        List<List<@Nullable String>> columns =
                tables.rows("select column_name, data_type from information_schema.columns where table_name = '" + table
                        + "' and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position");
        List<String> names = columns.stream().map(column -> column.get(0)).toList();
        String key = switch (table) {
            case "incoming" -> "key";
            case "journal_head" -> "chain";
            default -> names.contains("id_") ? "id_" : "id";
        };
        String selected = names.stream().map(name -> name + "::text").collect(Collectors.joining(", "));
        return tables
                .rows("select " + selected + ", " + key + "::text from " + table + " where " + condition + " order by "
                        + order)
                .stream()
                .map(values -> new Row(table, columns, values))
                .toList();
    }

    /** A row of an original. */
    private record Row(String table, List<List<@Nullable String>> columns, List<@Nullable String> values) {

        String id() {
            return String.valueOf(values.get(columns.size()));
        }

        /** Whether each of these columns is empty or names one of these rows. */
        boolean refersTo(Set<String> ids, String... names) {
            for (int i = 0; i < columns.size(); i++) {
                String value = values.get(i);
                if (value != null && List.of(names).contains(columns.get(i).get(0)) && !ids.contains(value)) {
                    return false;
                }
            }
            return true;
        }

        String copy(Pattern own, String number) {
            List<String> names = new ArrayList<>();
            List<String> expressions = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String name = String.valueOf(columns.get(i).get(0));
                String type = String.valueOf(columns.get(i).get(1));
                String value = values.get(i);
                names.add(name);
                if (value == null) {
                    expressions.add("null");
                } else {
                    String copied = "(" + text(value, own, number) + ")::" + type;
                    boolean spread = name.matches("due_date_|duedate_|answer_due_at|remind_at");
                    expressions.add(spread ? copied + " + (n % " + SPREAD_SECONDS + ") * interval '1 second'" : copied);
                }
            }
            return "insert into " + table + " (" + String.join(", ", names) + ") select "
                    + String.join(", ", expressions);
        }

        private static String text(String value, Pattern own, String number) {
            StringBuilder text = new StringBuilder();
            Matcher ids = own.matcher(value);
            int end = 0;
            while (ids.find()) {
                text.append(quoted(value.substring(end, ids.start()))).append(" || ");
                text.append(
                        ids.group().equals(number)
                                ? quoted(number.substring(0, 8)) + " || (5000000 + n)"
                                : "md5(" + quoted(ids.group()) + " || n)::uuid");
                text.append(" || ");
                end = ids.end();
            }
            return text.append(quoted(value.substring(end))).toString();
        }

        private static String quoted(String text) {
            return "'" + text.replace("'", "''") + "'";
        }
    }
}
