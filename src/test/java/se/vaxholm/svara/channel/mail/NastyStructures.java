package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.channel.mail.RawMail.file;
import static se.vaxholm.svara.channel.mail.RawMail.mail;
import static se.vaxholm.svara.channel.mail.RawMail.part;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import se.vaxholm.svara.channel.mail.ReadMail.Automation;
import se.vaxholm.svara.channel.mail.ReadMail.Part;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;

/** Mails whose parts are not put together as they should be, and what is attached to them. */
final class NastyStructures {

    private static final String PLAIN = part("text/plain; charset=utf-8", "Går vägen?");
    private static final String HTML = part("text/html; charset=utf-8", "<p>Går <b>vägen</b>?</p>");

    private NastyStructures() {}

    static List<NastyMail> mails() {
        return List.of(
                NastyMail.of("the same as text and as HTML", mail().parts("alternative", PLAIN, HTML))
                        .says("Går vägen?"),
                NastyMail.of(
                                "an empty text beside the HTML",
                                mail().parts("alternative", part("text/plain", " \n"), HTML))
                        .says("Går vägen?"),
                NastyMail.of(
                                "a text that only points to the HTML",
                                mail().parts(
                                                "alternative",
                                                part("text/plain", "This message requires an HTML viewer."),
                                                HTML))
                        .says("Går vägen?"),
                NastyMail.of("HTML alone as an alternative", mail().parts("alternative", HTML))
                        .says("Går vägen?"),
                NastyMail.of(
                                "several texts around a picture",
                                mail().parts(
                                                "mixed",
                                                part("text/plain", "Före"),
                                                "Content-Type: image/png; name=\"bild.png\"\nContent-Disposition: inline\n\nPNG",
                                                part("text/plain", "Efter")))
                        .says("Före\n\nEfter")
                        .files("bild.png"),
                NastyMail.of(
                                "a picture that belongs to the HTML",
                                mail().parts("related", HTML, "Content-Type: image/gif\nContent-ID: <logo@x>\n\nGIF"))
                        .says("Går vägen?")
                        .files(""),
                NastyMail.of(
                                "files alone",
                                mail().parts(
                                                "mixed",
                                                file("application/pdf", "a.pdf", "%PDF"),
                                                file("image/jpeg", "b.jpg", "JPG")))
                        .says("")
                        .files("a.pdf", "b.jpg"),
                NastyMail.of(
                                "a mail that is a file",
                                mail().with("Content-Type: application/pdf; name=ansökan.pdf")
                                        .body("%PDF"))
                        .says("")
                        .files("ansökan.pdf"),
                NastyMail.of(
                                "a text as a file",
                                mail().parts("mixed", PLAIN, file("text/plain", "logg.txt", "loggens rader")))
                        .says("Går vägen?")
                        .files("logg.txt")
                        .and(mail -> assertThat(content(mail.files().get(0))).isEqualTo("loggens rader")),
                NastyMail.of(
                                "names of files that lead elsewhere",
                                mail().parts(
                                                "mixed",
                                                PLAIN,
                                                file("text/csv", "../../etc/passwd", "a"),
                                                file("text/csv", "C:\\\\Users\\\\x\\\\bok.csv", "a"),
                                                file("text/csv", "=?utf-8?Q?r=0D=0Aad=E2=80=AEfdp.exe?=", "a"),
                                                "Content-Type: text/csv\nContent-Disposition: attachment; filename*0*=utf-8''%C3%A5;"
                                                        + "\n filename*1*=%C3%A4.csv\n\na",
                                                "Content-Type: text/csv\nContent-Disposition: attachment; filename="
                                                        + "å".repeat(400) + "\n\na"))
                        .files("passwd", "bok.csv", "r adfdp.exe", "åä.csv", "å".repeat(150))
                        .says("Går vägen?"),
                NastyMail.of(
                                "winmail.dat",
                                mail().parts("mixed", PLAIN, file("application/ms-tnef", "winmail.dat", "x\u009f>")))
                        .says("Går vägen?")
                        .files("winmail.dat"),
                NastyMail.of(
                                "a file that would be large if it were unpacked",
                                mail().parts("mixed", PLAIN, file("application/gzip", "bomb.gz", "\u001f\u008b")))
                        .says("Går vägen?")
                        .files("bomb.gz"),
                NastyMail.of(
                                "a signed mail",
                                mail().parts(
                                                "signed; protocol=x",
                                                PLAIN,
                                                "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx"))
                        .says("Går vägen?"),
                NastyMail.of(
                                "an encrypted mail",
                                mail().parts(
                                                "encrypted",
                                                part("application/pgp-encrypted", "Version: 1"),
                                                "Content-Type: application/octet-stream; name=\"encrypted.asc\"\n\nx"))
                        .says("")
                        .files("", "encrypted.asc"),
                NastyMail.of(
                                "an invitation to a meeting",
                                mail().parts(
                                                "alternative",
                                                PLAIN,
                                                part(
                                                        "text/calendar; charset=utf-8; method=REQUEST",
                                                        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR")))
                        .is(Automation.CALENDAR)
                        .says("Går vägen?")
                        .files(""),
                NastyMail.of(
                                "an answer to an invitation, as a file",
                                mail().parts(
                                                "mixed",
                                                PLAIN,
                                                file(
                                                        "text/calendar",
                                                        "invite.ics",
                                                        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR")))
                        .is(Automation.CALENDAR)
                        .says("Går vägen?")
                        .files("invite.ics"),
                NastyMail.of(
                                "a question about an invitation that is attached",
                                mail().parts(
                                                "mixed",
                                                part(
                                                        "text/plain; charset=utf-8",
                                                        "Jag har fått denna inbjudan. ".repeat(9)),
                                                file("text/calendar", "invite.ics", "METHOD:REQUEST")))
                        .saysAmongOthers("inbjudan")
                        .files("invite.ics"),
                NastyMail.of(
                                "a calendar that invites to nothing",
                                mail().parts(
                                                "mixed",
                                                PLAIN,
                                                file(
                                                        "text/calendar",
                                                        "lov.ics",
                                                        "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR")))
                        .says("Går vägen?")
                        .files("lov.ics"),
                NastyMail.of(
                                "no boundary named",
                                mail().with("Content-Type: multipart/mixed").body("--b\n" + PLAIN + "\n--b--\n"))
                        .says("Går vägen?"),
                NastyMail.of(
                                "another boundary named",
                                mail().with("Content-Type: multipart/mixed; boundary=annan")
                                        .body("--b\n" + PLAIN + "\n--b--\n"))
                        .says("Går vägen?"),
                NastyMail.of(
                                "no boundary anywhere",
                                mail().with("Content-Type: multipart/mixed; boundary=b")
                                        .body("Bara text"))
                        .says("Bara text"),
                NastyMail.of(
                                "no end boundary",
                                mail().with("Content-Type: multipart/mixed; boundary=b")
                                        .body("--b\n" + PLAIN + "\n--b\n" + file("text/csv", "a.csv", "a;b")))
                        .says("Går vägen?")
                        .files("a.csv"),
                NastyMail.of(
                                "a broken content type",
                                mail().with("Content-Type: multipart/mixed; ; boundary = \"b\"; ;;=x")
                                        .body("--b\n" + PLAIN + "\n--b--\n"))
                        .says("Går vägen?"),
                NastyMail.of(
                                "a content type that is none",
                                mail().with("Content-Type: text").body("Går vägen?"))
                        .says("Går vägen?"),
                NastyMail.of(
                                "a boundary inside its own part",
                                mail().with("Content-Type: multipart/mixed; boundary=b")
                                        .body("--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n" + PLAIN
                                                + "\n--b--\n--b\n" + HTML + "\n--b--"))
                        .saysAmongOthers("Går vägen?"),
                NastyMail.of(
                                "parts without headers",
                                mail().with("Content-Type: multipart/mixed; boundary=b")
                                        .body("--b\n\nEtt\n--b\nTvå utan blankrad\n--b--"))
                        .says("Ett\n\nTvå utan blankrad"),
                NastyMail.of(
                                "a part without headers whose text looks like one",
                                mail().with("Content-Type: multipart/mixed; boundary=b")
                                        .body("--b\n\nOrt: Vaxholm\nTid: 10\n--b--"))
                        .says("Ort: Vaxholm\nTid: 10"),
                NastyMail.of(
                                "old line ends",
                                new String(mail().parts("mixed", PLAIN), StandardCharsets.UTF_8)
                                        .replace("\r\n", "\r")
                                        .getBytes(StandardCharsets.UTF_8))
                        .says("Går vägen?"),
                NastyMail.of(
                                "three hundred parts",
                                mail().parts(
                                                "mixed",
                                                PLAIN.concat("§").repeat(300).split("§")))
                        .isUnreadable(Reason.TOO_MANY_PARTS),
                NastyMail.of(
                                "a million boundaries",
                                mail().with("Content-Type: multipart/mixed; boundary=b")
                                        .body("--b\n".repeat(1_000_000)))
                        .isUnreadable(Reason.TOO_MANY_PARTS),
                NastyMail.of(
                                "a hundred and fifty files",
                                mail().parts(
                                                "mixed",
                                                file("text/csv", "a.csv", "a")
                                                        .concat("§")
                                                        .repeat(150)
                                                        .split("§")))
                        .files("a.csv§".repeat(100).split("§"))
                        .and(mail -> assertThat(mail.shortened()).isTrue()),
                NastyMail.of("forty parts in each other", nested(40)).isUnreadable(Reason.TOO_DEEP),
                NastyMail.of("forty mails forwarded in each other", forwarded(40))
                        .isUnreadable(Reason.TOO_DEEP),
                NastyMail.of("five mails forwarded in each other", forwarded(5))
                        .says("Nr 5")
                        .and(mail -> assertThat(mail.files())
                                .singleElement()
                                .extracting(Part::type)
                                .isEqualTo("message/rfc822"))
                        .files("Fwd Nr 3.eml")
                        .forwards("anna@example.org", "Nr 4"));
    }

    private static byte[] nested(int depth) {
        String inner = PLAIN;
        for (int i = 0; i < depth; i++) {
            inner = "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n" + inner + "\n--b" + i + "--";
        }
        return mail().parts("mixed", inner);
    }

    private static byte[] forwarded(int depth) {
        byte[] mail = mail().subject("Nr 0").body("Nr 0");
        for (int i = 1; i <= depth; i++) {
            String inner = "Content-Type: message/rfc822\n\n" + RawMail.text(mail);
            String boundary = "b" + i;
            mail = mail().subject("Fwd: Nr " + i)
                    .with("Content-Type: multipart/mixed; boundary=" + boundary)
                    .body("--" + boundary + "\n\nNr " + i + "\n--" + boundary + "\n" + inner + "\n--" + boundary
                            + "--\n");
        }
        return mail;
    }

    private static String content(Part file) {
        try (InputStream content = file.content().open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
