package se.vaxholm.svara.audit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Verification;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.wording.KeptTexts;
import se.vaxholm.svara.wording.Texts;
import se.vaxholm.svara.wording.TextsVersion;
import se.vaxholm.svara.wording.Wording;

/** What Svara has said in its letters and on its pages, version by version. */
@Controller
class TextPages {

    private static final String NUMBER = "[1-9]\\d{0,5}";

    private final KeptTexts kept;
    private final TextSeals seals;
    private final Verification verification;

    TextPages(KeptTexts kept, TextSeals seals, Verification verification) {
        this.kept = kept;
        this.seals = seals;
        this.verification = verification;
    }

    /** Where a version is shown. */
    static String address(Wording wording, Language language, int version) {
        return "/granskning/texter/" + wording.address() + "/"
                + language.locale().getLanguage() + "/" + version;
    }

    /** A wording with its newest version in each language that it is kept in. */
    record Row(Wording wording, Map<Language, TextsVersion> newest) {}

    @GetMapping("/granskning/texter")
    String list(Model model) {
        Map<Wording, Map<Language, TextsVersion>> newest = new EnumMap<>(Wording.class);
        for (Language language : Language.values()) {
            kept.in(language)
                    .forEach(version -> newest.computeIfAbsent(
                                    version.wording(), wording -> new EnumMap<>(Language.class))
                            .merge(language, version, (one, other) -> one.number() > other.number() ? one : other));
        }
        model.addAttribute(
                "rows",
                newest.entrySet().stream()
                        .map(row -> new Row(row.getKey(), row.getValue()))
                        .toList());
        model.addAttribute("languages", Language.values());
        return "audit/texts";
    }

    @GetMapping("/granskning/texter/{wording}/{language}/{version}")
    String version(
            @PathVariable("wording") String typed,
            @PathVariable("language") String tongue,
            @PathVariable("version") String number,
            Model model) {
        Wording wording = Wording.at(typed).orElseThrow(TextPages::unknown);
        Language language = Arrays.stream(Language.values())
                .filter(one -> one.locale().getLanguage().equals(tongue))
                .findFirst()
                .orElseThrow(TextPages::unknown);
        int version = number.matches(NUMBER) ? Integer.parseInt(number) : 0;
        List<TextSeals.SealedTexts> versions = seals.of(wording, language);
        TextSeals.SealedTexts shown = find(versions, version);
        if (shown == null) {
            throw unknown();
        }
        TextSeals.SealedTexts before = find(versions, version - 1);
        Texts texts = kept.texts(wording, language, version).orElse(null);
        model.addAttribute("wording", wording);
        model.addAttribute("language", language);
        model.addAttribute("versions", versions);
        model.addAttribute("shown", shown);
        model.addAttribute("before", before);
        model.addAttribute("next", find(versions, version + 1));
        model.addAttribute("texts", texts);
        model.addAttribute(
                "changes",
                texts == null || before == null
                        ? null
                        : kept.texts(wording, language, before.version())
                                .map(texts::since)
                                .orElse(null));
        model.addAttribute(
                "logBroken", !verification.of(Chain.SETTINGS.id()).findings().isEmpty());
        return "audit/text";
    }

    private static TextSeals.@Nullable SealedTexts find(List<TextSeals.SealedTexts> versions, int number) {
        return versions.stream()
                .filter(one -> one.version() == number)
                .findFirst()
                .orElse(null);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No such texts");
    }
}
