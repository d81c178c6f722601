package se.vaxholm.svara.tasklist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody wrote, cut where addresses of web pages stand in it, so that a page can show those as links. */
record LinkedText(List<Part> parts) {

    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s<>\"'`{}|\\\\^\\p{Cntrl}]{1,2000}", Pattern.CASE_INSENSITIVE);

    /** A full stop or a bracket after an address seldom belongs to it. */
    private static final Pattern TRAILING = Pattern.compile("[.,;:!?…”’»)\\]]+$");

    /** A piece of the text, and whether it is an address. */
    record Part(String text, boolean link) {}

    LinkedText {
        parts = List.copyOf(parts);
    }

    static LinkedText of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int done = 0;
        while (link.find()) {
            String address = TRAILING.matcher(link.group()).replaceFirst("");
            if (link.start() > done) {
                parts.add(new Part(text.substring(done, link.start()), false));
            }
            parts.add(new Part(address, true));
            done = link.start() + address.length();
        }
        if (done < text.length()) {
            parts.add(new Part(text.substring(done), false));
        }
        return new LinkedText(parts);
    }
}
