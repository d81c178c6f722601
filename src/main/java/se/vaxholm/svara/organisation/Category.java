package se.vaxholm.svara.organisation;

import org.jspecify.annotations.Nullable;

/**
 * What a question may be about.
 *
 * @param unitId the unit that usually answers, null when the registrar decides
 * @param about what the category is for and which details are needed, shown before the form (G14)
 * @param urgentPhone a number to call when it can't wait
 * @param informationUrl where the municipality's own information stands (G13)
 * @param sensitive letters then only say that an answer waits (G21)
 * @param horizonDays how many working days an answer usually takes at most; a promise of a later day needs a reason
 */
public record Category(
        String id,
        @Nullable String unitId,
        Bilingual name,
        Bilingual about,
        @Nullable String urgentPhone,
        @Nullable String informationUrl,
        boolean sensitive,
        int horizonDays) {

    /** What is about nothing in particular, or what nobody has told. */
    public static final String OTHER = "annat";

    /** Where a category has none of its own. */
    public static final int USUAL_HORIZON_DAYS = 10;
}
