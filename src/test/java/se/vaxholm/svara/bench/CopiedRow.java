package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of a real case, of which any number of copies can be inserted by one statement. */
record CopiedRow(String table, List<List<@Nullable String>> columns, List<@Nullable String> values) {

    /** What a copy has in a column instead of the original's value. */
    interface Change {

        /**
         * @param copied the original's value as SQL, with ids of the copy's own; the copy's number is {@code n}
         * @return what the copy gets, as SQL
         */
        String of(String table, String column, String type, String copied);
    }

    static List<CopiedRow> read(Tables tables, String table, String condition, String order) {
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
                .map(values -> new CopiedRow(table, columns, values))
                .toList();
    }

    /** Finds what is a case's own in the values of its rows: their ids and its number. */
    static Pattern own(List<CopiedRow> rows, String number) {
        // Counted ids are given anew, and could stand for something else in any text.
        Set<String> ids = rows.stream()
                .map(CopiedRow::id)
                .filter(id -> !id.matches("\\d{1,12}"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Pattern.compile(
                ids.stream().map(Pattern::quote).collect(Collectors.joining("|")) + "|" + Pattern.quote(number));
    }

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

    /**
     * The statement that inserts copies, but for what gives their numbers.
     *
     * @param base is added to a copy's number, so that its case has a number that no real one has
     */
    String copy(Pattern own, String number, int base, Change change) {
        List<String> names = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = String.valueOf(columns.get(i).get(0));
            String type = String.valueOf(columns.get(i).get(1));
            String value = values.get(i);
            names.add(name);
            expressions.add(
                    value == null
                            ? "null"
                            : change.of(table, name, type, "(" + text(value, own, number, base) + ")::" + type));
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") select " + String.join(", ", expressions);
    }

    private static String text(String value, Pattern own, String number, int base) {
        StringBuilder text = new StringBuilder();
        Matcher ids = own.matcher(value);
        int end = 0;
        while (ids.find()) {
            text.append(quoted(value.substring(end, ids.start()))).append(" || ");
            text.append(
                    ids.group().equals(number)
                            ? quoted(number.substring(0, 8)) + " || (" + base + " + n)"
                            : "md5(" + quoted(ids.group()) + " || (" + base + " + n))::uuid");
            text.append(" || ");
            end = ids.end();
        }
        return text.append(quoted(value.substring(end))).toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
