package se.vaxholm.svara.modeling;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Migration;
import se.vaxholm.svara.security.Actor;

/**
 * Moves running cases to the version in use from the command line. Without a name and a reason it only says what that would
 * mean.
 */
final class MoveCommand {

    private static final String PROCESS = ".bpmn";

    private final List<Contract> processes = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private String unknown = "";
    private String by = "";
    private String comment = "";

    private MoveCommand() {}

    static int run(Class<?> application, List<String> arguments, PrintStream out) {
        MoveCommand command = new MoveCommand();
        command.read(arguments);
        if (!command.unknown.isEmpty()) {
            out.println("Det finns ingen process som heter så: " + command.unknown);
            return ModelCommand.MISUSED;
        }
        boolean onlyAsks = command.by.isEmpty() && command.comment.isEmpty();
        if (command.processes.isEmpty() || !(onlyAsks || command.isSigned())) {
            return explain(out);
        }
        try (ConfigurableApplicationContext svara = PublishCommand.start(application, command.settings)) {
            Migration migration = svara.getBean(Migration.class);
            return onlyAsks ? command.ask(migration, out) : command.carryOut(migration, out);
        }
    }

    private void read(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--by") && rest.hasNext()) {
                by = rest.next().strip();
            } else if (argument.equals("--comment") && rest.hasNext()) {
                comment = rest.next().strip();
            } else if (argument.startsWith("--")) {
                settings.add(argument);
            } else {
                String file = argument.substring(argument.lastIndexOf('/') + 1);
                Optional<Contract> process = file.endsWith(PROCESS)
                        ? Contract.of(file.substring(0, file.length() - PROCESS.length()))
                        : Optional.empty();
                process.ifPresentOrElse(processes::add, () -> unknown = argument);
            }
        }
    }

    private boolean isSigned() {
        return TextBounds.ofLine(by, TextBounds.NAME).isEmpty()
                && TextBounds.ofLine(comment, PublishCommand.LONGEST_COMMENT).isEmpty()
                && (by + comment).indexOf(PublishCommand.LOST_LETTER) < 0;
    }

    private static int explain(PrintStream out) {
        out.println("""
                Flyttar pågående ärenden till den version som är i bruk. Utan namn och skäl visas bara vad det betyder:

                  java -jar svara.jar move receipt.bpmn
                  java -jar svara.jar move receipt.bpmn --by "Oskar Flödén" --comment "Samma steg för alla"

                Namnet och skälet skrivs i varje ärendes händelselogg, i UTF-8. Inställningarna är desamma som när Svara körs.""");
        return ModelCommand.MISUSED;
    }

    private int ask(Migration migration, PrintStream out) {
        for (Contract process : processes) {
            List<Migration.Outlook> outlooks = migration.outlook(process);
            if (outlooks.isEmpty()) {
                out.println(process.id() + PROCESS + ": alla pågående går redan i den version som är i bruk.");
            }
            outlooks.forEach(outlook -> tell(outlook, out));
        }
        return ModelCommand.DONE;
    }

    static void tell(Migration.Outlook outlook, PrintStream out) {
        out.println("%s%s: %d pågår i version %d och kan flyttas till version %d."
                .formatted(outlook.process(), PROCESS, outlook.cases(), outlook.from(), outlook.to()));
        outlook.standing().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(at -> out.println("  %6d  %s".formatted(at.getValue(), at.getKey())));
        if (!outlook.unmapped().isEmpty()) {
            out.println("  Version %d saknar: %s. Ärenden som står eller väntar där stannar i version %d."
                    .formatted(outlook.to(), String.join(", ", outlook.unmapped()), outlook.from()));
        }
    }

    private int carryOut(Migration migration, PrintStream out) {
        Actor operator = new Actor("operator", by, Actor.Role.STAFF);
        boolean all = true;
        for (Contract process : processes) {
            for (Migration.Outcome outcome : migration.carryOut(process, operator, comment)) {
                tell(outcome, out);
                all &= outcome.stayed().isEmpty();
            }
        }
        return all ? ModelCommand.DONE : ModelCommand.REFUSED;
    }

    static void tell(Migration.Outcome outcome, PrintStream out) {
        out.println("%s%s: %d flyttade från version %d till version %d, %d stannade."
                .formatted(
                        outcome.process(),
                        PROCESS,
                        outcome.moved(),
                        outcome.from(),
                        outcome.to(),
                        outcome.stayed().size()));
        outcome.stayed().forEach(stayed -> out.println("  - %s: %s".formatted(stayed.number(), stayed.why())));
    }
}
