package se.vaxholm.svara.channel.mail;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import se.vaxholm.svara.organisation.Language;

/** A guess at the language of a text by its commonest words. */
final class MailLanguage {

    private static final Set<String> SWEDISH = Set.of(
            "och",
            "att",
            "det",
            "som",
            "jag",
            "är",
            "inte",
            "på",
            "för",
            "till",
            "med",
            "av",
            "har",
            "ni",
            "kan",
            "vi",
            "om",
            "hej",
            "den",
            "en",
            "ett",
            "när",
            "vad",
            "hur",
            "var",
            "från",
            "mitt",
            "min",
            "tack",
            "hälsningar",
            "vill",
            "ska");

    private static final Set<String> ENGLISH = Set.of(
            "the", "and", "to", "of", "is", "that", "it", "you", "for", "with", "my", "we", "are", "have", "this",
            "not", "would", "please", "when", "what", "how", "where", "from", "hello", "hi", "thanks", "thank", "could",
            "there", "your", "regards", "can");

    private static final int LOOKED_AT = 5_000;

    private MailLanguage() {}

    static Language of(String text) {
        String[] words = PlainText.cut(text, LOOKED_AT).toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
        long swedish = Stream.of(words).filter(SWEDISH::contains).count();
        long english = Stream.of(words).filter(ENGLISH::contains).count();
        return english > swedish + 1 ? Language.EN : Language.SV;
    }
}
