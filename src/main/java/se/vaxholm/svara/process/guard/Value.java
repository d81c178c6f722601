package se.vaxholm.svara.process.guard;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Vocabulary;

/** What may stand in an attribute or between two tags. */
@FunctionalInterface
interface Value {

    /** What is wrong with it here, if anything. */
    Optional<Fault> fault(String text, Words words);

    /** An element's own id, or that of another one. */
    Value ID = pattern("[\\p{L}_][\\p{L}\\p{N}_.-]{0,120}", "ett id av bokstäver, siffror, _ . och -");

    /** A name: plain, on few lines. */
    Value NAME = text(300);

    /** An explanation. */
    Value EXPLANATION = text(10_000);

    /** Nothing but the room between child elements. */
    Value NOTHING = (text, words) -> text.isBlank()
            ? Optional.empty()
            : fault(Rule.TEXT, "här får ingen text stå: ”" + Wording.shown(text) + "”");

    Value YES_NO = pattern("true|false", "true eller false");

    Value COORDINATE = pattern("-?\\d{1,6}(\\.\\d{1,20})?([eE]-\\d{1,2})?", "ett tal");

    /** As Camunda Modeler writes them. */
    Value COLOUR = pattern("#[0-9a-fA-F]{3,8}|[a-z]{3,20}|rgb\\(\\d{1,3}, ?\\d{1,3}, ?\\d{1,3}\\)", "en färg");

    Value FORMAL_EXPRESSION = pattern("([\\p{L}_][\\p{L}\\p{N}_.-]*:)?tFormalExpression", "tFormalExpression");

    /** At least ten years, in days: only a disposal decision deletes history. */
    Value TEN_YEARS = (text, words) -> text.matches("P?\\d{4,6}D?")
                    && text.startsWith("P") == text.endsWith("D")
                    && Integer.parseInt(text.replaceAll("\\D", "")) >= 3653
            ? Optional.empty()
            : fault(Rule.BEVARANDE, "historiken ska bevaras i minst tio år, till exempel P36500D, inte ”%s”", text);

    /** A step of the vocabulary, and nothing around it. */
    Value STEP = (text, words) -> words.vocabulary().steps().stream()
                    .anyMatch(step -> step.expression().equals(text))
            ? Optional.empty()
            : fault(Rule.STEG, "”%s” är inget steg i ordlistan", text);

    Value FORM = (text, words) -> words.vocabulary().formByKey(text).isPresent()
            ? Optional.empty()
            : fault(Rule.FORMULAR, "”%s” är inget formulär i ordlistan", text);

    Value MESSAGE = (text, words) -> words.vocabulary().messages().stream()
                    .anyMatch(message -> message.name().equals(text))
            ? Optional.empty()
            : fault(Rule.MEDDELANDE, "”%s” är inget meddelande som systemet skickar", text);

    /** Groups by name, or one variable that holds a group. */
    Value GROUPS = Values::groups;

    /** A variable that a model may decide: its own, or one that the vocabulary leaves to models. */
    Value OWN_VARIABLE = Values::ownVariable;

    Value VARIABLE = (text, words) -> words.variables().containsKey(text)
            ? Optional.empty()
            : fault(Rule.VARIABEL, "variabeln ”%s” finns inte här", text);

    Value DECISION = (text, words) -> words.vocabulary().decisions().stream()
                            .anyMatch(decision -> decision.id().equals(text))
                    || words.decisionInUse().test(text)
            ? Optional.empty()
            : fault(Rule.BESLUT, "beslutet ”%s” finns inte", text);

    /** How long to wait: from a minute to a year and a month. */
    Value DURATION = Values::duration;

    /** A number of times, at most 99, with a time between them. */
    Value CYCLE = Values::cycle;

    static Value exactly(Rule rule, String... texts) {
        return (text, words) -> java.util.List.of(texts).contains(text)
                ? Optional.empty()
                : fault(
                        rule,
                        "här ska stå %s, inte ”%s”".formatted(String.join(" eller ", texts), Wording.shown(text)));
    }

    /** An expression that gives something of a kind; null for anything. */
    static Value expression(Vocabulary.@Nullable Type type) {
        return (text, words) -> new ExpressionCheck(words).fault(text, type);
    }

    /** As {@link #expression}, where the engine takes away the room around it. */
    static Value paddedExpression(Vocabulary.Type type) {
        return (text, words) -> new ExpressionCheck(words).fault(text.strip(), type);
    }

    static Value pattern(String regularExpression, String wanted) {
        Pattern pattern = Pattern.compile(regularExpression);
        return (text, words) -> text.length() <= 1_000 && pattern.matcher(text).matches()
                ? Optional.empty()
                : fault(Rule.VARDE, "här ska stå " + wanted + ", inte ”%s”", text);
    }

    /** A text for people, which the engine must never take for an expression. */
    static Value text(int longest) {
        return (text, words) -> {
            if (ExpressionParser.looksLikeOne(text)) {
                return fault(Rule.TEXT, "namn och beskrivningar är bara text, inga uttryck: ”%s”", text);
            }
            if (text.codePoints().anyMatch(letter -> letter < ' ' && "\n\r\t".indexOf(letter) < 0)) {
                return fault(Rule.TEXT, "texten har styrtecken: ”%s”", text);
            }
            return text.length() <= longest
                    ? Optional.empty()
                    : fault(Rule.TEXT, "texten är längre än " + longest + " tecken: ”%s”", text);
        };
    }

    private static Optional<Fault> fault(Rule rule, String what) {
        return Optional.of(new Fault(rule, what));
    }

    private static Optional<Fault> fault(Rule rule, String what, String text) {
        return fault(rule, what.formatted(Wording.shown(text)));
    }
}
