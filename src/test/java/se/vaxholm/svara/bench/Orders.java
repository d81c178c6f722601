package se.vaxholm.svara.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What one compared program does when it is told to, line by line, until its input ends. */
final class Orders {

    static final String ANSWER = "@@ ";
    static final String FAILURE = "!! ";

    private Orders() {}

    static void follow(Map<String, Function<int[], String>> deeds) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(ANSWER + "ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            int[] numbers =
                    Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
            try {
                out.println(ANSWER
                        + Objects.requireNonNull(deeds.get(words[0]), words[0]).apply(numbers));
            } catch (RuntimeException e) {
                out.println(FAILURE + line + ": " + e);
            }
        }
    }
}
