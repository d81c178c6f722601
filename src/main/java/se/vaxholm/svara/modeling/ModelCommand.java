package se.vaxholm.svara.modeling;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.vaxholm.svara.process.ModelCheck;
import se.vaxholm.svara.start.Terminal;

/** What process owners and operators do with model files on the command line: check them, put them in use, move cases to them. */
public final class ModelCommand {

    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int MISUSED = 2;

    private static final String CHECK = "check";
    private static final String PUBLISH = "publish";
    private static final String MOVE = "move";

    private ModelCommand() {}

    public static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && List.of(CHECK, PUBLISH, MOVE).contains(arguments[0]);
    }

    /**
     * Does what the first argument says and answers on the terminal.
     *
     * @param application what is started beside its running nodes when a model is put in use
     * @return the exit code: 0 done, 1 refused, 2 not understood
     */
    public static int run(Class<?> application, String... arguments) {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        PrintStream out = Terminal.out();
        return switch (arguments[0]) {
            case CHECK -> check(rest, out);
            case MOVE -> MoveCommand.run(application, rest, out);
            default -> PublishCommand.run(application, rest, out);
        };
    }

    static int check(List<String> arguments, PrintStream out) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, byte[]> beside = new LinkedHashMap<>();
        try {
            for (String argument : arguments.isEmpty() ? List.of("bpmn") : arguments) {
                Path path = Path.of(argument);
                if (Files.isDirectory(path)) {
                    files.putAll(models(path));
                } else if (Files.isRegularFile(path)) {
                    files.put(path.getFileName().toString(), Files.readAllBytes(path));
                    beside.putAll(models(path.resolveSibling(".")));
                } else {
                    out.println("Filen finns inte: " + argument);
                    return MISUSED;
                }
            }
        } catch (IOException e) {
            out.println("Filen kan inte läsas: " + e.getMessage());
            return MISUSED;
        }
        return files.isEmpty() ? nothing(out) : report(ModelCheck.problems(files, beside), out);
    }

    private static int nothing(PrintStream out) {
        out.println("Där finns inga modeller: inga filer som slutar på .bpmn eller .dmn.");
        return MISUSED;
    }

    static int report(Map<String, List<String>> problems, PrintStream out) {
        problems.forEach((file, told) -> {
            out.println(file + (told.isEmpty() ? ": inga fel" : ":"));
            told.forEach(problem -> out.println("  - " + problem));
        });
        int found = problems.values().stream().mapToInt(List::size).sum();
        out.println();
        if (found == 0) {
            out.println("Reglerna är följda. Att grupperna finns prövas när modellen tas i bruk.");
            return DONE;
        }
        out.println("%d fel. Reglerna och orden står i bpmn/README.md och i ordlistan på /processer/ordlista."
                .formatted(found));
        return REFUSED;
    }

    private static Map<String, byte[]> models(Path folder) throws IOException {
        Map<String, byte[]> models = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".bpmn") || name.endsWith(".dmn")) {
                    models.put(name, Files.readAllBytes(file));
                }
            }
        }
        return models;
    }
}
