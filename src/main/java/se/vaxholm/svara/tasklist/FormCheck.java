package se.vaxholm.svara.tasklist;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.process.NoticeForm;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.OutcomeCheck;

/** Looks through a form before its outcome is carried out, and says all that is wrong with it at once. */
@Component
class FormCheck {

    static final List<String> WAYS = OutcomeCheck.WAYS;

    private final OutcomeCheck check;

    FormCheck(OutcomeCheck check) {
        this.check = check;
    }

    Problems check(Outcome outcome, Map<String, String> fields, Enquiry enquiry) {
        TaskForm form = TaskForm.of(outcome.form()).orElseThrow();
        Problems problems = Problems.none();
        for (OutcomeCheck.Lack lack : check.lacks(outcome, fields, enquiry)) {
            String id = form.id(lack.field());
            switch (lack.field()) {
                case "text", "said" -> text(id, fields.getOrDefault(lack.field(), ""), what(outcome), problems);
                case "forward.reason", "return.reason", "external.text" ->
                    text(id, fields.getOrDefault(lack.field(), ""), lack.field(), problems);
                case "ask.text", "close.note" ->
                    text(id, fields.getOrDefault(lack.field(), ""), lack.field(), problems);
                case "guidance",
                        "elsewhere.system",
                        "elsewhere.reference",
                        "elsewhere.who",
                        "elsewhere.on",
                        "close.reason",
                        "close.other" ->
                    problems.add(id, "staff.problem." + lack.field() + (isEmpty(lack) ? ".empty" : ""));
                case "how" -> problems.add(id, "staff.problem.how");
                case "at" -> problems.add(id, "staff.problem.at." + word(lack));
                case "email" -> problems.add(id, "staff.problem.email" + (isEmpty(lack) ? ".empty" : ""));
                case NoticeForm.REASON, NoticeForm.TEXT, NoticeForm.QUESTION ->
                    text(id, fields.getOrDefault(lack.field(), ""), lack.field(), problems);
                case NoticeForm.UNIT, NoticeForm.CONTACT, NoticeForm.PERSON, NoticeForm.ON, NoticeForm.REPLY_ON ->
                    problems.add(id, "staff.problem." + lack.field() + "." + word(lack));
                default -> problems.add(id, "staff.problem." + lack.field());
            }
        }
        return problems;
    }

    /** What the text of an outcome's form is called in the message for an empty one. */
    private static String what(Outcome outcome) {
        return outcome == Outcome.ANSWERED_OTHERWISE ? "said" : word(outcome);
    }

    private static boolean isEmpty(OutcomeCheck.Lack lack) {
        return lack.problem() == OutcomeCheck.Problem.EMPTY;
    }

    private static String word(OutcomeCheck.Lack lack) {
        return word(lack.problem());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a text, by the message that says it; {@code what} names the text in the message for an empty one. */
    static void text(String id, String text, String what, Problems problems) {
        OutcomeCheck.ofText(text).ifPresent(problem -> {
            switch (problem) {
                case EMPTY -> problems.add(id, "staff.problem.empty." + what);
                case TOO_LONG ->
                    problems.add(id, "staff.problem.tooLong", text.codePointCount(0, text.length()) - TextBounds.TEXT);
                default -> problems.add(id, "staff.problem.characters");
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
}
