package se.vaxholm.svara.start;

import java.util.List;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line what an operator can mend, where Spring Boot would show a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartReport implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger("se.vaxholm.svara.Svara");

    @Override
    public boolean reportException(Throwable failure) {
        List<String> lines = lines(failure);
        lines.forEach(line -> log.error("Svara did not start. {}", line));
        return !lines.isEmpty();
    }

    /** Empty when it is nothing that settings can mend: then the whole stack trace is wanted. */
    static List<String> lines(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure known) {
                return known.lines();
            }
            if (cause instanceof PortInUseException taken) {
                return List.of("SERVER_PORT: something listens on port " + taken.getPort()
                        + " already: stop it, or set another port.");
            }
            if (cause instanceof FlywayValidateException) {
                return List.of(
                        "The tables were made by another edition of Svara: check that SPRING_FLYWAY_URL names the"
                                + " right database (" + firstLine(cause) + ").");
            }
            if (cause instanceof BindException unbound) {
                return List.of(line(unbound));
            }
            if (cause instanceof ConfigurationPropertiesBindException && cause.getCause() == null) {
                return List.of(firstLine(cause));
            }
        }
        return List.of();
    }

    private static String line(BindException unbound) {
        String variable = Variable.of(unbound.getName().toString());
        String reason = firstLine(root(unbound));
        if (unbound.getProperty() == null) {
            return variable + "_*: " + reason + ".";
        }
        return "%s is \"%s\", which does not fit: %s."
                .formatted(variable, unbound.getProperty().getValue(), reason);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static String firstLine(@Nullable Throwable failure) {
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }
}
