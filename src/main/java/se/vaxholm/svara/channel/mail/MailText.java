package se.vaxholm.svara.channel.mail;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/** Makes of a mail's HTML the text that a reader of it sees, with where its links really lead. */
final class MailText implements NodeFilter {

    /** Characters of HTML that are looked at: hundreds of pages, but for pictures inside. */
    private static final int LONGEST = 512 * 1024;

    /** What no tag is called; the parser puts the name of one together anew with each piece of it. */
    private static final Pattern LONG_NAME = Pattern.compile("(</?[a-zA-Z][^\\s/>]{64})[^\\s/>]++");

    private static final int DEEPEST = 256;

    /** More than in any mail that a program has laid out; of tags that nobody closes, the parser for HTML makes a dozen each. */
    private static final int MOST_TAGS = 30_000;

    private static final int LONGEST_LINK = 500;
    private static final Pattern DATA = Pattern.compile("(?i)(=\\s*[\"']?|\\(\\s*[\"']?)data:[^\"')\\s>]*");
    private static final Pattern UNSEEN =
            Pattern.compile("(?:^|[;\\s])(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden"
                    + "|mso-hide\\s*:\\s*all|opacity\\s*:\\s*0(?:\\.0+)?\\s*(?:;|$)"
                    + "|font-size\\s*:\\s*0(?:\\.0+)?(?:px|pt|em|rem|%)?\\s*(?:!important\\s*)?(?:;|$)"
                    + "|max-height\\s*:\\s*0(?:px)?\\s*(?:;|$))");
    private static final Pattern TIGHT =
            Pattern.compile("(?:^|[;\\s])margin(?:-bottom)?\\s*:\\s*0(?:px|pt|cm|in|em)?\\s*(?:;|$)");
    private static final Pattern SKIPPED = Pattern.compile(
            "head|style|script|title|template|noscript|svg|math|object|embed"
                    + "|iframe|frame|frameset|noframes|applet|audio|video|canvas|map|select|textarea|button|datalist|xml");
    private static final Pattern BLOCK =
            Pattern.compile("p|div|table|tr|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|pre|section|article"
                    + "|header|footer|center|address|form|fieldset|main|aside|nav|figure|figcaption|hr|caption");
    private static final Pattern SPACED = Pattern.compile("p|ul|ol|h[1-6]|blockquote|pre|table");

    private final StringBuilder text = new StringBuilder();
    private final boolean shortened;
    private int quotes;
    private int preformatted;
    private boolean space;

    private MailText(boolean shortened) {
        this.shortened = shortened;
    }

    /** @param html of which no more than a bounded beginning is looked at */
    static MailText of(String html) {
        String withoutPictures = DATA.matcher(html).replaceAll("$1");
        MailText reader = new MailText(withoutPictures.length() > LONGEST);
        String bounded = reader.shortened ? withoutPictures.substring(0, LONGEST) : withoutPictures;
        Document document = parse(LONG_NAME.matcher(bounded).replaceAll("$1"));
        document.filter(reader);
        return reader;
    }

