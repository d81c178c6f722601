package se.vaxholm.svara.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Starts, recognises and stops the processes of our servers, also those a killed JVM left behind. */
final class ChildProcess {

    private ChildProcess() {}

    /** Runs a command to its end, its output appended to the log, and returns the exit code. */
    static int run(Path log, Duration patience, List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new ServerStartException(
                        command.get(0) + " did not end within " + patience.toSeconds() + " s, see " + log);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while waiting for " + command.get(0), e);
        }
    }

    /** Tells whether a command exists and succeeds; used to find out what the system permits. */
    static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Puts a command in front that takes the child out of the terminal's process group, where there is such a command:
     * Ctrl-C then reaches only us, and we stop the servers after the application, not under its feet.
     */
    static List<String> detached(List<String> command) {
        return succeeds("setsid", "true")
                ? Stream.concat(Stream.of("setsid"), command.stream()).toList()
                : command;
    }

    /** The live process a pid file names, if it is ours: process ids are reused, so its command line must name our data. */
    static Optional<ProcessHandle> ours(Path pidFile, Path data) {
        return pid(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> names(process, data));
    }

    private static Optional<Long> pid(Path pidFile) {
        try (Stream<String> lines = Files.lines(pidFile, StandardCharsets.UTF_8)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean names(ProcessHandle process, Path data) {
        return commandLine(process).contains(data.toAbsolutePath().toString());
    }

    private static String commandLine(ProcessHandle process) {
        try {
            byte[] raw = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return new String(raw, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            ProcessHandle.Info info = process.info();
            return info.commandLine()
                    .orElseGet(() -> info.command().orElse("") + " "
                            + String.join(" ", info.arguments().orElse(new String[0])));
        }
    }

    /** Asks the process to stop, and makes it after the given time. */
    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(2));
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean onWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
