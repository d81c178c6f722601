package se.vaxholm.svara.wording;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import se.vaxholm.svara.organisation.Language;

/** A Svara that starts with other words than this one. */
public final class OtherWords {

    private OtherWords() {}

    /** Keys and texts by turns. */
    public static SortedMap<String, String> of(String... keysAndTexts) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (int i = 0; i < keysAndTexts.length; i += 2) {
            texts.put(keysAndTexts[i], keysAndTexts[i + 1]);
        }
        return texts;
    }

    /** @return the version that this start has kept, or found kept */
    public static int start(KeptTexts kept, Wording wording, Language language, SortedMap<String, String> texts) {
        kept.keep(List.of(new CurrentTexts.Spoken(wording, language, new Texts(texts))));
        return newest(kept, wording, language);
    }

    static int newest(KeptTexts kept, Wording wording, Language language) {
        return kept.of(wording, language).get(0).version().number();
    }

    /** What of these keys no wording keeps. */
    public static List<String> left(List<String> keys) {
        return keys.stream()
                .filter(key -> Arrays.stream(Wording.values()).noneMatch(wording -> wording.has(key)))
                .toList();
    }
}
