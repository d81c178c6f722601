package se.vaxholm.svara.wording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;

/** What this very Svara says, wherever its words come from. */
@Component
class CurrentTexts {

    private final MessageSource messages;
    private final Organisation organisation;
    private final List<String> files;

    CurrentTexts(
            MessageSource messages,
            Organisation organisation,
            @Value("${spring.messages.basename}") List<String> files) {
        this.messages = messages;
        this.organisation = organisation;
        this.files = files;
    }

    /** A wording in one language as it is now. */
    record Spoken(Wording wording, Language language, Texts texts) {}

    List<Spoken> all() {
        Set<String> keys = keys();
        List<Spoken> all = new ArrayList<>();
        for (Language language : Language.values()) {
            Arrays.stream(Wording.values())
                    .map(wording -> new Spoken(
                            wording,
                            language,
                            wording == Wording.CATEGORIES ? ofCategories(language) : of(wording, keys, language)))
                    .forEach(all::add);
        }
        return all;
    }

    /** The messages are asked for as everybody asks for them: whatever stands before a file of ours holds here too. */
    private Texts of(Wording wording, Set<String> keys, Language language) {
        SortedMap<String, String> texts = new TreeMap<>();
        keys.stream()
                .filter(wording::has)
                .forEach(key -> texts.put(key, messages.getMessage(key, null, language.locale())));
        return new Texts(texts);
    }

    private Texts ofCategories(Language language) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Category category : organisation.categories()) {
            put(texts, category, "name", category.name().in(language));
            put(texts, category, "about", category.about().in(language));
            put(texts, category, "urgentPhone", category.urgentPhone());
            put(texts, category, "informationUrl", category.informationUrl());
            put(texts, category, "horizonDays", String.valueOf(category.horizonDays()));
        }
        return new Texts(texts);
    }

    private static void put(SortedMap<String, String> texts, Category category, String what, @Nullable String text) {
        if (text != null) {
            texts.put(category.id() + "." + what, text);
        }
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (String file : files) {
            try {
                keys.addAll(PropertiesLoaderUtils.loadProperties(new EncodedResource(
                                new ClassPathResource(file.strip() + ".properties"), StandardCharsets.UTF_8))
                        .stringPropertyNames());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return keys;
    }
}
