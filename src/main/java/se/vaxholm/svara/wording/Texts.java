package se.vaxholm.svara.wording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.journal.Hash;

/** Texts by their keys, always in the same order and always written the same way, so that they can be compared by a hash. */
public record Texts(SortedMap<String, String> byKey) {

    static final Texts NONE = new Texts(Collections.emptySortedMap());

    private static final String IS = " = ";

    public Texts {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    /**
     * How one text differs from the version before.
     *
     * @param before null when it is new
     * @param after null when it is gone
     */
    public record Change(
            String key, @Nullable String before, @Nullable String after) {

        public boolean isAdded() {
            return before == null;
        }

        public boolean isRemoved() {
            return after == null;
        }
    }

    /** A line each. */
    String written() {
        return byKey.entrySet().stream()
                .map(text -> text.getKey() + IS + onOneLine(text.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** A line that somebody has made unreadable is a text without a key. */
    static Texts read(String written) {
        SortedMap<String, String> texts = new TreeMap<>();
        written.lines().forEach(line -> {
            int is = line.indexOf(IS);
            texts.put(is < 0 ? "" : line.substring(0, is), inLines(is < 0 ? line : line.substring(is + IS.length())));
        });
        return new Texts(texts);
    }

    String sha256() {
        return Hash.ofText(written()).hex();
    }

    /** What is new, other or gone, by key. */
    public List<Change> since(Texts earlier) {
        TreeSet<String> keys = new TreeSet<>(byKey.keySet());
        keys.addAll(earlier.byKey.keySet());
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            Change change = new Change(key, earlier.byKey.get(key), byKey.get(key));
            if (change.before == null || !change.before.equals(change.after)) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static String onOneLine(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String inLines(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char here = written.charAt(i);
            if (here == '\\' && i + 1 < written.length()) {
                char next = written.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(here);
            }
        }
        return text.toString();
    }
}
