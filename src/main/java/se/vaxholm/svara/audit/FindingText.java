package se.vaxholm.svara.audit;

import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.tasklist.Problems;

/** What may be written of a case in a sample. */
final class FindingText {

    private FindingText() {}

    /** @param mayBeEmpty whether the verdict says enough */
    static void check(String field, String text, boolean mayBeEmpty, Problems problems) {
        if (text.isEmpty() && mayBeEmpty) {
            return;
        }
        TextBounds.ofText(text, Findings.LONGEST).ifPresent(problem -> {
            switch (problem) {
                case EMPTY -> problems.add(field, "audit.problem.finding.empty." + field);
                case TOO_LONG ->
                    problems.add(
                            field,
                            "audit.problem.finding.long",
                            Findings.LONGEST,
                            text.codePointCount(0, text.length()) - Findings.LONGEST);
                default -> problems.add(field, "audit.problem.finding.characters");
            }
        });
    }

    /** The text without what can't be kept, for its writer to look through before trying again. */
    static String shown(String text) {
        return text.codePoints()
                .filter(character -> character == '\n'
                        || character == '\t'
                        || (!Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
