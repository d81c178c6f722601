package se.vaxholm.svara.bench;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** What one round of one side gave. */
record Round(double perSecond, double cpuMillis, double logKilobytes) {

    /** @param nanos does what is measured so many times, and gives how long that took */
    static Round of(Side side, Tables tables, long postmaster, int times, LongSupplier nanos) {
        long log = tables.log();
        long cpu = Cpu.millis(side.pid(), postmaster);
        double seconds = nanos.getAsLong() / 1e9;
        double cpuMillis = Cpu.millis(side.pid(), postmaster) - cpu;
        return new Round(times / seconds, cpuMillis / times, (tables.log() - log) / 1024.0 / times);
    }

    static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Report.median(rounds.stream().mapToDouble(figure).toArray());
    }
}
