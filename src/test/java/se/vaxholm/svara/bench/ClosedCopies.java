package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills a database with closed cases by copying some real ones with all that tells of them: messages, letters, journal, and
 * for some of them the engine's history. Units, categories, channels, outcomes, days and words differ, so that a search has to search.
 */
final class ClosedCopies {

    static final int BASE = 6_000_000;

    /** So many real cases are copied. */
    static final int ORIGINALS = 4;

    /** The copies came in on so many days. */
    static final int DAYS = 1_095;

    /** One of so many has the engine's history too, which is most of the disk and of the time. */
    static final int WITH_HISTORY = 10;

    static final List<String> UNITS = List.of(
            "stadsbyggnad", "teknik", "kultur-fritid", "utbildning", "socialtjanst", "kommunledning", "kontaktcenter");

    /** Common words have low numbers, rare ones high numbers. */
    private static final String WORDS =
            "(select string_agg('ord' || floor(power(random(), 3) * 20000 + 0 * g)::int, ' ') from generate_series(1, %d + 0 * n) g)";

    private static final String OUR_ROWS = "enquiry_id = (select id from enquiry where number = '%s')";
    private static final String ENGINE_ROWS = "root_proc_inst_id_ in"
            + " (select root_proc_inst_id_ from act_hi_procinst where business_key_ = '%s') and id_ is not null";

    private static final Map<String, String> INSTEAD = new TreeMap<>(Map.of(
            "enquiry.unit_id",
            "(array[" + quoted(UNITS) + "])[1 + n %% " + UNITS.size() + "]",
            "enquiry.category_id",
            "(select id from category order by sort offset n %% (select count(*) from category) limit 1)",
            "enquiry.channel",
            "(array['WEB', 'EMAIL', 'EMAIL', 'PHONE', 'LETTER', 'VISIT'])[1 + n / 7 %% 6]",
            "enquiry.status",
            "case when n %% 97 = 0 then 'CLOSED_UNANSWERED' when n %% 31 = 0 then 'FORWARDED' else 'CLOSED' end",
            "enquiry.sensitive",
            "n %% 53 = 0",
            "enquiry.first_response_at",
            "%s + case when n %% 13 = 0 then interval '6 days' else interval '0' end",
            "enquiry.subject",
            "%s || ' ' || " + WORDS.formatted(3),
            "message.body",
            "%s || ' ' || " + WORDS.formatted(60),
            "journal_entry.what",
            "case when %1$s = 'UNIT_TOLD' and n %% 37 = 0 then 'PROMISE_BROKEN' else %1$s end"));

    private final Tables tables;
    private final List<String> originals;
    private final List<String> copied = new ArrayList<>();

    /** @param originals the numbers of {@link #ORIGINALS} closed cases whose letters have left */
    ClosedCopies(Tables tables, List<String> originals) {
        this.tables = tables;
        this.originals = originals;
        copied.addAll(List.of("enquiry", "message", "incoming", "letter", "journal_entry", "journal_head"));
        tables.rows("select table_name from information_schema.columns where column_name = 'root_proc_inst_id_'"
                        + " and (table_name like 'act\\_hi\\_%' or table_name = 'act_ge_bytearray') order by 1")
                .forEach(row -> copied.add(String.valueOf(row.get(0))));
    }

    /** The copy nearest before this one that has the engine's history. */
    static int withHistory(int copy) {
        int step = ORIGINALS * WITH_HISTORY;
        return copy / step * step + copy % ORIGINALS;
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }

    /** Adds the copies with these running numbers; indexes are put up again afterwards, which takes less time. */
    void add(int from, int to) {
        String tablesCopied = quoted(copied);
        List<String> indexes = new ArrayList<>();
        tables.rows("select indexname, indexdef from pg_indexes where tablename in (" + tablesCopied
                        + ") and indexname not in (select conname from pg_constraint)")
                .forEach(index -> {
                    indexes.add(String.valueOf(index.get(1)));
                    tables.run("drop index " + index.get(0));
                });
        tables.run("set synchronous_commit = off");
        tables.run("set maintenance_work_mem = '512MB'");
        for (int i = 0; i < ORIGINALS; i++) {
            String number = originals.get(i);
            List<CopiedRow> rows = rows(number);
            Pattern own = CopiedRow.own(rows, number);
            for (CopiedRow row : rows) {
                int step = ORIGINALS * (row.table().startsWith("act_") ? WITH_HISTORY : 1);
                tables.run(row.copy(own, number, BASE, ClosedCopies::change) + " from generate_series(" + (from + i)
                        + ", " + to + ", " + step + ") n");
            }
        }
        indexes.forEach(tables::run);
        tables.run("vacuum analyze");
    }

    private List<CopiedRow> rows(String number) {
        List<CopiedRow> rows = new ArrayList<>();
        rows.addAll(CopiedRow.read(tables, "enquiry", "number = '" + number + "'", "1"));
        String ours = OUR_ROWS.formatted(number);
        rows.addAll(CopiedRow.read(tables, "message", ours, "at"));
        rows.addAll(CopiedRow.read(tables, "incoming", ours, "1"));
        rows.addAll(CopiedRow.read(tables, "letter", ours, "1"));
        rows.addAll(CopiedRow.read(tables, "journal_entry", ours, "id"));
        rows.addAll(CopiedRow.read(tables, "journal_head", ours.replace("enquiry_id", "chain"), "1"));
        for (String table : copied) {
            if (table.startsWith("act_")) {
                rows.addAll(CopiedRow.read(tables, table, ENGINE_ROWS.formatted(number), "1"));
            }
        }
        return rows;
    }

    private static String change(String table, String column, String type, String value) {
        String instead = INSTEAD.get(table + "." + column);
        String changed = instead == null ? value : instead.formatted(value);
        return switch (type) {
            case "date" -> changed + " - n % " + DAYS;
            case "timestamp with time zone", "timestamp without time zone" ->
                changed + " - (n % " + DAYS + ") * interval '1 day' - (n % 20000) * interval '1 second'";
            default -> changed;
        };
    }
}
