package se.vaxholm.svara.correspondence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;
import se.vaxholm.svara.organisation.Language;

/** Sets a letter's paragraphs as plain text and as HTML that any mail reader shows, with the same words in both. */
final class LetterPaper {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+[^\\s<>\"'.,;:!?)]");

    private final Language language;
    private final String title;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<String> html = new ArrayList<>();

    LetterPaper(Language language, String title) {
        this.language = language;
        this.title = title;
    }

    LetterPaper paragraph(String text) {
        paragraphs.add(text.strip());
        html.add("<p style=\"margin:0 0 16px\">" + lines(text) + "</p>");
        return this;
    }

    /** What somebody wrote: in its own direction, set apart from the municipality's frame. */
    LetterPaper written(String text) {
        paragraphs.add(text.strip());
        html.add("<div dir=\"auto\" style=\"margin:0 0 16px\">" + lines(text) + "</div>");
        return this;
    }

    LetterPaper signature(String text) {
        paragraphs.add("-- \n" + text.strip());
        html.add("<p style=\"margin:24px 0 0;padding-top:16px;border-top:1px solid #b1b4b6;color:#3d4447\">"
                + lines(text) + "</p>");
        return this;
    }

    String text() {
        return String.join("\n\n", paragraphs) + "\n";
    }

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"" + language.locale().getLanguage()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
                + escape(title) + "</title></head>\n"
                + "<body style=\"margin:0;padding:24px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5;"
                + "color:#0b0c0c;background:#ffffff\"><div style=\"max-width:600px\">\n"
                + String.join("\n", html) + "\n</div></body></html>\n";
    }

    private static String lines(String text) {
        Matcher links = LINK.matcher(text.strip());
        StringBuilder set = new StringBuilder();
        int from = 0;
        String plain = text.strip();
        while (links.find()) {
            set.append(escape(plain.substring(from, links.start())));
            String link = escape(links.group());
            set.append("<a href=\"").append(link).append("\">").append(link).append("</a>");
            from = links.end();
        }
        set.append(escape(plain.substring(from)));
        // The links' places are held open until the letter leaves.
        return set.toString()
                .replace(
                        ForwardingLinks.PLACEHOLDER,
                        "<a href=\"" + ForwardingLinks.PLACEHOLDER + "\">" + ForwardingLinks.PLACEHOLDER + "</a>")
                .replace("\n", "<br>\n")
                .replace(
                        LetterLinks.PLACEHOLDER,
                        "<a href=\"" + LetterLinks.PLACEHOLDER + "\">" + LetterLinks.PLACEHOLDER + "</a>");
    }

    /** Only what HTML itself means by it: the letters å, ä and ö of the link's placeholder stay as they are. */
    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
