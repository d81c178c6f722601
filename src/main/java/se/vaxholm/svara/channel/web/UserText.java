package se.vaxholm.svara.channel.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Turns what somebody wrote into HTML: everything escaped, and addresses of web pages as links. */
final class UserText {

    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s<>\"'`{}|\\\\^\\p{Cntrl}]{1,2000}", Pattern.CASE_INSENSITIVE);

    /** A full stop or a bracket after an address seldom belongs to it. */
    private static final Pattern TRAILING = Pattern.compile("[.,;:!?…”’»)\\]]+$");

    private UserText() {}

    static String toHtml(String text) {
        StringBuilder html = new StringBuilder(text.length() + 64);
        Matcher link = LINK.matcher(text);
        int done = 0;
        while (link.find()) {
            String address = TRAILING.matcher(link.group()).replaceFirst("");
            if (address.indexOf('(') >= 0
                    && address.indexOf(')') < 0
                    && link.group().startsWith(address + ")")) {
                address += ")";
            }
            html.append(escape(text.substring(done, link.start())))
                    .append("<a class=\"govuk-link\" rel=\"nofollow noopener noreferrer\" href=\"")
                    .append(escape(address))
                    .append("\">")
                    .append(escape(address))
                    .append("</a>");
            done = link.start() + address.length();
        }
        return html.append(escape(text.substring(done))).toString();
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
