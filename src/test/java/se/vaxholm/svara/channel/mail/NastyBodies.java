package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.channel.mail.RawMail.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import se.vaxholm.svara.organisation.Language;

/** Mails whose text is in a charset, an encoding or an HTML that hides what it says. */
final class NastyBodies {

    private NastyBodies() {}

    static List<NastyMail> mails() {
        return List.of(
                in("UTF-16LE", "UTF-16", "Går vägen att åka?"),
                in("UTF-16BE", "utf-16be", "Går vägen att åka?"),
                in("GB18030", "gb2312", "道路什么时候修好"),
                in("KOI8-R", "KOI8-R", "Когда починят дорогу?"),
                in("ISO-2022-JP", "\"ISO-2022-JP\"", "道路はいつ直りますか"),
                in("x-MacRoman", "macintosh", "Går vägen att åka?"),
                in("windows-1252", "x-unknown", "Går ”vägen” att åka?"),
                in("UTF-8", "iso-8859-1", "Går vägen att åka?"),
                in("ISO-8859-1", "utf-8", "Går vägen att åka på?"),
                NastyMail.of(
                                "no charset and one letter cut",
                                mail().body("Går vägen att åka på\n".getBytes(StandardCharsets.UTF_8)))
                        .says("Går vägen att åka på"),
                NastyMail.of(
                                "flowed text",
                                mail().with("Content-Type: text/plain; format=flowed")
                                        .body(
                                                "En lång rad som \nfortsätter här.\n> citat som \n> fortsätter\nNy rad\n-- \nAnna"))
                        .saysAmongOthers("En lång rad som fortsätter här.\n", "Ny rad")
                        .folds("> citat som fortsätter", "--\nAnna"),
                encoded(
                        "broken base64",
                        "base64",
                        "SGVq*LCBqYWcgdW5kcmFyIG7DpHIgdsOk\n\tZ2VuI!GJsaXIga2xhc",
                        "Hej, jag undrar när vägen blir klap"),
                encoded(
                        "base64 that is none",
                        "base64",
                        "Hej! Jag har inte kodat det här, det står så bara.",
                        "Hej! Jag har inte kodat det här, det står så bara."),
                encoded("broken quoted-printable", "Quoted-Printable", "V=C3=A4g=\nen =ZZ 5=5 =", "Vägen =ZZ 5=5"),
                encoded("an encoding that nobody knows", "8-bitar", "Vägen", "Vägen"),
                NastyMail.of("nothing but headers", mail().body("")).says(""),
                NastyMail.of("nothing but blanks", mail().body(" \n\t\n\u00a0\n\u200b\n"))
                        .says(""),
                NastyMail.of("a text of a million letters", mail().body("ord ".repeat(250_000)))
                        .and(mail -> assertThat(mail.shortened()).isTrue())
                        .and(mail -> assertThat(mail.text()).hasSizeBetween(19_000, 20_000)),
                NastyMail.of("one line of ten megabytes", mail().body("a".repeat(10_000_000)))
                        .and(mail -> assertThat(mail.shortened()).isTrue()),
                NastyMail.of("a file in the text as uuencode", mail().body("Se filen\nbegin 644 a.txt\n#0V%T\n`\nend"))
                        .saysAmongOthers("Se filen", "begin 644 a.txt"),
                html(
                        "what can't be seen",
                        "<p>Syns</p><div style='display:none'>dolt</div><span style=\"font-size:0px\">litet</span>"
                                + "<p hidden>gömt</p><p style='mso-hide:all'>word</p><!-- anm -->",
                        "Syns"),
                html(
                        "scripts, styles and pictures that count readers",
                        "<html><head><title>T</title><style>p{}</style></head>"
                                + "<body onload='x()'><script>alert(1)</script><p>Hej</p><img src='http://x.example/1.gif' width=1>"
                                + "<svg><text>svg</text></svg><iframe src='x'>i</iframe></body></html>",
                        "Hej"),
                html(
                        "links that lead elsewhere",
                        "<p>Läs <a href='https://evil.example/a?b=1'>vaxholm.example</a>, "
                                + "<a href='https://vaxholm.example/'>vaxholm.example</a>, <a href='mailto:a@x.se'>a@x.se</a> "
                                + "och <a href='javascript:alert(1)'>här</a></p>",
                        "Läs vaxholm.example <https://evil.example/a?b=1>, vaxholm.example, a@x.se och här"),
                html(
                        "paragraphs, lists and tables",
                        "<p>Ett<br>två</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"
                                + "<table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table><pre>1\n  2</pre>",
                        "Ett\ntvå\n\n- a\n- b\n\n1. c\n\nx\ty\nz\n\n1\n  2"),
                html(
                        "words in pieces",
                        "f<span>rå</span>g<b>a</b>&shy;n &amp; sva\u200bret&nbsp;&lt;b&gt;",
                        "frågan & svaret <b>"),
                html("tags that never end", "<p>Hej <b>där <i>du <a href='https://x.example", "Hej där du"),
                // The parser stumbles over it, with an index that is out of bounds.
                html("tags that nobody closes, in boxes", "<p><b><i><a>" + "<div>".repeat(252) + "Hej", "Hej"),
                NastyMail.of("five megabytes of boxes in boxes", mail().html("<div>".repeat(1_000_000) + "inne"))
                        .and(mail -> assertThat(mail.shortened()).isTrue()),
                NastyMail.of(
                                "a hundred thousand tags of which none ends",
                                mail().html("<p><b><i><font>".repeat(25_000) + "x"))
                        .saysAmongOthers("x"),
                NastyMail.of(
                                "a picture inside the HTML",
                                mail().html("<img src=\"data:image/png;base64," + "A".repeat(3_000_000)
                                        + "\"><p>Under bilden</p>"))
                        .says("Under bilden")
                        .and(mail -> assertThat(mail.shortened()).isFalse()),
                NastyMail.of(
                                "HTML that says its charset itself",
                                mail().with("Content-Type: text/html")
                                        .in(Charset.forName("KOI8-R"))
                                        .body(
                                                "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>Когда?</p>"))
                        .says("Когда?"),
                NastyMail.of("HTML that is none", mail().html("Hej!\n\nNär blir vägen klar?"))
                        .says("Hej!\n\nNär blir vägen klar?"),
                NastyMail.of("a text in English", mail().body("Hello, could you please tell me when the road is open?"))
                        .and(mail -> assertThat(mail.language()).isEqualTo(Language.EN)),
                NastyMail.of(
                                "a text in Swedish with an English word",
                                mail().body("Hej, när är the road öppen? Thanks!"))
                        .and(mail -> assertThat(mail.language()).isEqualTo(Language.SV)));
    }

    private static NastyMail in(String charset, String declared, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        return NastyMail.of(
                        charset + " that is called " + declared,
                        mail().with("Content-Type: text/plain; charset=" + declared)
                                .body(bytes))
                .says(text);
    }

    private static NastyMail encoded(String name, String encoding, String body, String text) {
        return NastyMail.of(
                        name,
                        mail().with("Content-Type: text/plain; charset=utf-8")
                                .also("Content-Transfer-Encoding: " + encoding)
                                .body(body))
                .says(text);
    }

    private static NastyMail html(String name, String html, String text) {
        return NastyMail.of(name, mail().html(html)).says(text);
    }
}
