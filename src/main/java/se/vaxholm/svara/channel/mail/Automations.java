package se.vaxholm.svara.channel.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import se.vaxholm.svara.channel.mail.ReadMail.Automation;

/** Tells whether a person wrote a mail, by what machines say of themselves; a person's subject alone never makes a machine. */
final class Automations {

    private static final Pattern AWAY =
            Pattern.compile("(?isu)((auto|auto-?(svar|reply|response|matiskt svar|matisk svar|matic reply"
                    + "|maattinen vastaus|matische antwort))\\s?:"
                    + "|(jag är |i am |i'm )?(frånvar|ej på kontoret|inte på kontoret|på semester|föräldraledig|tjänstledig|out of (the )?office"
                    + "|on vacation|away from|abwesen|abwesenheit|nicht im (büro|haus)|poissa|olen poissa|réponse automatique"
                    + "|absence|absent|fraværende|ikke til stede|autosvar|automatic reply|automatiskt svar|autoreply"
                    + "|automatische antwort|automaattinen vastaus)).*");

    private static final List<String> ANSWERING = List.of(
            "X-Autoreply",
            "X-Autorespond",
            "X-Autoresponder",
            "X-Auto-Reply-From",
            "X-Mail-Autoreply",
            "Auto-Reply",
            "X-Vacation");

    private static final List<String> LISTED = List.of(
            "List-Id",
            "List-Unsubscribe",
            "List-Post",
            "Feedback-ID",
            "X-Campaign-Id",
            "X-Mailgun-Tag",
            "X-CSA-Complaints");

    private static final Pattern NOBODY = Pattern.compile(
            "(no[-_.]?reply|do[-_.]?not[-_.]?reply|svara-?ej|svara-?inte|inget-?svar)([+._-][^@]*)?@.*");

    private static final Pattern MACHINE = Pattern.compile(
            "(?is).*(vacation|autorespond|auto-?reply|phpmailer|swiftmailer|mailchimp|sendgrid|nagios|servicenow"
                    + "|out of office).*");

    private Automations() {}

    /** @param invitation whether there is an invitation in it */
    static Automation of(MailPart mail, boolean invitation, boolean report) {
        MailHeaders headers = mail.headers();
        if (report) {
            return Automation.GENERATED;
        }
        if (invitation) {
            return Automation.CALENDAR;
        }
        if (isReceipt(mail)) {
            return Automation.REPLY;
        }
        String submitted = headers.word("Auto-Submitted");
        if (submitted.equals("auto-replied") || isAnswer(headers)) {
            return Automation.REPLY;
        }
        if (isForMany(headers)) {
            return Automation.BULK;
        }
        boolean generated = (!submitted.isEmpty() && !submitted.equals("no")) || isGenerated(mail);
        return generated ? Automation.GENERATED : Automation.NONE;
    }

    /** A mail program's word that a mail was shown, which is nobody's word. */
    private static boolean isReceipt(MailPart mail) {
        return mail.children().stream().anyMatch(part -> part.is("message/disposition-notification"));
    }

    private static boolean isAnswer(MailHeaders headers) {
        String precedence = headers.word("Precedence");
        if (ANSWERING.stream().anyMatch(headers::has)
                || precedence.startsWith("auto")
                || headers.line("X-Mailer", 200).toLowerCase(Locale.ROOT).matches(".*(vacation|autorespond).*")) {
            return true;
        }
        boolean hinted = headers.has("X-Auto-Response-Suppress")
                || headers.has("In-Reply-To")
                || headers.has("References")
                || DeliveryReports.hasNoReturnPath(headers)
                || precedence.matches("bulk|junk");
        return hinted && AWAY.matcher(headers.line("Subject", 300)).matches();
    }

    private static boolean isForMany(MailHeaders headers) {
        return LISTED.stream().anyMatch(headers::has)
                || headers.word("Precedence").matches("bulk|list|junk");
    }

    private static boolean isGenerated(MailPart mail) {
        MailHeaders headers = mail.headers();
        return mail.is("multipart/report")
                || headers.has("X-Auto-Response-Suppress")
                || DeliveryReports.isByMachine(headers)
                || NOBODY.matcher(DeliveryReports.writer(headers)).matches()
                || MACHINE.matcher(headers.line("X-Mailer", 200)).matches();
    }
}
