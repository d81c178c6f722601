package se.vaxholm.svara.modeling;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.process.ModelCheck;
import se.vaxholm.svara.process.ModelRefusedException;
import se.vaxholm.svara.process.Models;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.start.StartCheck;

/**
 * Puts models in use from the command line, until process owners do it on a page of their own. Runs beside the nodes that
 * serve: it listens nowhere, does no work in the background, changes no tables, and leaves the shipped models alone.
 */
final class PublishCommand {

    static final int LONGEST_COMMENT = 1000;

    /** What Java reads where the system does not say which letters it uses. */
    static final char LOST_LETTER = '\uFFFD';

    /** Stronger than what the environment says, which is that of a node. */
    private static final List<String> BESIDE_THE_NODES = List.of(
            "--svara.baseline=false",
            "--svara.scheduling=false",
            "--camunda.bpm.job-execution.enabled=false",
            "--spring.flyway.enabled=false",
            "--spring.session.jdbc.cleanup-cron=-",
            // Pages and what they need would take longer to make than the deed takes.
            "--spring.main.lazy-initialization=true",
            "--logging.threshold.console=WARN");

    private final List<Path> files = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private String by = "";
    private String comment = "";

    private PublishCommand() {}

    static int run(Class<?> application, List<String> arguments, PrintStream out) {
        PublishCommand command = new PublishCommand();
        command.read(arguments);
        if ((command.by + command.comment).indexOf(LOST_LETTER) >= 0) {
            out.println("Terminalens bokstäver kom inte fram: använd UTF-8, till exempel LC_ALL=C.UTF-8.");
            return ModelCommand.MISUSED;
        }
        return command.isComplete() ? command.publish(application, out) : explain(out);
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
                files.add(Path.of(argument));
            }
        }
    }

    private boolean isComplete() {
        return !files.isEmpty()
                && TextBounds.ofLine(by, TextBounds.NAME).isEmpty()
                && TextBounds.ofLine(comment, LONGEST_COMMENT).isEmpty();
    }

    private static int explain(PrintStream out) {
        out.println("""
                Tar modeller i bruk, alla på en gång eller ingen:

                  java -jar svara.jar publish <fil> … --by "Oskar Flödén" --comment "Påminnelsen kommer tidigare"

                Namnet och skälet skrivs i händelseloggen. Inställningarna är desamma som när Svara körs.""");
        return ModelCommand.MISUSED;
    }

    private int publish(Class<?> application, PrintStream out) {
        Map<String, byte[]> models = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                models.put(file.getFileName().toString(), Files.readAllBytes(file));
            } catch (IOException e) {
                out.println("Filen kan inte läsas: " + file);
                return ModelCommand.MISUSED;
            }
        }
        Map<String, List<String>> problems = ModelCheck.problems(models, Map.of());
        if (problems.values().stream().anyMatch(told -> !told.isEmpty())) {
            return ModelCommand.report(problems, out);
        }
        try (ConfigurableApplicationContext svara = start(application, settings)) {
            Actor operator = new Actor("operator", by, Actor.Role.STAFF);
            svara.getBean(Models.class).publish(models, operator, comment).forEach(published -> tell(published, out));
            return ModelCommand.DONE;
        } catch (ModelRefusedException e) {
            e.problems().forEach(out::println);
            return ModelCommand.REFUSED;
        }
    }

    /** What runs beside the nodes that serve, and goes when it is closed. */
    static ConfigurableApplicationContext start(Class<?> application, List<String> settings) {
        SpringApplication beside = new SpringApplication(application);
        beside.addListeners(new StartCheck());
        // After the settings have been checked as those of a node: no page is served from here.
        beside.addListeners((ApplicationListener<ApplicationPreparedEvent>) event -> event.getApplicationContext()
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "no web port", Map.of("server.port", "-1", "server.address", "127.0.0.1"))));
        return beside.run(
                Stream.concat(settings.stream(), BESIDE_THE_NODES.stream()).toArray(String[]::new));
    }

    private static void tell(Models.Published published, PrintStream out) {
        out.println("%s: version %d är i bruk.".formatted(published.file(), published.number()));
        if (published.shipped()) {
            out.println("  Det är den som följer med Svara: nya versioner av Svara byter ut den av sig själva.");
        }
        if (published.running() > 0) {
            out.println(("  %d pågående fortsätter i den version de började i."
                            + " Nya ärenden och nya anrop av processen går i den nya genast."
                            + " De som pågår kan flyttas: move %s.")
                    .formatted(published.running(), published.file()));
        }
    }
}
