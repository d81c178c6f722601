package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;

/** Every nasty mail, put into a real mailbox, becomes what it should, and the mailbox is read to its end. */
class NastyMailFatesTests extends PostBox {

    @Test
    void eachHasItsFateAndNoneKeepsTheOthers() {
        InboxSettings.Box box = anyBox();
        List<NastyMail> all = NastyMail.all();
        all.forEach(mail -> comes(box, distinct(mail)));

        read(box);

        List<Mail> became = mailsOf(box);
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        assertThat(became).hasSameSizeAs(all);
        assertThat(IntStream.range(0, all.size())
                        .filter(i -> !fate(became.get(i)).equals(expected(all.get(i))))
                        .mapToObj(i -> all.get(i) + ": " + fate(became.get(i)) + " instead of " + expected(all.get(i))))
                .isEmpty();
    }

    private static String fate(Mail mail) {
        return mail.fate() + " " + mail.reason();
    }

    /** With a Message-ID that no other has: two that differ in what machines read alone would be one mail. */
    private static byte[] distinct(NastyMail mail) {
        String bytes = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
        return bytes.replace("<bygglov@example.org>", "<" + UUID.randomUUID() + "@example.org>")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String expected(NastyMail nasty) {
        if (nasty.unreadable() != null) {
            boolean large = nasty.unreadable() == UnreadableMailException.Reason.TOO_LARGE;
            return MailFate.QUARANTINE + " " + (large ? MailReason.TOO_LARGE : MailReason.UNREADABLE);
        }
        if (Boolean.FALSE.equals(nasty.failed())) {
            return MailFate.AUTOMATIC_REPLY + " " + MailReason.DELIVERY_NEWS;
        }
        return MailFate.NEW_ENQUIRY + " " + reason(nasty);
    }

    private static MailReason reason(NastyMail nasty) {
        if (nasty.failed() != null) {
            return MailReason.FOREIGN_BOUNCE;
        }
        if (nasty.toString().equals("a forged sender")) {
            return MailReason.DISTRUSTED;
        }
        return switch (nasty.automation()) {
            case NONE -> MailReason.ASKED;
            case REPLY, GENERATED -> MailReason.MACHINE;
            case BULK -> MailReason.BULK;
            case CALENDAR -> MailReason.CALENDAR;
        };
    }
}
