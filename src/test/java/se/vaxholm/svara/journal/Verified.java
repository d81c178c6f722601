package se.vaxholm.svara.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.audit.CaseContents;

/** What the command says of an export. */
public final class Verified {

    private Verified() {}

    public record Told(int code, String text) {}

    /** @param secret the server's, or null */
    public static Told verify(@Nullable String secret, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] all = Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray(String[]::new);
        int code = VerifyCommand.run(new PrintStream(out, true, UTF_8), secret, new CaseContents(), all);
        return new Told(code, out.toString(UTF_8));
    }
}
