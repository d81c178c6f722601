package se.vaxholm.svara.organisation;

import java.util.Locale;

/** The languages in which the municipality answers. */
public enum Language {
    SV(Locale.forLanguageTag("sv")),
    EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** English for English, Swedish for everything else. */
    public static Language of(Locale locale) {
        return EN.locale.getLanguage().equals(locale.getLanguage()) ? EN : SV;
    }
}
