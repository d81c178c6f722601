package se.vaxholm.svara.bench;

import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import se.vaxholm.svara.embedded.MailServer;

/** Mails as people write them with a usual program, in text and HTML and with a signature, each from somebody else. */
final class PublicMail {

    static final String ADDRESS = "stadsbyggnad@vaxholm.example";

    private final GreenMailUser mailbox;
    private int written;

    PublicMail(MailServer server) {
        server.mailbox(ADDRESS);
        mailbox = server.greenMail().getUserManager().getUserByEmail(ADDRESS);
    }

    void comes(int times) {
        for (int i = 0; i < times; i++) {
            comes();
        }
    }

    private void comes() {
        written++;
        String words = PublicForm.text(written);
        String mail = """
                Return-Path: <lena.%1$d@example.org>
                Received: from mx.example.org (mx.example.org [192.0.2.1]) by mx.vaxholm.example
                From: =?utf-8?Q?Lena_Skarp=C3=B6?= <lena.%1$d@example.org>
                To: Stadsbyggnad <%2$s>
                Subject: =?utf-8?Q?Fr=C3=A5ga_om_uteplats_%1$d?=
                Date: Mon, 30 Nov 2026 10:00:00 +0100
                Message-ID: <%3$s@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="=_part"

                --=_part
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %4$s

                Med vänlig hälsning
                Lena Skarpö

                --
                Skickat från min telefon
                --=_part
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                <html><body><p>%4$s</p><p>Med vänlig hälsning<br>Lena Skarpö</p></body></html>
                --=_part--
                """.formatted(written, ADDRESS, UUID.randomUUID(), words).replace("\n", "\r\n");
        try {
            mailbox.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
