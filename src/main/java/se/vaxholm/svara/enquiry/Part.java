package se.vaxholm.svara.enquiry;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A part of a case that goes along, or stays behind, when the case goes to somebody else (G21). */
public enum Part {
    /** What the asker has written: the question and what they added. */
    QUESTION,
    /** Who asked, and how to reach them. */
    CONTACT,
    /** What we have answered so far. */
    ANSWERS,
    /** What staff have noted for each other: only inside the municipality. */
    NOTES;

    /** Those that can leave the municipality. */
    public static final Set<Part> OUTWARD = Set.of(QUESTION, CONTACT, ANSWERS);

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** As drafts and requests hold them: names with spaces between; what is no part is left out. */
    public static Set<Part> read(String names) {
        List<String> named = SPACE.splitAsStream(names).toList();
        return Arrays.stream(values())
                .filter(part -> named.contains(part.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    static String[] names(Collection<Part> parts) {
        return parts.stream().sorted().map(Part::name).toArray(String[]::new);
    }

    static Set<Part> of(String[] names) {
        return Arrays.stream(names)
                .map(Part::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    /** As drafts hold them. */
    public static String write(Collection<Part> parts) {
        return String.join(" ", names(parts));
    }
}