    /** The parser for HTML stumbles over heaps of tags that nobody closes; the one for XML takes each as it comes. */
    private static Document parse(String html) {
        if (html.chars().filter(sign -> sign == '<').count() <= MOST_TAGS) {
            try {
                return Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(DEEPEST));
            } catch (IndexOutOfBoundsException stumbled) {
                // As when there are too many.
            }
        }
        return Jsoup.parse(html, "", Parser.xmlParser().setMaxDepth(DEEPEST));
    }

    String text() {
        return text.toString();
    }

    /** Whether there is more than was looked at. */
    boolean shortened() {
        return shortened;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (text.length() > LONGEST) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode words) {
            write(words.getWholeText());
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return node instanceof Document ? FilterResult.CONTINUE : FilterResult.SKIP_ENTIRELY;
        }
        String name = element.normalName();
        if (SKIPPED.matcher(name).matches() || isUnseen(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (element.id().endsWith("divRplyFwdMsg")) {
            line();
            text.append("-----Original Message-----\n");
        }
        if (BLOCK.matcher(name).matches()) {
            line();
        }
        switch (name) {
            case "br" -> newLine();
            case "hr" -> text.append("________________________________\n");
            case "li" -> write(bullet(element));
            case "td", "th" -> cell(element);
            case "img" -> picture(element);
            case "pre" -> preformatted++;
            case "blockquote" -> quotes += isCited(element) ? 1 : 0;
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            String name = element.normalName();
            if (name.equals("a")) {
                link(element);
            }
            if (BLOCK.matcher(name).matches()) {
                line();
            }
            preformatted -= name.equals("pre") ? 1 : 0;
            quotes -= name.equals("blockquote") && isCited(element) ? 1 : 0;
            if (SPACED.matcher(name).matches() && !isTight(element) && !text.isEmpty() && !endsBlank()) {
                newLine();
            }
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isUnseen(Element element) {
        return element.hasAttr("hidden")
                || (element.hasAttr("style")
                        && UNSEEN.matcher(element.attr("style").toLowerCase(Locale.ROOT))
                                .find());
    }

    /** What a mail program has put there as the mail that is answered, and not its writer as words of others. */
    private static boolean isCited(Element element) {
        return element.attr("type").equalsIgnoreCase("cite")
                || element.className().toLowerCase(Locale.ROOT).contains("quote");
    }

    /** Outlook's paragraphs are lines; between them it puts empty ones. */
    private static boolean isTight(Element paragraph) {
        return paragraph.className().startsWith("Mso")
                || TIGHT.matcher(paragraph.attr("style").toLowerCase(Locale.ROOT))
                        .find();
    }

    private static String bullet(Element item) {
        Element list = item.parent();
        boolean numbered = list != null && list.normalName().equals("ol");
        return numbered ? Math.min(item.elementSiblingIndex() + 1, 999) + ". " : "- ";
    }

    private void cell(Element cell) {
        if (cell.previousElementSibling() != null && !atLineStart()) {
            text.append('\t');
            space = false;
        }
    }

    /** Smileys are pictures in some mail programs; other pictures' descriptions are no words of the writer. */
    private void picture(Element picture) {
        String instead = picture.attr("alt");
        if (instead.length() <= 16 && instead.codePoints().noneMatch(Character::isLetterOrDigit)) {
            write(instead);
        }
    }

    private void link(Element link) {
        String target = link.attr("href").strip();
        String lower = target.toLowerCase(Locale.ROOT);
        if (!lower.matches("(?s)(https?://|mailto:|tel:).*")) {
            return;
        }
        String words = link.text().strip();
        if (!words.isEmpty() && !bare(target).equals(bare(words))) {
            String shown = lower.startsWith("http") ? target : target.substring(target.indexOf(':') + 1);
            write(" <" + PlainText.oneLine(PlainText.cut(shown, LONGEST_LINK), LONGEST_LINK) + ">");
        }
    }

    private static String bare(String link) {
        return link.toLowerCase(Locale.ROOT)
                .replaceFirst("^(https?://|mailto:|tel:)(www\\.)?", "")
                .replaceFirst("^www\\.", "")
                .replaceFirst("/$", "")
                .replace(" ", "");
    }

    private void write(String words) {
        if (preformatted > 0) {
            for (String line : words.split("(?<=\n)", -1)) {
                start();
                text.append(line);
            }
            return;
        }
        for (int i = 0; i < words.length(); i++) {
            char character = words.charAt(i);
            if (" \t\n\r\f".indexOf(character) >= 0) {
                space = true;
            } else {
                if (space && !atLineStart() && !endsWith('\t')) {
                    text.append(' ');
                }
                space = false;
                start();
                text.append(character);
            }
        }
    }

    private void start() {
        if (atLineStart() && quotes > 0) {
            text.append(">".repeat(quotes)).append(' ');
        }
    }

    private void line() {
        space = false;
        if (!atLineStart()) {
            newLine();
        }
    }

    private void newLine() {
        space = false;
        if (atLineStart() && quotes > 0) {
            text.append(">".repeat(quotes));
        }
        text.append('\n');
    }

    private boolean atLineStart() {
        return text.isEmpty() || endsWith('\n');
    }

    private boolean endsBlank() {
        int last = text.length() - 1;
        return endsWith('\n') && (last == 0 || text.charAt(last - 1) == '\n' || text.charAt(last - 1) == '>');
    }

    private boolean endsWith(char character) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == character;
    }
}
