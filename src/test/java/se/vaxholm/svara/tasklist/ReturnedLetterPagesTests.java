package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;

/** What the pages say of a letter that came back, and how the asker is reached all the same (G3). */
@SvaraTest
class ReturnedLetterPagesTests {

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Autowired
    TestClock clock;

    @Autowired
    Journal journal;

    private final String address = UUID.randomUUID() + "@example.org";

    private Enquiry returned(String reply) {
        clock.set("2026-03-02T10:15");
        Enquiry enquiry = desk.question("bygglov", "Får jag bygga en altan?", Desk.byMail(address));
        desk.postGoesButRefuses(address, reply);
        return enquiry;
    }

    @Test
    void theSameAddressOnceMoreIsNoCorrection() throws Exception {
        Enquiry enquiry = returned("550 5.1.1 No such user");
        String task = desk.address(enquiry, "reach-otherwise");
        desk.send(task, "handlaggare", "outcome", "SEND_AGAIN", "email", address)
                .andExpect(flash().attribute(
                                Done.ATTRIBUTE,
                                new Done(
                                        "Brevet skickades igen till samma adress, " + address + ", kl. 10.15",
                                        "Under Brev till frågeställaren ser du om det kommer fram den här gången.",
                                        true)));
        assertThat(journal.of(enquiry.id()))
                .extracting(Entry::what)
                .contains(Deed.What.ADDRESS_KEPT)
                .doesNotContain(Deed.What.ADDRESS_CORRECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 No such user, Adressen finns inte",
        "550 Mailbox unavailable, Adressen finns inte",
        "552 5.2.2 Over quota, brevlåda är full",
        "554 5.7.1 Rejected as spam, släppte inte igenom brevet",
        "521 Host does not accept mail, tog inte emot brevet"
    })
    void theCasePageSaysWhyALetterCameBackInWordsInsteadOfTheServers(String reply, String words) throws Exception {
        desk.open(returned(reply), "handlaggare")
                .andExpect(content().string(containsString(words)))
                .andExpect(content().string(not(containsString("Exception"))))
                .andExpect(content().string(not(containsString(reply))));
    }

    @ParameterizedTest
    @CsvSource({
        "AddressException: Illegal address, ADDRESS_UNKNOWN",
        "MailConnectException: Couldn't connect to host, UNREACHABLE",
        "SMTPAddressFailedException: 450 4.2.0 Try again later, UNREACHABLE",
        "SMTPSendFailedException: 550 5.7.1 Blocked, NOT_ACCEPTED",
        "SMTPAddressFailedException: 550 5.4.4 No such host, ADDRESS_UNKNOWN",
        ", UNREACHABLE"
    })
    void aReasonIsReadFromWhatTheServerSaid(String error, ReturnReason reason) {
        assertThat(ReturnReason.of(error)).isEqualTo(reason);
    }

    @Test
    void aClearedAddressStaysClearedBesideItsErrorAndAWrongOneIsNobodysDraft() throws Exception {
        Enquiry enquiry = returned("550 5.1.1 No such user");
        String task = desk.address(enquiry, "reach-otherwise");
        desk.send(task, "handlaggare", "outcome", "SEND_AGAIN", "email", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(matchesPattern("(?s).*id=\"reach-otherwise-email\"[^>]*value=\"\".*")));
        desk.send(task, "handlaggare", "outcome", "SEND_AGAIN", "email", "karin@")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("value=\"karin@\"")));
        desk.open(enquiry, "handlaggare2")
                .andExpect(content().string(containsString("value=\"" + address + "\"")))
                .andExpect(content().string(not(containsString("value=\"karin@\""))));
    }
}
