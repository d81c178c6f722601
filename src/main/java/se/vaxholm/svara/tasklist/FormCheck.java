package se.vaxholm.svara.tasklist;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.Outcome;

/** Looks through a form before its outcome is carried out, and says all that is wrong with it at once. */
@Component
class FormCheck {

    /** In the order in which forms offer them. */
    static final List<String> WAYS = List.of("PHONE", "VISIT", "EMAIL", "LETTER");

    private final Organisation organisation;
    private final Clock clock;

    FormCheck(Organisation organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    Problems check(Outcome outcome, Map<String, String> fields, Enquiry enquiry) {
        TaskForm form = TaskForm.of(outcome.form()).orElseThrow();
        Problems problems = Problems.none();
        switch (outcome) {
            case ANSWER -> text(form, "text", fields, "answer", problems);
            case ANSWERED_OTHERWISE -> {
                way(form, fields, problems);
                moment(form, fields, enquiry, problems);
                text(form, "said", fields, "said", problems);
            }
            case REACHED -> {
                way(form, fields, problems);
                text(form, "text", fields, "reached", problems);
            }
            case SEND_AGAIN -> email(form, fields, problems);
            case UNIT_CHOSEN -> unit(form, fields, problems);
            case ACTED -> text(form, "text", fields, "acted", problems);
            case NO_ANSWER_EXPECTED, CALLED -> {
                // Nothing is asked for.
            }
        }
        return problems;
    }

    /** What is wrong with a text, by the message that says it; {@code what} names the text in the message for an empty one. */
    static void text(String id, String text, String what, Problems problems) {
        TextBounds.ofText(text, TextBounds.TEXT).ifPresent(problem -> {
            switch (problem) {
                case EMPTY -> problems.add(id, "staff.problem.empty." + what);
                case TOO_LONG ->
                    problems.add(id, "staff.problem.tooLong", text.codePointCount(0, text.length()) - TextBounds.TEXT);
                case CONTROL_CHARACTERS, LINE_BREAK -> problems.add(id, "staff.problem.characters");
            }
        });
    }

    /** The text without what can't be sent, for its writer to look through before trying again. */
    static String printable(String text) {
        return text.codePoints()
                .filter(character -> character == '\n'
                        || character == '\t'
                        || (Character.getType(character) != Character.CONTROL
                                && Character.getType(character) != Character.SURROGATE))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static Map<String, String> printable(Map<String, String> fields) {
        Map<String, String> printable = new TreeMap<>();
        fields.forEach((name, text) -> printable.put(name, printable(text)));
        return printable;
    }

    private static void text(TaskForm form, String field, Map<String, String> fields, String what, Problems problems) {
        text(form.id(field), fields.getOrDefault(field, ""), what, problems);
    }

    private static void way(TaskForm form, Map<String, String> fields, Problems problems) {
        if (!WAYS.contains(fields.getOrDefault("how", ""))) {
            problems.add(form.id("how"), "staff.problem.how");
        }
    }

    private void moment(TaskForm form, Map<String, String> fields, Enquiry enquiry, Problems problems) {
        String typed = fields.getOrDefault("at", "").strip();
        Optional<Instant> at = moment(typed);
        if (at.isEmpty()) {
            problems.add(form.id("at"), typed.isEmpty() ? "staff.problem.at.empty" : "staff.problem.at.invalid");
        } else if (at.get().isAfter(clock.instant())) {
            problems.add(form.id("at"), "staff.problem.at.future");
        } else if (at.get().isBefore(enquiry.receivedAt().truncatedTo(ChronoUnit.MINUTES))) {
            problems.add(form.id("at"), "staff.problem.at.early");
        }
    }

    private static Optional<Instant> moment(String typed) {
        try {
            return Optional.of(
                    LocalDateTime.parse(typed).atZone(WorkingCalendar.ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void email(TaskForm form, Map<String, String> fields, Problems problems) {
        String email = fields.getOrDefault("email", "").strip();
        if (!TextBounds.isEmail(email)) {
            problems.add(form.id("email"), email.isEmpty() ? "staff.problem.email.empty" : "staff.problem.email");
        }
    }

    private void unit(TaskForm form, Map<String, String> fields, Problems problems) {
        String chosen = fields.getOrDefault("unit", "");
        if (organisation.findUnit(chosen).isEmpty()) {
            problems.add(form.id("unit"), "staff.problem.unit");
        }
    }
}
