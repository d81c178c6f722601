package se.vaxholm.svara.embedded;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the terminal what happens, with the seconds since the start. */
final class Progress {

    private final PrintStream terminal;
    private final long startedAt = System.nanoTime();

    Progress(PrintStream terminal) {
        this.terminal = terminal;
    }

    synchronized void say(String what) {
        terminal.printf(Locale.ROOT, "[%3d s] %s%n", seconds(), what);
        terminal.flush();
    }

    long seconds() {
        return Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
    }
}
