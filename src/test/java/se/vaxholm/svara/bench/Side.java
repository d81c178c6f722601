package se.vaxholm.svara.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the compared programs, in a JVM of its own, so that the system tells what it costs. */
final class Side implements AutoCloseable {

    /** The same for both, and small enough for a modest server. */
    private static final List<String> JVM = List.of("-Xmx384m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8");

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private Side(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Returns when it is ready to be told something. */
    static Side start(Class<?> main, List<String> arguments, Path errors) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(extra(main));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Side side = new Side(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
                    .start());
            side.answer();
            return side;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options for one side alone, such as those of a profiler: {@code -Dsvara.bench.jvm.SvaraSide=...}. */
    private static List<String> extra(Class<?> main) {
        String options = System.getProperty("svara.bench.jvm." + main.getSimpleName(), "");
        return options.isBlank() ? List.of() : List.of(options.split(" "));
    }

    long pid() {
        return process.pid();
    }

    String tell(String order) {
        orders.println(order);
        return answer();
    }

    /** As {@link #tell}, for what answers with a number. */
    long ask(String order) {
        return Long.parseLong(tell(order));
    }

    private String answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(Orders.ANSWER)) {
                    return line.substring(Orders.ANSWER.length());
                }
                if (line.startsWith(Orders.FAILURE)) {
                    throw new IllegalStateException(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("A compared program ended; its log is beside the database in target/bench");
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
