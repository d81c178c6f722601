package se.vaxholm.svara.bench;

/** How long lists take, in milliseconds. */
record Lists(double page50, double page95, double engine50, double engine95) {

    void tell(Report report, int open) {
        report.tell("the unit's page with its counts, " + open + " open, p50 ms", page50);
        report.below(25, "  p95 ms", page95);
        report.tell("the engine's own list as Tasklist asks for it, p50 ms", engine50);
        report.tell("  p95 ms", engine95);
    }
}
