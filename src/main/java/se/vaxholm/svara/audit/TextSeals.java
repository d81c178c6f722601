package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.wording.KeptTexts;
import se.vaxholm.svara.wording.TextsVersion;
import se.vaxholm.svara.wording.Wording;

/** Holds the versions of Svara's own words against what the journal sealed of them when they came into use. */
@Component
class TextSeals {

    private final KeptTexts kept;
    private final Journal journal;
    private final Snapshot snapshot;

    TextSeals(KeptTexts kept, Journal journal, Snapshot snapshot) {
        this.kept = kept;
        this.journal = journal;
        this.snapshot = snapshot;
    }

    /** How a version stands to its seal. */
    enum Fit {
        /** It is as it was kept. */
        SAME,
        /** Its texts, or the time from which they held, are others. */
        CHANGED,
        /** The journal knows of no such version. */
        INSERTED,
        /** The journal knows it, and it is gone. */
        GONE
    }

    /** A version, and how it stands to its seal; a version that is gone is told by the journal. */
    record SealedTexts(int version, Instant since, String sha256, Fit fit) {

        public boolean isSame() {
            return fit == Fit.SAME;
        }
    }

    /** A version of a wording in a language. */
    record Sealed(Wording wording, Language language, SealedTexts texts) {}

    /** The versions of everything. */
    List<Sealed> all() {
        return snapshot.of(() -> Arrays.stream(Wording.values())
                .flatMap(wording -> Arrays.stream(Language.values())
                        .flatMap(language -> compared(wording, language).stream()
                                .map(texts -> new Sealed(wording, language, texts))))
                .toList());
    }

    /** The newest first. */
    List<SealedTexts> of(Wording wording, Language language) {
        return snapshot.of(() -> compared(wording, language));
    }

    private List<SealedTexts> compared(Wording wording, Language language) {
        Map<Integer, Entry> told = new HashMap<>();
        journal.of(
                        Chain.SETTINGS,
                        Deed.What.TEXTS_CHANGED,
                        Map.of("wording", wording.name(), "language", language.name()))
                .forEach(entry -> told.put(number(entry), entry));
        told.remove(0);
        List<SealedTexts> versions = new ArrayList<>();
        for (TextsVersion.Lying lying : kept.of(wording, language)) {
            TextsVersion version = lying.version();
            versions.add(new SealedTexts(
                    version.number(), version.since(), lying.sha256(), fit(lying, told.remove(version.number()))));
        }
        told.forEach((version, entry) -> versions.add(
                new SealedTexts(version, entry.at(), entry.detail().getOrDefault("sha256", ""), Fit.GONE)));
        versions.sort(Collections.reverseOrder(Comparator.comparing(SealedTexts::version)));
        return versions;
    }

    private static Fit fit(TextsVersion.Lying lying, @Nullable Entry told) {
        if (told == null) {
            return Fit.INSERTED;
        }
        return lying.sha256().equals(told.detail().get("sha256"))
                        && lying.version().since().equals(told.at())
                ? Fit.SAME
                : Fit.CHANGED;
    }

    private static int number(Entry entry) {
        String version = entry.detail().getOrDefault("version", "");
        return version.matches("\\d{1,6}") ? Integer.parseInt(version) : 0;
    }
}
