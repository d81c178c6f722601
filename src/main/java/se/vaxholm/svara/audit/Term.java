package se.vaxholm.svara.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is searched for: a word in any of its forms, the beginning of one, or words that stand together.
 *
 * @param absent whether the case must be without it
 */
public record Term(String text, Kind kind, boolean absent) {

    /** How a term is looked for; each function takes the term as its one parameter, so that no text is ever syntax. */
    public enum Kind {
        WORD("plainto_tsquery('swedish', :%s)"),
        BEGINNING("to_tsquery('swedish', :%s)"),
        PHRASE("phraseto_tsquery('swedish', :%s)");

        private final String query;

        Kind(String query) {
            this.query = query;
        }
    }

    /** Characters in what is typed. */
    static final int LONGEST = 200;

    /** Terms in a search. */
    static final int MOST = 6;

    private static final Pattern TOKEN = Pattern.compile("(-?)(?:\"([^\"]*)\"?|(\\S+))");
    private static final Pattern BEGINNING_OF_WORD = Pattern.compile("([\\p{L}\\p{N}]{2,})\\*");

    /** Reads what people type: {@code altan bygg* "två våningar" -uterum}. */
    static List<Term> parse(String typed) {
        List<Term> terms = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(typed);
        while (tokens.find()) {
            boolean absent = !tokens.group(1).isEmpty();
            if (tokens.group(2) != null) {
                add(terms, tokens.group(2), Kind.PHRASE, absent);
                continue;
            }
            Matcher beginning = BEGINNING_OF_WORD.matcher(tokens.group(3));
            if (beginning.matches()) {
                add(terms, beginning.group(1), Kind.BEGINNING, absent);
            } else {
                add(terms, tokens.group(3), Kind.WORD, absent);
            }
        }
        return terms;
    }

    private static void add(List<Term> terms, String text, Kind kind, boolean absent) {
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            terms.add(new Term(text.strip(), kind, absent));
        }
    }

    /** The query as SQL, over the parameter of this name. */
    String query(String parameter) {
        return kind.query.formatted(parameter);
    }

    /** The value of that parameter; the beginning of a word is letters and digits alone. */
    String value() {
        return kind == Kind.BEGINNING ? text + ":*" : text;
    }
}
