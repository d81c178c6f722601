package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The auditors' search and a case's timeline, with few and with many closed cases; both are pages, without the network. */
final class HistoryBench {

    private static final int GOAL_SEARCH = 300;
    private static final int GOAL_TIMELINE = 200;

    /** What was added for the auditors' sake and has to be kept by whoever asks and answers. */
    private static final List<String> OWN_INDEXES =
            List.of("message_words", "enquiry_by_received", "enquiry_by_closed", "journal_deviations");

    private final Size size;
    private final Side svara;
    private final Tables tables;
    private final long postmaster;
    private final Report report;

    HistoryBench(Size size, Side svara, Tables tables, long postmaster, Report report) {
        this.size = size;
        this.svara = svara;
        this.tables = tables;
        this.postmaster = postmaster;
        this.report = report;
    }

    void run() {
        // What was measured before need not be posted now.
        tables.run("update letter set status = 'SENT', settled_at = now(), tell_at = null");
        svara.ask("lives 8 1");
        svara.ask("post");
        List<String> originals = tables.rows("""
                        select number from enquiry where closed_at is not null and number < 'VS-2026-1'
                        order by registered_at desc limit %d""".formatted(ClosedCopies.ORIGINALS)).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
        ClosedCopies copies = new ClosedCopies(tables, originals);
        tables.run("vacuum full");
        long empty = tables.size();
        long started = System.nanoTime();
        copies.add(0, size.closedFew() - 1);
        double[][] few = measure(size.closedFew());
        long withFew = tables.size();
        copies.add(size.closedFew(), size.closedMany() - 1);
        double seconds = (System.nanoTime() - started) / 1e9;
        double[][] many = measure(size.closedMany());
        report.chapter(
                "History: pages with " + size.closedFew() + " and with " + size.closedMany()
                        + " closed cases (every tenth with the engine's history), ms",
                Integer.toString(size.closedMany()),
                Integer.toString(size.closedFew()));
        List<String> kinds = new ArrayList<>(SearchRound.KINDS);
        kinds.add("a case's timeline");
        for (int kind = 0; kind < kinds.size(); kind++) {
            int goal = kind < SearchRound.KINDS.size() ? GOAL_SEARCH : GOAL_TIMELINE;
            report.beside(kinds.get(kind) + ", p50", many[kind][0], few[kind][0]);
            report.beside("  p95", many[kind][1], few[kind][1]);
            report.below(goal, "  p95 with " + size.closedMany(), many[kind][1]);
        }
        report.tell("disk of a closed case among few, kB", kilobytes(withFew - empty, size.closedFew()));
        report.tell(
                "disk of a closed case among many, kB",
                kilobytes(tables.size() - withFew, size.closedMany() - size.closedFew()));
        report.tell("the whole database, MB", tables.size() / 1024.0 / 1024);
        report.tell("  of which the index of words, MB", bytes("message_words") / 1024.0 / 1024);
        report.tell("filled in, s", seconds);
        cost();
    }

    private double[][] measure(int closed) {
        tables.run("checkpoint");
        return IntStream.rangeClosed(0, SearchRound.KINDS.size())
                .mapToObj(kind -> Lists.millis(svara, "search " + kind + " 100 " + closed))
                .toArray(double[][]::new);
    }

    /** What a case costs with the auditors' indexes beside what it costs without them, by turns. */
    private void cost() {
        List<String> definitions = OWN_INDEXES.stream()
                .map(name ->
                        String.valueOf(tables.rows("select indexdef from pg_indexes where indexname = '" + name + "'")
                                .get(0)
                                .get(0)))
                .toList();
        List<Round> with = new ArrayList<>();
        List<Round> without = new ArrayList<>();
        String order = "lives " + size.lives() + " " + Size.CLIENTS;
        for (int i = 0; i < size.rounds(); i++) {
            with.add(Round.of(svara, tables, postmaster, size.lives(), () -> svara.ask(order)));
            OWN_INDEXES.forEach(name -> tables.run("drop index " + name));
            without.add(Round.of(svara, tables, postmaster, size.lives(), () -> svara.ask(order)));
            definitions.forEach(tables::run);
            tables.run("vacuum analyze message");
        }
        report.chapter("Whole case with the auditors' indexes and without them", "with", "without");
        report.beside(
                "cases per second", Round.median(with, Round::perSecond), Round.median(without, Round::perSecond));
        report.beside("  CPU ms each", Round.median(with, Round::cpuMillis), Round.median(without, Round::cpuMillis));
        report.beside(
                "  write-ahead log, kB each",
                Round.median(with, Round::logKilobytes),
                Round.median(without, Round::logKilobytes));
    }

    private long bytes(String relation) {
        return tables.number("select pg_relation_size('" + relation + "')");
    }

    private static double kilobytes(long bytes, int cases) {
        return bytes / 1024.0 / cases;
    }
}
