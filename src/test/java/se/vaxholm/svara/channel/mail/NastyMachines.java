package se.vaxholm.svara.channel.mail;

import static se.vaxholm.svara.channel.mail.RawMail.mail;
import static se.vaxholm.svara.channel.mail.RawMail.part;

import java.util.List;
import se.vaxholm.svara.channel.mail.ReadMail.Automation;

/** Mails that no person wrote, and persons who sound like machines. */
final class NastyMachines {

    private static final String OURS = "In-Reply-To: <svara.0b8f7c1e-6a5d-4c3b-9a2f-1e0d9c8b7a65@vaxholm.example>";

    private NastyMachines() {}

    static List<NastyMail> mails() {
        return List.of(
                away("Swedish", "Autosvar: Vi har tagit emot ditt ärende", "Jag är på semester till måndag."),
                away("Swedish of Outlook", "Automatiskt svar: Ditt ärende", "Jag är inte på kontoret."),
                away("Swedish without the word auto", "Frånvaro", "Jag är ledig."),
                away("English", "Automatic reply: Your matter", "I am out of the office."),
                away("English of another program", "Out of Office: Your matter", "Back on Monday."),
                away("German", "Automatische Antwort: Ihre Anfrage", "Ich bin nicht im Büro."),
                away("Finnish", "Automaattinen vastaus: Asianne", "Olen poissa."),
                away("French", "Réponse automatique : Votre demande", "Je suis absent."),
                machine("Auto-Submitted: auto-replied (vacation)", Automation.REPLY),
                machine("Auto-Submitted: auto-generated", Automation.GENERATED),
                machine("Auto-Submitted: Auto-Notified; owner-email=\"x@y.se\"", Automation.GENERATED),
                machine("Auto-Submitted: no", Automation.NONE),
                machine("X-Autoreply: yes", Automation.REPLY),
                machine("X-Autorespond: Frånvaro", Automation.REPLY),
                machine("X-Auto-Response-Suppress: All", Automation.GENERATED),
                machine("Precedence: auto_reply", Automation.REPLY),
                machine("Precedence: bulk", Automation.BULK),
                machine("Precedence: list", Automation.BULK),
                machine("Precedence: first-class", Automation.NONE),
                machine("List-Id: Grannar <grannar.example.org>", Automation.BULK),
                machine("List-Unsubscribe: <https://x.example/u>", Automation.BULK),
                machine("Feedback-ID: 1:2:3:x", Automation.BULK),
                machine("Return-Path: <>", Automation.GENERATED),
                machine("Return-Path: <anna@example.org>", Automation.NONE),
                machine("X-Mailer: PHPMailer 6.8", Automation.GENERATED),
                machine("X-Mailer: Apple Mail (2.3731)", Automation.NONE),
                NastyMail.of(
                                "a no-reply address",
                                mail().with("From: Kontot <no-reply@shop.example>")
                                        .body("Koden"))
                        .from("no-reply@shop.example")
                        .is(Automation.GENERATED)
                        .says("Koden"),
                NastyMail.of(
                                "a no-reply address with a tag",
                                mail().with("From: noreply+42@shop.example").body("Koden"))
                        .from("noreply+42@shop.example")
                        .is(Automation.GENERATED)
                        .says("Koden"),
                NastyMail.of(
                                "somebody called Noreplius",
                                mail().with("From: noreplius@example.org").body("Hej"))
                        .from("noreplius@example.org")
                        .says("Hej"),
                NastyMail.of(
                                "a person who asks about absence",
                                mail().subject("Frånvaro från skolan").body("Min son är sjuk."))
                        .says("Min son är sjuk."),
                NastyMail.of(
                                "a person who answers about absence",
                                mail().subject("Sv: Frånvaro").also(OURS).body("Tack!"))
                        .says("Tack!"),
                NastyMail.of(
                                "a person whose subject begins with auto",
                                mail().subject("Automaten i simhallen")
                                        .also(OURS)
                                        .body("Den är trasig."))
                        .says("Den är trasig."),
                NastyMail.of(
                                "a receipt for reading",
                                mail().subject("Läst: Ditt ärende")
                                        .parts(
                                                "report; report-type=disposition-notification",
                                                part("text/plain", "Meddelandet har visats."),
                                                part(
                                                        "message/disposition-notification",
                                                        "Disposition: manual-action; displayed")))
                        .is(Automation.REPLY)
                        .says("Meddelandet har visats."));
    }

    private static NastyMail away(String language, String subject, String text) {
        return NastyMail.of(
                        "somebody who is away, in " + language,
                        mail().subject(subject).also(OURS).body(text))
                .is(Automation.REPLY)
                .says(text);
    }

    private static NastyMail machine(String header, Automation automation) {
        return NastyMail.of("with " + header, mail().first(header).body("Hej"))
                .is(automation)
                .says("Hej");
    }
}
