package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.channel.mail.RawMail.file;
import static se.vaxholm.svara.channel.mail.RawMail.mail;
import static se.vaxholm.svara.channel.mail.RawMail.part;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Mails that carry other mails along: answered, forwarded, or both. */
final class NastyHistories {

    private static final String LETTER = "Hej Anna!\nNär vill du bygga?\n-- \nVaxholms stad";

    private NastyHistories() {}

    static List<NastyMail> mails() {
        return List.of(
                NastyMail.of(
                                "an answer in HTML of Gmail",
                                mail().html(
                                                "<div dir=ltr>I maj.</div><br><div class=gmail_quote><div class"
                                                        + "=gmail_attr>Den tis 24 nov. 2026 kl 10:31 skrev Svara &lt;<a href='mailto:s@x.se'>s@x.se</a>&gt;:<br>"
                                                        + "</div><blockquote class=gmail_quote><p>När?</p><p>Var?</p></blockquote></div>"))
                        .says("I maj.")
                        .folds("> När?", "> Var?", "skrev Svara"),
                NastyMail.of(
                                "an answer in HTML of Outlook",
                                mail().html(
                                                "<div>I maj.</div><div id=appendonsend></div><hr><div id="
                                                        + "divRplyFwdMsg><b>Von:</b> Svara<br><b>Gesendet am:</b> x<br></div><div>När?</div>"))
                        .says("I maj.")
                        .folds("När?"),
                NastyMail.of(
                                "an answer in HTML of Thunderbird",
                                mail().html("<div class=moz-cite-prefix>On 2026-11-24 10:31, Svara wrote:"
                                        + "<br></div><blockquote type=cite><p>När?</p></blockquote><p>I maj.</p>"))
                        .says("I maj.")
                        .folds("> När?"),
                NastyMail.of("an answer in HTML of Word", mail().html("""
                                <html xmlns:o="urn:x"><head><style><!-- p.MsoNormal {margin:0cm} --></style></head><body>
                                <p class="MsoNormal"><span>Hej!<o:p></o:p></span></p>
                                <p class="MsoNormal"><o:p>&nbsp;</o:p></p>
                                <p class="MsoNormal">Jag t&auml;nkte bygga i&nbsp;maj.<o:p></o:p></p>
                                <p class="MsoNormal">Mvh Anna<o:p></o:p></p>
                                <div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Från:</b>
                                Vaxholms stad &lt;svara@vaxholm.example&gt;<br><b>Skickat:</b> den 23 november 2026 14:05<br>
                                <b>Till:</b> Anna<br><b>Ämne:</b> Bygglov<o:p></o:p></p></div><p>När vill du bygga?</p></body></html>
                                """))
                        .says("Hej!\n\nJag tänkte bygga i maj.\nMvh Anna")
                        .folds("Från: Vaxholms stad <svara@vaxholm.example>\nSkickat", "När vill du bygga?"),
                NastyMail.of(
                                "an answer of ours of which all is quoted",
                                mail().body("> Jag bygger i maj.\n> Hälsningar Anna"))
                        .says("> Jag bygger i maj.\n> Hälsningar Anna"),
                forwarded("Outlook in Swedish", "VB: Staketet", """
                        Kan ni ta den här?

                        Från: Bo Ek <bo@example.org>
                        Skickat: den 20 november 2026 14:05
                        Till: Registrator <registrator@vaxholm.example>
                        Ämne: Staketet

                        Får jag bygga ett staket?
                        """),
                forwarded("Outlook in English", "FW: Staketet", """
                        Kan ni ta den här?

                        ________________________________
                        From: Bo Ek <bo@example.org>
                        Sent: Friday, November 20, 2026 2:05 PM
                        To: Registrator
                        Subject: Staketet

                        Får jag bygga ett staket?
                        """),
                forwarded("old Outlook", "VB: Staketet", """
                        Kan ni ta den här?

                        -----Ursprungligt meddelande-----
                        Från: Bo Ek [mailto:bo@example.org]
                        Skickat: den 20 november 2026 14:05
                        Till: Registrator
                        Ämne: Staketet

                        Får jag bygga ett staket?
                        """),
                forwarded("Gmail", "Fwd: Staketet", """
                        Kan ni ta den här?

                        ---------- Forwarded message ---------
                        Från: Bo Ek <bo@example.org>
                        Date: fre 20 nov. 2026 kl 14:05
                        Subject: Staketet
                        To: <registrator@vaxholm.example>


                        Får jag bygga ett staket?
                        """),
                forwarded("Apple Mail", "Staketet", """
                        Kan ni ta den här?

                        > Vidarebefordrat brev:
                        >
                        > Från: Bo Ek <bo@example.org>
                        > Ämne: Staketet
                        > Datum: 20 november 2026 14:05:00 CET
                        > Till: registrator@vaxholm.example
                        >
                        > Får jag bygga ett staket?
                        """),
                forwarded("Thunderbird", "Fwd: Staketet", """
                        Kan ni ta den här?

                        -------- Vidarebefordrat meddelande --------
                        Ämne:\tStaketet
                        Datum:\tFri, 20 Nov 2026 14:05:00 +0100
                        Från:\tBo Ek <bo@example.org>
                        Till:\tregistrator@vaxholm.example



                        Får jag bygga ett staket?
                        """),
                NastyMail.of(
                                "forwarded without a word and without an address",
                                mail().subject("VB: Staketet").body("""
                                Från: Bo Ek
                                Skickat: häromdagen
                                Till: Registrator
                                Ämne: Staketet

                                Får jag bygga?

                                Från: Registrator
                                Skickat: den 19 november 2026 14:05
                                Till: Bo Ek
                                Ämne: Staket

                                Vad vill du?
                                """))
                        .says("")
                        .forwards(null, "Får jag bygga?")
                        .folds("Vad vill du?")
                        .and(mail -> assertThat(mail.forwarded().orElseThrow().sentAt())
                                .isNull()),
                NastyMail.of(
                                "forwarded from the future",
                                mail().body("---------- Forwarded message ---------\n"
                                        + "From: bo@example.org\nDate: 2027-01-01 12:00\n\nHej"))
                        .says("")
                        .forwards("bo@example.org", "Hej")
                        .and(mail -> assertThat(mail.forwarded().orElseThrow().sentAt())
                                .isNull()),
                NastyMail.of(
                                "forwarded as a file, with a file of its own",
                                mail().subject("VB: Staketet")
                                        .parts(
                                                "mixed",
                                                part("text/plain; charset=utf-8", "Kan ni ta den här?"),
                                                part("message/rfc822", original())))
                        .says("Kan ni ta den här?")
                        .forwards("bo@example.org", "Får jag bygga ett staket?")
                        .files("ritning.pdf")
                        .and(NastyHistories::isOfFriday),
                NastyMail.of(
                                "forwarded as an encoded file",
                                mail().subject("Fwd: Staketet")
                                        .parts(
                                                "mixed",
                                                part("text/plain", "Se bilaga"),
                                                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                                                        + RawMail.base64(
                                                                original().getBytes(StandardCharsets.UTF_8))))
                        .says("Se bilaga")
                        .forwards("bo@example.org", "Får jag bygga ett staket?")
                        .files("ritning.pdf"),
                NastyMail.of(
                                "two mails as files",
                                mail().subject("VB: Två brev")
                                        .parts(
                                                "mixed",
                                                part("text/plain", "Se bilagor"),
                                                part("message/rfc822", original()),
                                                part("message/rfc822", original())))
                        .says("Se bilagor")
                        .files("Staketet.eml", "Staketet.eml"),
                NastyMail.of(
                                "an answer in which something forwarded is quoted",
                                mail().subject("Sv: VB: Staketet").body("""
                                Tack!

                                -----Ursprungligt meddelande-----
                                Från: Bo Ek <bo@example.org>
                                Skickat: den 20 november 2026 14:05
                                Till: Anna
                                Ämne: VB: Staketet

                                Hej
                                """))
                        .says("Tack!")
                        .folds("Skickat: den 20"),
                NastyMail.of(
                                "an answer at the end of what it answers",
                                mail().body("Den 24 nov 2026 kl. 10:31 skrev Svara <s@x.se>:\n> "
                                        + LETTER.replace("\n", "\n> ") + "\n\nI maj."))
                        .says("I maj.")
                        .folds("> När vill du bygga?"));
    }

    private static NastyMail forwarded(String program, String subject, String text) {
        return NastyMail.of("forwarded by " + program, mail().subject(subject).body(text))
                .says("Kan ni ta den här?")
                .forwards("bo@example.org", "Får jag bygga ett staket?")
                .and(mail ->
                        assertThat(mail.forwarded().orElseThrow().subject()).isEqualTo("Staketet"))
                .and(NastyHistories::isOfFriday);
    }

    private static void isOfFriday(ReadMail mail) {
        assertThat(mail.forwarded().orElseThrow().sentAt()).isEqualTo(Instant.parse("2026-11-20T13:05:00Z"));
    }

    private static String original() {
        return RawMail.text(mail().with("From: Bo Ek <bo@example.org>")
                .subject("Staketet")
                .with("Date: Fri, 20 Nov 2026 14:05:00 +0100")
                .with("Content-Type: multipart/mixed; boundary=inre")
                .body("--inre\nContent-Type: text/plain; charset=utf-8\n\nFår jag bygga ett staket?\n--inre\n"
                        + file("application/pdf", "ritning.pdf", "%PDF") + "\n--inre--\n"));
    }
}
