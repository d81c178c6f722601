package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.wording.KeptTexts;
import se.vaxholm.svara.wording.TextsVersion;
import se.vaxholm.svara.wording.Wording;

/** Which versions of Svara's own words were in use while a case went on. */
@Component
class TextsThen {

    private final KeptTexts kept;

    TextsThen(KeptTexts kept) {
        this.kept = kept;
    }

    /**
     * What held from when till when.
     *
     * @param version 0 for the time before {@code since}, of which nothing is known
     */
    record Valid(Span span, Wording wording, Language language, int version, Instant since) {

        public boolean isKnown() {
            return version > 0;
        }
    }

    List<Valid> of(Language language, Moments moments) {
        Map<Wording, List<TextsVersion>> byWording = new EnumMap<>(Wording.class);
        kept.in(language)
                .forEach(version -> byWording
                        .computeIfAbsent(version.wording(), wording -> new ArrayList<>())
                        .add(version));
        List<Valid> valid = new ArrayList<>();
        byWording.values().forEach(versions -> {
            // From the last on: should a clock have gone back, what came later still ends what came before.
            versions.sort(Comparator.comparing(TextsVersion::number).reversed());
            Integer until = null;
            TextsVersion first = versions.get(0);
            for (TextsVersion version : versions) {
                int from = moments.of(version.since());
                add(valid, new Span(from, until), version, version.number(), moments);
                if (until == null || from < until) {
                    until = from;
                    first = version;
                }
            }
            add(valid, new Span(0, until), first, 0, moments);
        });
        valid.sort(Comparator.comparing(Valid::wording)
                .thenComparing(one -> one.span().from()));
        return List.copyOf(valid);
    }

    private static void add(List<Valid> valid, Span span, TextsVersion of, int version, Moments moments) {
        if (!span.isEmpty() && span.from() < moments.size()) {
            valid.add(new Valid(span, of.wording(), of.language(), version, of.since()));
        }
    }
}
