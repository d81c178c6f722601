package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Outcome;

/** What we write to somebody who wrote by mail answers that mail, so that their mail program shows both together. */
class MailThreadsTests extends PostBox {

    private final String asker = anyAddress();

    @Test
    void aLetterToTheAskerAnswersTheMailThatTheyWroteLast() throws Exception {
        Enquiry enquiry = caseOf(taken(mail("forsta").body("Får jag bygga?")));
        postGoes(enquiry);
        clock.advance(Duration.ofMinutes(5));
        taken(mail("andra").subject("[" + enquiry.number() + "]").body("En sak till."));
        does("registrator", enquiry, Outcome.UNIT_CHOSEN, Map.of("unit", "stadsbyggnad"));
        answers("handlaggare", enquiry, "Ja.");
        postGoes(enquiry);

        List<MimeMessage> letters = mailTo(asker);
        assertThat(letters).hasSizeGreaterThanOrEqualTo(2);
        assertThat(answered(letters.get(0))).isEqualTo(id("forsta"));
        assertThat(answered(letters.get(letters.size() - 1))).isEqualTo(id("andra"));
    }

    @Test
    void aLetterThatGoesElsewhereAnswersNothing() throws Exception {
        Enquiry enquiry = asked(byMail(asker));
        postGoes(enquiry);

        assertThat(answered(mailTo(asker).get(0))).isNull();
    }

    private RawMail mail(String name) {
        return from(asker).with("Message-ID: " + id(name));
    }

    private String id(String name) {
        return "<" + name + "." + asker + ">";
    }

    private static String answered(MimeMessage letter) throws MessagingException {
        assertThat(letter.getHeader("References", " ")).isEqualTo(letter.getHeader("In-Reply-To", " "));
        return letter.getHeader("In-Reply-To", " ");
    }
}
