package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.channel.mail.RawMail.file;
import static se.vaxholm.svara.channel.mail.RawMail.mail;
import static se.vaxholm.svara.channel.mail.RawMail.part;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mail that comes twice is one, and two mails are two whatever they are called. */
class MailIdentityTests {

    private static final String TEXT = "Hej!\n\nNär blir vägen klar?\n";

    @Test
    void whatServersAddOnTheWayMakesNoOtherMail() throws UnreadableMailException {
        byte[] other = mail().first("Received: from a by b; Tue, 24 Nov 2026 10:31:02 +0100")
                .first("Delivered-To: kontaktcenter@vaxholm.example")
                .first("Return-Path: <anna@example.org>")
                .first("Authentication-Results: mx.vaxholm.example; dmarc=pass")
                .also("X-Spam-Score: 2")
                .body(TEXT);
        assertThat(identity(other)).isEqualTo(identity(mail().body(TEXT)));
    }

    @Test
    void otherLineEndsAndBlankLinesAtTheEndMakeNoOtherMail() throws UnreadableMailException {
        byte[] plain = mail().body(TEXT);
        String text = new String(plain, StandardCharsets.UTF_8);
        assertThat(identity(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(identity(plain));
        assertThat(identity((text + "\r\n\r\n\r\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(identity(plain));
        assertThat(identity(text.strip().getBytes(StandardCharsets.UTF_8))).isEqualTo(identity(plain));
    }

    @Test
    void anotherEncodingOfTheSameMakesNoOtherMail() throws UnreadableMailException {
        String bytes = RawMail.base64(TEXT.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        byte[] plain = mail().subject("Bygglov för ett litet hus").body(TEXT);
        assertThat(identity(mail().subject("Bygglov\n för ett\n\t=?utf-8?Q?litet_hus?=")
                        .also("Content-Transfer-Encoding: base64")
                        .body(bytes)))
                .isEqualTo(identity(plain));
        assertThat(identity(mail().subject("Bygglov för ett litet hus")
                        .also("Content-Transfer-Encoding: quoted-printable")
                        .body("Hej!\n\nN=C3=A4r blir=\n v=C3=A4gen klar?\n")))
                .isEqualTo(identity(plain));
        String rewrapped = bytes.replace("\r\n", "").replaceAll("(.{10})", "$1\n");
        assertThat(identity(mail().subject("Bygglov för ett litet hus")
                        .also("Content-Transfer-Encoding: base64")
                        .body(rewrapped)))
                .isEqualTo(identity(plain));
    }

    @Test
    void otherBoundariesMakeNoOtherMail() throws UnreadableMailException {
        byte[] mail = mail().parts("mixed", part("text/plain", "Hej"), file("image/png", "a.png", "PNG"));
        String text = new String(mail, StandardCharsets.UTF_8);
        String boundary = text.substring(text.indexOf("=_"), text.indexOf('"', text.indexOf("=_")));
        assertThat(identity(text.replace(boundary, "annan").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(identity(mail));
    }

    @Test
    void anotherTextFileSubjectDateOrWriterMakesAnotherMailOfTheSameId() throws UnreadableMailException {
        assertThat(List.of(
                        identity(mail().body(TEXT)),
                        identity(mail().body(TEXT.replace("klar", "färdig"))),
                        identity(mail().body(TEXT.replace("\n\n", "\n"))),
                        identity(mail().subject("Annat").body(TEXT)),
                        identity(mail().with("Date: Tue, 24 Nov 2026 10:31:01 +0100")
                                .body(TEXT)),
                        identity(mail().with("From: bo@example.org").body(TEXT)),
                        identity(mail().parts("mixed", part("text/plain", TEXT), file("image/png", "a.png", "PNG"))),
                        identity(mail().parts("mixed", part("text/plain", TEXT), file("image/png", "a.png", "PNX"))),
                        identity(mail().parts("mixed", part("text/plain", TEXT), file("image/png", "b.png", "PNG")))))
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherIdMakesAnotherMail() throws UnreadableMailException {
        assertThat(identity(mail().with("Message-ID: <annat@example.org>").body(TEXT)))
                .isNotEqualTo(identity(mail().body(TEXT)));
    }

    private static String identity(byte[] mail) throws UnreadableMailException {
        MailReader reader = new MailReader(MailReaderTests.CLOCK);
        return HexFormat.of()
                .formatHex(reader.read(new ByteArrayInputStream(mail)).identity());
    }
}
