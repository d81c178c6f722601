package se.vaxholm.svara.wording;

import java.time.Instant;
import se.vaxholm.svara.organisation.Language;

/**
 * A version of a wording in one language.
 *
 * @param number from 1
 * @param since when Svara first started with it; the version before held till then
 */
public record TextsVersion(Wording wording, Language language, int number, Instant since) {

    /** @param sha256 of the version's texts as they lie in the database now */
    public record Lying(TextsVersion version, String sha256) {}
}
