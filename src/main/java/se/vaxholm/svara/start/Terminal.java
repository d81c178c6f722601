package se.vaxholm.svara.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.charset.Charset;

/** Where a command answers whoever gave it; everything else in Svara speaks through the log. */
public final class Terminal {

    private Terminal() {}

    /** In the letters that the terminal shows; one that claims to know only ASCII mostly knows UTF-8. */
    public static PrintStream out() {
        String told = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset letters = told == null || Charset.forName(told).equals(US_ASCII) ? UTF_8 : Charset.forName(told);
        return new PrintStream(System.out, true, letters);
    }
}
