package se.vaxholm.svara.process.guard;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.vaxholm.svara.process.Vocabulary;

/** The {@link Value}s that take more than a line to judge. */
final class Values {

    private static final Pattern VARIABLE = Pattern.compile("[$#]\\{\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*}");
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9-]{0,60}");
    private static final Pattern OWN = Pattern.compile("[a-z][a-zA-Z0-9]{0,40}");
    private static final Pattern DURATION = Pattern.compile("P(?=.)(\\d{1,3}D)?(T(?=.)(\\d{1,4}H)?(\\d{1,5}M)?)?");
    private static final Pattern CYCLE = Pattern.compile("R([1-9]\\d?)/(P[^/]*)");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(400);

    private Values() {}

    static Optional<Fault> groups(String text, Words words) {
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            String name = variable.group(1);
            return words.variables().containsKey(name)
                            && words.vocabulary()
                                    .variable(name)
                                    .filter(Vocabulary.Variable::group)
                                    .isPresent()
                    ? Optional.empty()
                    : fault(Rule.GRUPP, "variabeln ”%s” är ingen grupp som finns här".formatted(name));
        }
        Optional<Set<String>> known = words.vocabulary().groups();
        for (String group : text.split(",", -1)) {
            if (!GROUP.matcher(group.strip()).matches()) {
                return fault(Rule.GRUPP, "”%s” är inget namn på en grupp".formatted(Wording.shown(group)));
            }
            if (known.isPresent() && !known.get().contains(group.strip())) {
                return fault(Rule.GRUPP, "gruppen ”%s” finns inte".formatted(group.strip()));
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> ownVariable(String text, Words words) {
        if (!OWN.matcher(text).matches() || words.isTaken(text)) {
            return fault(
                    Rule.VARIABEL, "”%s” går inte att använda som namn på en variabel".formatted(Wording.shown(text)));
        }
        return words.vocabulary()
                        .variable(text)
                        .filter(variable -> variable.from() == Vocabulary.Variable.From.CODE)
                        .isPresent()
                ? fault(Rule.VARIABEL, "variabeln ”%s” bestäms av systemet, inte av modellen".formatted(text))
                : Optional.empty();
    }

    static Optional<Fault> duration(String text, Words words) {
        String duration = text.strip();
        if (ExpressionParser.looksLikeOne(duration)) {
            return fault(Rule.TID, "en väntetid skrivs ut, till exempel P3D eller PT4H, utan uttryck");
        }
        return isDuration(duration)
                ? Optional.empty()
                : fault(
                        Rule.TID,
                        "”%s” är ingen väntetid mellan en minut och 400 dygn, till exempel P3D eller PT4H"
                                .formatted(Wording.shown(duration)));
    }

    static Optional<Fault> cycle(String text, Words words) {
        Matcher cycle = CYCLE.matcher(text.strip());
        return cycle.matches() && isDuration(cycle.group(2))
                ? Optional.empty()
                : fault(
                        Rule.TID,
                        "”%s” är inte ett antal gånger med en väntetid emellan, till exempel R3/PT4H"
                                .formatted(Wording.shown(text)));
    }

    private static boolean isDuration(String text) {
        if (!DURATION.matcher(text).matches()) {
            return false;
        }
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static Optional<Fault> fault(Rule rule, String what) {
        return Optional.of(new Fault(rule, what));
    }
}
