package se.vaxholm.svara.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** The figures, each beside what it should be. */
final class Report {

    private static final String LINE = "%-58s %12s %12s %9s  %-9s %s";

    private final PrintStream out;
    private final List<String> missed = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void chapter(String title) {
        chapter(title, "Svara", "bare engine");
    }

    /** One whose lines hold something else against each other. */
    void chapter(String title, String one, String other) {
        out.println();
        out.println(title);
        out.println(String.format(Locale.ROOT, LINE, "", one, other, "ratio", "goal", "")
                .stripTrailing());
    }

    /** Two figures, of which Svara's should be at least so many times the other. */
    void atLeast(double goal, String what, double svara, double bare) {
        line(what, number(svara), number(bare), svara / bare, "≥ " + goal, ratio -> ratio >= goal);
    }

    /** Two figures, of which Svara's should be at most so many times the other. */
    void atMost(double goal, String what, double svara, double bare) {
        line(what, number(svara), number(bare), svara / bare, "≤ " + goal, ratio -> ratio <= goal);
    }

    /** Two figures to be read beside each other, without a goal. */
    void beside(String what, double svara, double bare) {
        out.println(
                String.format(Locale.ROOT, LINE, what, number(svara), number(bare), number(svara / bare) + "x", "", "")
                        .stripTrailing());
    }

    /** A figure of Svara's own with what it may be at most. */
    void below(double goal, String what, double svara) {
        String met = svara <= goal ? "met" : "MISSED";
        if (svara > goal) {
            missed.add(what);
        }
        out.println(String.format(Locale.ROOT, LINE, what, number(svara), "", "", "≤ " + number(goal), met)
                .stripTrailing());
    }

    /** A figure of Svara's own without a goal. */
    void tell(String what, double svara) {
        out.println(String.format(Locale.ROOT, LINE, what, number(svara), "", "", "", "")
                .stripTrailing());
    }

    private void line(String what, String svara, String bare, double ratio, String goal, DoublePredicate met) {
        boolean reached = met.test(ratio);
        if (!reached) {
            missed.add(what);
        }
        out.println(String.format(
                Locale.ROOT, LINE, what, svara, bare, number(ratio) + "x", goal, reached ? "met" : "MISSED"));
    }

    void end() {
        out.println();
        out.println(missed.isEmpty() ? "Every goal is met." : "Missed: " + String.join("; ", missed));
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static String number(double value) {
        if (Math.abs(value) >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
