package se.vaxholm.svara.bench;

/** Which statements the life of a case consists of, and what they cost: for finding out why a figure is what it is. */
final class Statements {

    static final int CASES = 40;

    private Statements() {}

    static void chapter(Report report, String title, Side side, Tables tables) {
        chapter(report, title + ": a whole case", tables, () -> side.ask("lives " + CASES + " 1"));
    }

    /** @param deed does {@link #CASES} times what is looked at */
    static void chapter(Report report, String title, Tables tables, Runnable deed) {
        tables.run("create extension if not exists pg_stat_statements");
        tables.run("select pg_stat_statements_reset()");
        deed.run();
        report.say("");
        report.say(title + ": its statements, how often, ms in the database, and which");
        tables.rows("""
                select lpad(round(calls / %1$d.0, 1)::text, 6) || lpad(round((total_exec_time / %1$d)::numeric, 3)::text, 9)
                    || '  ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 150)
                from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database()) and calls >= %1$d / 2
                order by total_exec_time desc limit 200""".formatted(CASES)).forEach(row -> report.say(String.valueOf(row.get(0))));
        report.say("statements in all: " + tables.number("""
                        select coalesce(sum(calls), 0)::bigint / %d from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = current_database())""".formatted(CASES)));
    }

    /** What cases leave behind in each table with its indexes. */
    static void disk(Report report, String title, Side side, Tables tables, int cases) {
        String sizes = "select relname, pg_total_relation_size(relid) from pg_stat_user_tables";
        if (title.equals("Svara")) {
            side.ask("post");
        }
        tables.run("vacuum full");
        tables.run("create table size_before as " + sizes);
        side.ask("lives " + cases + " 4");
        if (title.equals("Svara")) {
            side.ask("post");
        }
        tables.run("vacuum full");
        report.say("");
        report.say(title + ": kB of a case by table, with indexes");
        tables.rows(
                        "select rpad(a.relname, 30) || round((pg_total_relation_size(relid) - b.pg_total_relation_size) / 1024.0 / "
                                + cases + ", 2) from pg_stat_user_tables a join size_before b using (relname)"
                                + " where pg_total_relation_size(relid) > b.pg_total_relation_size"
                                + " order by pg_total_relation_size(relid) - b.pg_total_relation_size desc")
                .forEach(row -> report.say(String.valueOf(row.get(0))));
        tables.rows("select round(sum(pg_total_relation_size(relid) - b.pg_total_relation_size) / 1024.0 / " + cases
                        + ", 2) from pg_stat_user_tables a join size_before b using (relname)")
                .forEach(row -> report.say("in all: " + row.get(0)));
        tables.run("drop table size_before");
    }
}
