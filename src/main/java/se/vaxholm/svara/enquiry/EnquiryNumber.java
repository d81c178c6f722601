package se.vaxholm.svara.enquiry;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number that staff and asker both use, such as {@code VS-2026-00123}: unique, rising within its year. */
public record EnquiryNumber(String value) {

    private static final Pattern FORM = Pattern.compile("VS-(\\d{4})-(\\d{5,9})");

    public EnquiryNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an enquiry number");
        }
    }

    static EnquiryNumber of(int year, long running) {
        return new EnquiryNumber(String.format(Locale.ROOT, "VS-%04d-%05d", year, running));
    }

    /** Reads what people type: small letters, spaces, and missing zeros are fine. */
    public static Optional<EnquiryNumber> parse(String typed) {
        if (typed.length() > 40) {
            return Optional.empty();
        }
        String tidy = typed.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\[\\]]", "")
                .replaceAll("[–—−/]", "-");
        Matcher parts = Pattern.compile("(?:VS-?)?(\\d{4})-?(\\d{1,9})").matcher(tidy);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(of(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))));
    }

    @Override
    public String toString() {
        return value;
    }
}
