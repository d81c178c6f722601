package se.vaxholm.svara.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.security.ServerKey;
import se.vaxholm.svara.start.Terminal;

/** Checks an export on the command line, on any machine, without a database or a network: {@code java -jar svara.jar verify}. */
public final class VerifyCommand {

    static final int INTACT = 0;
    static final int BROKEN = 1;
    static final int MISUSED = 2;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(WorkingCalendar.ZONE);

    private static final String COMMAND = "verify";
    private static final String SECRET = "SVARA_SECRET";

    private final List<Path> exports = new ArrayList<>();
    private final PrintStream out;
    private final ExportedContents contents;
    private @Nullable String key;
    private @Nullable Path published;

    private VerifyCommand(PrintStream out, ExportedContents contents) {
        this.out = out;
        this.contents = contents;
    }

    public static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(COMMAND);
    }

    /**
     * Runs the command.
     *
     * @param contents holds what the journal tells of against the journal
     * @return the exit code: 0 intact, 1 something is not as it was written, 2 not understood
     */
    public static int run(ExportedContents contents, String... arguments) {
        return run(Terminal.out(), System.getenv(SECRET), contents, arguments);
    }

    static int run(PrintStream out, @Nullable String secret, ExportedContents contents, String... arguments) {
        VerifyCommand command = new VerifyCommand(out, contents);
        if (!command.understands(List.of(arguments).subList(1, arguments.length))) {
            return command.explain();
        }
        try {
            return command.check(secret);
        } catch (NoSuchFileException e) {
            out.println("Filen finns inte: " + e.getMessage());
        } catch (ZipException | ProviderNotFoundException e) {
            out.println("Filen är ingen zip-fil, eller är trasig: " + command.exports.get(0));
        } catch (IOException | IllegalArgumentException e) {
            out.println("Exporten kan inte läsas: " + e.getMessage());
        }
        out.println("Inget är prövat.");
        return MISUSED;
    }

    private boolean understands(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--key") && rest.hasNext()) {
                key = rest.next().strip();
            } else if (argument.equals("--published") && rest.hasNext()) {
                published = Path.of(rest.next());
            } else if (argument.startsWith("--")) {
                return false;
            } else {
                exports.add(Path.of(argument));
            }
        }
        return exports.size() == 1;
    }

    private int explain() {
        out.println("""
                Prövar händelseloggen i en export, och meddelanden och brev mot loggen, utan databas och utan nät:

                  java -jar svara.jar verify <export.zip> [--key <nyckel>] [--published <fil>]

                --key        den öppna nyckel som kontrollpunkter är signerade med, ur e-post till revisorn
                --published  filen med publicerade kontrollpunkter, eller de rader av den som revisorn har fått

                Utan någon av dem prövas exporten mot den nyckel som den själv för med sig.
                Med serverns hemlighet i %s prövas också varje posts egen försegling.""".formatted(SECRET));
        return MISUSED;
    }

    private int check(@Nullable String secret) throws IOException {
        Path export = exports.get(0);
        if (Files.isDirectory(export)) {
            return check(export, secret);
        }
        if (!Files.exists(export)) {
            throw new NoSuchFileException(export.toString());
        }
        try (FileSystem zip = FileSystems.newFileSystem(export)) {
            return check(zip.getPath("/"), secret);
        }
    }

    private int check(Path folder, @Nullable String secret) throws IOException {
        String own = Files.readString(folder.resolve(EvidenceFiles.PUBLIC_KEY)).strip();
        String trusted = key == null ? own : key;
        Map<Integer, Checkpoint> kept = published == null ? Map.of() : ExportCheck.published(published);
        Seal seal = secret == null ? null : new Seal(new ServerKey(secret));
        ExportCheck check = new ExportCheck(trusted, kept, seal);
        Verification.Result result = check.of(folder);
        SortedSet<String> files = ExportFiles.changed(folder);
        ExportedContents.Looked looked = contents.of(
                folder, check.told(), check.last().map(Checkpoint::at).orElse(Instant.EPOCH));
        out.printf(
                "Ärenden och andra kedjor: %d, poster: %d, kontrollpunkter: %d.%n",
                result.chains(), result.entries(), result.checkpoints());
        out.println(
                key == null
                        ? "Nyckeln är exportens egen, " + Seal.keyId(own)
                                + ": jämför den med den som revisorn har fått."
                        : "Nyckeln är den givna, " + Seal.keyId(trusted) + ".");
        out.println(
                seal == null
                        ? "Posternas egna förseglingar är inte prövade: det kräver serverns hemlighet."
                        : "Posternas egna förseglingar är prövade.");
        check.last()
                .ifPresent(last -> out.printf(
                        "Vad som stod i loggen %s (kontrollpunkt %d) går inte att ta bort utan att det syns här.%n",
                        MOMENT.format(last.at()), last.n()));
        if (!check.newer().isEmpty()) {
            out.println("Kontrollpunkt " + check.newer()
                    + " är nyare än den publicerade filen, och prövad mot nyckeln bara.");
        }
        looked.notes().forEach(note -> out.println(words(note)));
        if (result.entries() == 0) {
            out.println("Exporten har ingen händelselogg.");
            return BROKEN;
        }
        if (result.isClean() && files.isEmpty() && looked.wrong().isEmpty()) {
            out.println("Inget är ändrat, tillagt, borttaget eller flyttat.");
            return INTACT;
        }
        out.println(result.findings().size() + looked.wrong().size() + files.size() + " fel:");
        result.findings().forEach(finding -> out.println("  - " + words(finding)));
        looked.wrong().forEach(wrong -> out.println("  - " + words(wrong)));
        files.forEach(file -> out.println("  - Filen " + file + " är inte som manifest.json säger"));
        return BROKEN;
    }

    private static String words(Finding finding) {
        return words("auditlog.finding." + finding.kind(), finding.values());
    }

    private static String words(ExportedContents.Sentence sentence) {
        return words(
                sentence.key(),
                sentence.values().stream()
                        .map(value -> value instanceof Instant at ? MOMENT.format(at) : value)
                        .toArray());
    }

    private static String words(String key, Object... values) {
        ResourceBundle words = ResourceBundle.getBundle("messages/audit-log", Locale.ROOT);
        return new MessageFormat(words.getString(key), Locale.forLanguageTag("sv")).format(values);
    }
}
