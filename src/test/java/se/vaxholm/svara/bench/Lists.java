package se.vaxholm.svara.bench;

import java.util.regex.Pattern;

/** How long lists take, in milliseconds. */
record Lists(double page50, double page95, double engine50, double engine95) {

    static Lists measure(Side svara) {
        double[] page = millis(svara, "page 150");
        double[] engine = millis(svara, "list 150");
        return new Lists(page[0], page[1], engine[0], engine[1]);
    }

    /** What an order answers that tells microseconds at several percentiles. */
    static double[] millis(Side svara, String order) {
        return Pattern.compile(" ")
                .splitAsStream(svara.tell(order))
                .mapToDouble(micros -> Long.parseLong(micros) / 1000.0)
                .toArray();
    }

    void tell(Report report, int open) {
        report.tell("the unit's page with its counts, " + open + " open, p50 ms", page50);
        report.below(25, "  p95 ms", page95);
        report.tell("the engine's own list as Tasklist asks for it, p50 ms", engine50);
        report.tell("  p95 ms", engine95);
    }
}
