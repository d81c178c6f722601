package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How fast the journal is written: one writer, eight on as many cases, and eight on one case, beside the rate at which the
 * database commits a single row for as many.
 */
final class JournalBench {

    private static final int WRITERS = 8;

    private final Size size;
    private final Side svara;
    private final Tables tables;
    private final Report report;

    JournalBench(Size size, Side svara, Tables tables, Report report) {
        this.size = size;
        this.svara = svara;
        this.tables = tables;
        this.report = report;
    }

    void run() {
        tables.run("create table if not exists bench_commit (n int)");
        tables.run("grant insert on bench_commit to svara_app");
        int times = size.intakes() * 20;
        svara.ask("entries " + times + " " + WRITERS + " " + WRITERS);
        svara.ask("commits " + times + " " + WRITERS);
        List<Double> one = new ArrayList<>();
        List<Double> apart = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        List<Double> oneCommit = new ArrayList<>();
        List<Double> commits = new ArrayList<>();
        for (int i = 0; i < size.rounds(); i++) {
            one.add(rate(times, "entries " + times + " 1 1"));
            oneCommit.add(rate(times, "commits " + times + " 1"));
            apart.add(rate(times, "entries " + times + " " + WRITERS + " " + WRITERS));
            commits.add(rate(times, "commits " + times + " " + WRITERS));
            together.add(rate(times, "entries " + times + " " + WRITERS + " 1"));
        }
        report.chapter("Journal: transactions of one entry each, beside commits of one row", "journal", "one row");
        report.beside("one writer, per second", median(one), median(oneCommit));
        report.beside(WRITERS + " writers on " + WRITERS + " cases, per second", median(apart), median(commits));
        report.tell("  times one writer", median(apart) / median(one));
        report.tell("  one row: times one writer", median(commits) / median(oneCommit));
        report.beside(WRITERS + " writers on one case, per second", median(together), median(commits));
        tables.run("drop table bench_commit");
    }

    private double rate(int times, String order) {
        return times / (svara.ask(order) / 1e9);
    }

    private static double median(List<Double> values) {
        return Report.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
