package se.vaxholm.svara.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Board;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.tasklist.Problems;

/**
 * A search as it is typed and as it stands in an address. The words that are searched for may name people, so they never
 * stand in an address, only where they are kept (see {@link KeptWords}).
 *
 * @param fields what is typed, by the names of the form's fields; nothing is missing, but much may be empty
 * @param words what is searched for in texts
 */
public record SearchForm(Map<String, String> fields, String words) {

    /** Holds the key of the kept words in an address. */
    public static final String WORDS = "ord";

    private static final List<String> FIELDS = List.of(
            "nummer",
            "datum",
            "fran",
            "till",
            "namnd",
            "enhet",
            "kategori",
            "kanal",
            "utfall",
            "forsenat",
            "kansligt",
            "avvikelse");

    /** No choice of a form is longer; what is may be cut, since nothing is found by it. */
    private static final int LONGEST = 60;

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2120, 12, 31);

    public static SearchForm of(MultiValueMap<String, String> request, String words) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String typed =
                    Optional.ofNullable(request.getFirst(field)).orElse("").strip();
            String short_ = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
            fields.put(field, TextBounds.ofLine(short_, LONGEST).isPresent() && !short_.isEmpty() ? "?" : short_);
        }
        return new SearchForm(fields, words);
    }

    /** What the templates ask for. */
    public String value(String field) {
        return fields.getOrDefault(field, "");
    }

    /** The words as they can be shown again, without what can't stand on a page. */
    public String shownWords() {
        return words.codePoints()
                .filter(character ->
                        !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether more than the words and the number is asked for, which the form shows folded. */
    public boolean isNarrowed() {
        return fields.entrySet().stream()
                .anyMatch(field -> !field.getKey().equals("nummer")
                        && !field.getValue().isEmpty()
                        && !field.getValue().equals("inkom"));
    }

    /** What stands in an address: what is not empty. */
    public Map<String, String> address() {
        Map<String, String> address = new LinkedHashMap<>(fields);
        address.values().removeIf(String::isEmpty);
        address.remove("datum", "inkom");
        return address;
    }

    /** Reads it; all that is wrong is told at once, and the filter then leaves it out. */
    public Filter read(Organisation organisation, Problems problems) {
        LocalDate from = day("fran", problems);
        LocalDate to = day("till", problems);
        if (from != null && to != null && to.isBefore(from)) {
            problems.add("till", "audit.problem.order");
        }
        return new Filter(
                number(problems),
                value("datum").equals("avslutat") ? Filter.Day.CLOSED : Filter.Day.RECEIVED,
                from,
                to,
                known("namnd", organisation.boards().stream().map(Board::id).toList(), problems),
                known("enhet", organisation.units().stream().map(Unit::id).toList(), problems),
                known(
                        "kategori",
                        organisation.categories().stream().map(Category::id).toList(),
                        problems),
                constant("kanal", Channel.values(), Channel::name, problems)
                        .map(Channel::name)
                        .orElse(null),
                constant("utfall", Outcome.values(), Outcome::name, problems).orElse(null),
                yesOrNo("forsenat", problems),
                yesOrNo("kansligt", problems),
                constant("avvikelse", Deviation.values(), Deviation::name, problems)
                        .orElse(null),
                terms(problems));
    }

    private @Nullable String number(Problems problems) {
        String typed = value("nummer").toUpperCase(Locale.ROOT).replaceAll("[\\s\\[\\]]", "");
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.length() > 20 || !typed.matches("[VS0-9-]*[0-9][0-9-]*")) {
            problems.add("nummer", "audit.problem.number");
            return null;
        }
        return typed;
    }

    private @Nullable LocalDate day(String field, Problems problems) {
        if (value(field).isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value(field));
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
                return day;
            }
        } catch (DateTimeException e) {
            // As a day that is out of all range.
        }
        problems.add(field, "audit.problem.day");
        return null;
    }

    private @Nullable String known(String field, List<String> ids, Problems problems) {
        if (value(field).isEmpty()) {
            return null;
        }
        if (!ids.contains(value(field))) {
            problems.add(field, "audit.problem.choice");
            return null;
        }
        return value(field);
    }

    private <T> Optional<T> constant(String field, T[] all, Function<T, String> name, Problems problems) {
        Optional<T> chosen = Arrays.stream(all)
                .filter(one -> name.apply(one).equals(value(field)))
                .findFirst();
        if (chosen.isEmpty() && !value(field).isEmpty()) {
            problems.add(field, "audit.problem.choice");
        }
        return chosen;
    }

    private @Nullable Boolean yesOrNo(String field, Problems problems) {
        return switch (value(field)) {
            case "" -> null;
            case "ja" -> true;
            case "nej" -> false;
            default -> {
                problems.add(field, "audit.problem.choice");
                yield null;
            }
        };
    }

    private List<Term> terms(Problems problems) {
        if (words.isBlank()) {
            return List.of();
        }
        Optional<TextBounds.Problem> problem = TextBounds.ofLine(words, Term.LONGEST);
        if (problem.isPresent()) {
            problems.add(
                    "text",
                    problem.get() == TextBounds.Problem.TOO_LONG
                            ? "audit.problem.words.long"
                            : "audit.problem.words.characters",
                    Term.LONGEST);
            return List.of();
        }
        List<Term> terms = Term.parse(words);
        if (terms.isEmpty()) {
            problems.add("text", "audit.problem.words.none");
        } else if (terms.size() > Term.MOST) {
            problems.add("text", "audit.problem.words.many", Term.MOST);
            return List.of();
        }
        return terms;
    }
}
