package se.vaxholm.svara.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a letter's text: either plain words or an address that can be followed. */
record LinkedText(String text, boolean link) {

    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}']");

    static List<LinkedText> of(String text) {
        List<LinkedText> pieces = new ArrayList<>();
        Matcher matcher = WEB_ADDRESS.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                pieces.add(new LinkedText(text.substring(end, matcher.start()), false));
            }
            pieces.add(new LinkedText(matcher.group(), true));
            end = matcher.end();
        }
        if (end < text.length()) {
            pieces.add(new LinkedText(text.substring(end), false));
        }
        return pieces;
    }
}
