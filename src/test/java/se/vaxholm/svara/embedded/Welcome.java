package se.vaxholm.svara.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the embedded run says when it is ready: where everything is, who can sign in and what to try first. */
record Welcome(DemoRealm realm, String application, String keycloak, String mailPage, Ports ports, String data) {

    private static final int WIDTH = 90;

    private static final Map<String, String> TRY_FIRST = Map.ofEntries(
            Map.entry("handlaggare", "claim an enquiry in /arbete and answer it"),
            Map.entry("handlaggare2", "try the enquiry your colleague just claimed"),
            Map.entry("handlaggare3", "another unit, with other enquiries"),
            Map.entry("kontaktcenter", "what nobody has claimed yet"),
            Map.entry("registrator", "choose the unit of what no rule places; /mottagare"),
            Map.entry("chef", "what is late in the unit: /forsenat"),
            Map.entry("forvaltningschef", "what stayed late after the manager was told: /forsenat"),
            Map.entry("processagare", "the models, their vocabulary and files: /processer"),
            Map.entry("processagare2", "the same"),
            Map.entry("revisor", "who did what and when, in every case: /granskning"),
            Map.entry("kommunstyrelse", "nothing to see yet: no case is theirs to read"),
            Map.entry("admin", "the engine's own pages: /camunda/app/cockpit/"));

    String text(long seconds) {
        List<String> lines = new ArrayList<>();
        lines.add("Svara is ready after " + seconds + " s");
        lines.add("");
        lines.add("  Ask a question        " + application + "/fraga");
        lines.add("  Follow it             " + application + "/arende");
        lines.add("  Work list for staff   " + application + "/arbete");
        lines.add("  Mail, read and send   " + mailPage);
        lines.add("  Keycloak              " + keycloak + "/admin   (admin / admin)");
        lines.add("");
        lines.add("Sign in with the user name as password:");
        for (DemoRealm.User user : realm.users()) {
            lines.add("  %-17s %-19s %s"
                    .formatted(user.username(), user.name(), TRY_FIRST.getOrDefault(user.username(), "")));
        }
        lines.add("");
        lines.add("Start here: ask a question, read the acknowledgement on the mail page, answer as handlaggare.");
        lines.add("");
        lines.add("  Data, kept until      " + data + "   (letters: until you stop)");
        lines.add("  you start over        ./mvnw spring-boot:test-run -Dsvara.fresh=true");
        lines.add("  Log                   " + data + "/svara.log");
        lines.add("  PostgreSQL            127.0.0.1:" + ports.database() + "/svara, passwords in " + data
                + "/secrets.properties");
        lines.add("  SMTP and IMAP         127.0.0.1:" + ports.smtp() + " and 127.0.0.1:" + ports.imap());
        lines.add("  Stop                  Ctrl-C");
        return boxed(lines);
    }

    private static String boxed(List<String> lines) {
        int width =
                Math.max(WIDTH, lines.stream().mapToInt(String::length).max().orElse(0));
        StringBuilder box = new StringBuilder(System.lineSeparator());
        String edge = "+" + "-".repeat(width + 2) + "+";
        box.append(edge).append(System.lineSeparator());
        for (String line : lines) {
            box.append("| ")
                    .append(line)
                    .append(" ".repeat(width - line.length()))
                    .append(" |");
            box.append(System.lineSeparator());
        }
        return box.append(edge).append(System.lineSeparator()).toString();
    }
}
