package se.vaxholm.svara.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/** Counts the statements that go to the database: ours by what Spring logs of them, the engine's by what MyBatis does. */
final class CountedStatements {

    private static final List<String> WRITERS =
            List.of("org.springframework.jdbc.core.JdbcTemplate", "org.camunda.bpm.engine", "se.vaxholm.svara.process");

    private CountedStatements() {}

    /** The statements of a deed, in order. */
    static List<String> of(Callable<?> deed) throws Exception {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        List<String> statements = new ArrayList<>();
        String here = Thread.currentThread().getName();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                String message = event.getFormattedMessage();
                // Another application in this JVM may be at work too.
                if (!event.getThreadName().equals(here)) {
                    return;
                }
                if (message.startsWith("==>  Preparing") || message.startsWith("Executing prepared SQL statement")) {
                    statements.add(message);
                }
            }
        };
        appender.setContext(logging);
        appender.start();
        Map<Logger, Level> levels = new HashMap<>();
        for (String name : WRITERS) {
            Logger writer = logging.getLogger(name);
            levels.put(writer, writer.getLevel());
            writer.setLevel(Level.DEBUG);
            writer.setAdditive(false);
            writer.addAppender(appender);
        }
        try {
            deed.call();
        } finally {
            levels.forEach((writer, level) -> {
                writer.detachAppender(appender);
                writer.setAdditive(true);
                writer.setLevel(level);
            });
        }
        return statements;
    }
}
