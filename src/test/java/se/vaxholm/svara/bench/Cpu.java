package se.vaxholm.svara.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes have cost so far, as Linux tells it; nothing on other systems. */
final class Cpu {

    private static final int TICK_MILLIS = 10;

    private Cpu() {}

    /** A program, and a database server with its children, also those that have ended. */
    static long millis(long program, long postmaster) {
        long server = times(postmaster, 4)
                + ProcessHandle.of(postmaster).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToLong(child -> times(child.pid(), 2))
                        .sum();
        return times(program, 2) + server;
    }

    /** The most memory that a program has had, in MB. */
    static long peakMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** User and system time, and with four fields that of ended children too. */
    private static long times(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 0; i < fields; i++) {
                ticks += Long.parseLong(values[11 + i]);
            }
            return ticks * TICK_MILLIS;
        } catch (IOException e) {
            return 0;
        }
    }
}
