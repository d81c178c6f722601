package se.vaxholm.svara.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ports of the embedded run; each can be changed by an environment variable. */
record Ports(int application, int keycloak, int mailPage, int database, int smtp, int imap) {

    /** One of the ports: what listens there, the variable that changes it and its number without one. */
    enum Port {
        APPLICATION("the application", "SVARA_PORT", 8080),
        KEYCLOAK("Keycloak", "SVARA_KEYCLOAK_PORT", 8180),
        MAIL_PAGE("the mail page", "SVARA_MAIL_PORT", 8025),
        DATABASE("PostgreSQL", "SVARA_DB_PORT", 5433),
        SMTP("the mail server (SMTP)", "SVARA_SMTP_PORT", 3025),
        IMAP("the mail server (IMAP)", "SVARA_IMAP_PORT", 3143);

        private final String what;
        private final String variable;
        private final int usual;

        Port(String what, String variable, int usual) {
            this.what = what;
            this.variable = variable;
            this.usual = usual;
        }

        private int in(Function<String, @Nullable String> environment) {
            String text = environment.apply(variable);
            if (text == null || text.isBlank()) {
                return usual;
            }
            int number = text.strip().matches("\\d{1,5}") ? Integer.parseInt(text.strip()) : 0;
            if (number < 1 || number > 65_535) {
                throw new ServerStartException(
                        variable + "=" + text + " is no port: set it to a number from 1 to 65535, or unset it.");
            }
            return number;
        }
    }

    static Ports from(Function<String, @Nullable String> environment) {
        return new Ports(
                Port.APPLICATION.in(environment),
                Port.KEYCLOAK.in(environment),
                Port.MAIL_PAGE.in(environment),
                Port.DATABASE.in(environment),
                Port.SMTP.in(environment),
                Port.IMAP.in(environment));
    }

    /** Says in one line which port is taken, what to do about it and which setting changes it. */
    void mustBeFree() {
        Map<Integer, Port> seen = new LinkedHashMap<>();
        Stream.of(Port.values()).forEach(port -> {
            int number = number(port);
            Port other = seen.put(number, port);
            if (other != null) {
                throw new ServerStartException("Port " + number + " is wanted by both " + other.what + " ("
                        + other.variable + ") and " + port.what + " (" + port.variable + "): choose two numbers.");
            }
            if (!FreePort.isFree(number)) {
                throw new ServerStartException("Port " + number + ", wanted by " + port.what
                        + ", is taken: stop the program that listens there, or choose another number, for instance "
                        + port.variable + "=" + next(number) + " ./mvnw spring-boot:test-run");
            }
        });
    }

    private static int next(int number) {
        for (int candidate = number + 1; candidate < 65_536; candidate++) {
            if (FreePort.isFree(candidate)) {
                return candidate;
            }
        }
        return FreePort.any();
    }

    private int number(Port port) {
        return switch (port) {
            case APPLICATION -> application;
            case KEYCLOAK -> keycloak;
            case MAIL_PAGE -> mailPage;
            case DATABASE -> database;
            case SMTP -> smtp;
            case IMAP -> imap;
        };
    }
}
