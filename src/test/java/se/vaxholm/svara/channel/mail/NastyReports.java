package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.channel.mail.RawMail.mail;
import static se.vaxholm.svara.channel.mail.RawMail.part;

import java.util.List;
import se.vaxholm.svara.channel.mail.ReadMail.Automation;

/** What mail servers write when a letter does not come, or comes late, and what people write about it. */
final class NastyReports {

    private static final String ID = "<svara.0b8f7c1e-6a5d-4c3b-9a2f-1e0d9c8b7a65@vaxholm.example>";
    private static final String DAEMON = "mailer-daemon@mx.example";

    private static final String LETTER = """
            From: Vaxholms stad <svara@vaxholm.example>
            To: anna@gone.example
            Subject: Vi har tagit emot ditt =?utf-8?Q?=C3=A4rende?=
            Message-ID: %s

            Hej Anna!
            """.formatted(ID);

    private NastyReports() {}

    static List<NastyMail> mails() {
        return List.of(
                postfix("failed", "5.1.1").hasFailed(ID).tellsOf("anna@gone.example", "5.1.1"),
                postfix("delayed", "4.4.1").hasNotFailed(ID).tellsOf("anna@gone.example", "4.4.1"),
                postfix("relayed", "2.0.0").hasNotFailed(ID),
                postfix("delivered", "2.0.0").hasNotFailed(ID),
                postfix("expanded", "2.0.0").hasNotFailed(ID),
                NastyMail.of(
                                "headers alone sent back",
                                daemon().subject("Undelivered Mail Returned to Sender")
                                        .parts(
                                                "report; report-type=delivery-status",
                                                part("text/plain", "Sorry."),
                                                status("failed", "5.2.2"),
                                                part("text/rfc822-headers", LETTER)))
                        .from(DAEMON)
                        .hasFailed(ID)
                        .says("Sorry."),
                NastyMail.of(
                                "two recipients of whom one got it",
                                daemon().parts(
                                                "report; report-type=delivery-status",
                                                part("text/plain", "Sorry."),
                                                part("message/delivery-status", """
                                        Reporting-MTA: dns; mx.example

                                        Final-Recipient: rfc822; bo@example.org
                                        Action: delivered
                                        Status: 2.0.0

                                        Final-Recipient: rfc822; anna@gone.example
                                        Action: failed
                                        Status: 5.1.1 (unknown)
                                        """),
                                                part("message/rfc822", LETTER)))
                        .from(DAEMON)
                        .hasFailed(ID)
                        .tellsOf("anna@gone.example", "5.1.1"),
                NastyMail.of(
                                "a report of Office 365 in Swedish",
                                mail().with(
                                                "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example>")
                                        .subject("=?utf-8?Q?Olevererbart:_Ditt_=C3=A4rende?=")
                                        .parts(
                                                "report; report-type=delivery-status",
                                                part(
                                                        "text/html; charset=utf-8",
                                                        "<p>Det gick inte att leverera till <b>anna@gone.example</b></p><pre>Message-ID: "
                                                                + ID.replace("<", "&lt;")
                                                                        .replace(">", "&gt;") + "</pre>"),
                                                status("failed", "5.1.10")))
                        .from("MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example")
                        .hasFailed(ID)
                        .saysAmongOthers("Det gick inte att leverera"),
                NastyMail.of(
                                "a report of Exchange without parts",
                                mail().with("From: postmaster@gone.example")
                                        .subject("Leverans misslyckades")
                                        .body(
                                                "Leverans misslyckades för dessa mottagare:\n\n  anna@gone.example\n  550 5.7.1 avvisat\n\n"
                                                        + "Ursprungliga rubriker:\n\n  Message-ID: " + ID + "\n"))
                        .from("postmaster@gone.example")
                        .hasFailed(ID)
                        .tellsOf("anna@gone.example", "5.7.1"),
                NastyMail.of(
                                "a report of qmail",
                                daemon().first("Return-Path: <>")
                                        .subject("failure notice")
                                        .body("""
                                Hi. This is the qmail-send program at mx.example.
                                I'm afraid I wasn't able to deliver your message to the following addresses.

                                <anna@gone.example>:
                                This address no longer accepts mail.

                                --- Below this line is a copy of the message.

                                """ + LETTER))
                        .from(DAEMON)
                        .hasFailed(ID)
                        .tellsOf("anna@gone.example", ""),
                NastyMail.of(
                                "a report of Exim",
                                daemon().also("X-Failed-Recipients: anna@gone.example")
                                        .subject("Mail delivery failed: returning message to sender")
                                        .body("""
                                        This message was created automatically by mail delivery software.

                                        A message that you sent could not be delivered to one or more of its recipients.

                                          anna@gone.example
                                            550 5.1.1 No such user

                                        ------ This is a copy of the message, including all the headers. ------

                                        """ + LETTER))
                        .from(DAEMON)
                        .hasFailed(ID)
                        .tellsOf("anna@gone.example", "5.1.1"),
                NastyMail.of(
                                "a warning of Exim",
                                daemon().subject("Warning: message 1abc delayed 24 hours")
                                        .body(
                                                "This message was created automatically by mail delivery software.\nThe message has not yet"
                                                        + " been delivered.\n\n  anna@gone.example\n\nMessage-ID: "
                                                        + ID))
                        .from(DAEMON)
                        .hasNotFailed(ID),
                NastyMail.of(
                                "a report of Gmail",
                                mail().with("From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>")
                                        .also("Auto-Submitted: auto-replied")
                                        .subject("Delivery Status Notification (Failure)")
                                        .parts(
                                                "report; report-type=delivery-status",
                                                "Content-Type: multipart/related; boundary=r\n\n--r\n"
                                                        + part("text/html", "<p>Address not found</p>") + "\n--r--",
                                                status("failed", "5.1.1"),
                                                part("message/rfc822", LETTER)))
                        .from("mailer-daemon@googlemail.com")
                        .hasFailed(ID)
                        .says("Address not found"),
                NastyMail.of(
                                "a report that is only our letter's id",
                                daemon().subject("Hoppsan").body("Something went wrong with " + ID))
                        .from(DAEMON)
                        .hasFailed(ID),
                NastyMail.of(
                                "a report without sender and without parts",
                                mail().first("Return-Path: <>")
                                        .subject("Undeliverable: Ditt ärende")
                                        .body("Unable to deliver.\n> Message-ID: " + ID))
                        .hasFailed(ID),
                NastyMail.of(
                                "a report about nothing of ours",
                                daemon().subject("Returned mail: see transcript")
                                        .body("It could not be delivered."))
                        .from(DAEMON)
                        .hasFailed()
                        .and(mail -> assertThat(mail.report().orElseThrow().messageIds())
                                .isEmpty()),
                NastyMail.of(
                                "a report whose parts for machines are broken",
                                daemon().parts(
                                                "report; report-type=delivery-status",
                                                part("text/plain", "Sorry"),
                                                part(
                                                        "message/delivery-status",
                                                        "\n\n\n:::\nAction failed\n\nAction: failed\nStatus: 5.x"),
                                                part("message/rfc822", "\0\0\0")))
                        .from(DAEMON)
                        .hasFailed()
                        .tellsOf(null, ""),
                NastyMail.of(
                                "a mail server that reports something else",
                                daemon().subject("Quota 95 %").body("Mailbox nearly full"))
                        .from(DAEMON)
                        .is(Automation.GENERATED)
                        .says("Mailbox nearly full"),
                NastyMail.of(
                                "a person who quotes a report",
                                mail().subject("Sv: Undelivered Mail Returned to Sender")
                                        .also("In-Reply-To: " + ID)
                                        .body(
                                                "Varför kom det här?\n\n> This is the mail system at host mx.example\n> Message-ID: "
                                                        + ID))
                        .says("Varför kom det här?"),
                NastyMail.of(
                                "a person who sends a report as a file",
                                mail().subject("Vad är detta?")
                                        .parts(
                                                "mixed",
                                                part(
                                                        "text/plain; charset=utf-8",
                                                        "Jag har skrivit till er flera gånger den senaste tiden. "
                                                                .repeat(6)),
                                                part(
                                                        "message/rfc822",
                                                        RawMail.text(postfix("failed", "5.1.1")
                                                                .bytes()))))
                        .saysAmongOthers("flera gånger")
                        .files("Undelivered Mail Returned to Sender.eml"),
                NastyMail.of(
                                "somebody away whose answer has no sender",
                                mail().first("Return-Path: <>")
                                        .also("Auto-Submitted: auto-replied")
                                        .subject("Automatiskt svar: Ditt ärende")
                                        .body("Jag är ledig.\n\n> Message-ID: " + ID))
                        .is(Automation.REPLY)
                        .says("Jag är ledig."));
    }

    private static NastyMail postfix(String action, String status) {
        byte[] report = daemon().first("Return-Path: <>")
                .subject("Undelivered Mail Returned to Sender")
                .also("Auto-Submitted: auto-replied")
                .parts(
                        "report; report-type=delivery-status",
                        part("text/plain; charset=us-ascii", "This is the mail system at host mx.example."),
                        status(action, status),
                        part("message/rfc822", LETTER));
        return NastyMail.of("a report of Postfix: " + action, report)
                .from(DAEMON)
                .says("This is the mail system at host mx.example.");
    }

    private static RawMail daemon() {
        return mail().with("From: Mail Delivery System <" + DAEMON + ">").with("Subject: Report");
    }

    private static String status(String action, String status) {
        return part("message/delivery-status", """
                Reporting-MTA: dns; mx.example
                X-Postfix-Queue-ID: 1234

                Final-Recipient: rfc822; anna@gone.example
                Original-Recipient: rfc822;anna@gone.example
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 %s
                """.formatted(action, status, status));
    }
}
