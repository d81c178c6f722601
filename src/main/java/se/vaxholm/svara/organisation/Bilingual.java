package se.vaxholm.svara.organisation;

/** A text in both languages. */
public record Bilingual(String sv, String en) {

    public String in(Language language) {
        return language == Language.EN ? en : sv;
    }
}
