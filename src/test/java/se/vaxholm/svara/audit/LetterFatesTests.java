package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.audit.LetterSeals.Fit;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.LetterSettled;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.SentLetters;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.TestStaff;

/** Whatever somebody makes of what became of a letter is found, and nothing that Svara itself does to it is. */
class LetterFatesTests extends Story {

    @Autowired
    private LetterSeals seals;

    @Autowired
    private SentLetters sentLetters;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ConfigurableApplicationContext context;

    @Value("${spring.datasource.url}")
    private String url;

    private final AtomicReference<@Nullable UUID> deaf = new AtomicReference<>();
    private final ApplicationListener<PayloadApplicationEvent<LetterSettled>> failing = event -> {
        if (event.getPayload().enquiryId().equals(deaf.get())) {
            throw new IllegalStateException("a model of its owner fails");
        }
    };

    private String address;
    private Enquiry enquiry;

    @BeforeEach
    void anAnswerThatWaits() {
        context.addApplicationListener(failing);
        address = anyAddress();
        enquiry = asked(byMail(address));
        answers("handlaggare", enquiry, "Ja, det får du.");
    }

    @AfterEach
    void everybodyHearsAgain() {
        context.removeApplicationListener(failing);
    }

    private List<Fit> fits() {
        return seals.of(enquiry.id()).letters().stream()
                .map(LetterSeals.SealedLetter::fit)
                .toList();
    }

    private void nothingIsWrong() {
        assertThat(fits()).isNotEmpty().containsOnly(Fit.SAME);
    }

    /** @param ways what is set in the answer's row */
    private void isFound(String... ways) throws SQLException {
        nothingIsWrong();
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            for (String way : ways) {
                superuser.does("update letter set " + way + " where kind = 'ANSWER' and enquiry_id = '%s'");
                assertThat(fits()).as(way).containsOnlyOnce(Fit.FATE_CHANGED);
                assertThat(fits().stream().filter(Fit::isWrong)).as(way).hasSize(1);
                superuser.layBack();
            }
        }
        nothingIsWrong();
    }

    private boolean comesBack() {
        UUID answer = letter(enquiry, LetterKind.ANSWER).id();
        return Boolean.TRUE.equals(transaction.execute(status -> outbox.cameBack(answer, "5.1.1")));
    }

    /** As many times as the deed is in the case's journal. */
    private long told(Deed.What what) {
        UUID answer = letter(enquiry, LetterKind.ANSWER).id();
        return journal.of(enquiry.id()).stream()
                .filter(entry -> entry.what() == what
                        && answer.toString().equals(entry.detail().get("letter")))
                .count();
    }

    @Test
    void aLetterThatWaitsHasNotLeft() throws Exception {
        isFound(
                "status = 'SENT'",
                "status = 'SENT', settled_at = queued_at",
                "status = 'SENT', settled_at = queued_at, tell_at = queued_at + interval '1 day'",
                "status = 'SENT', settled_at = queued_at, tell_at = 'infinity'",
                "status = 'SENT', settled_at = queued_at + interval '1 day', tell_at = queued_at",
                "status = 'REFUSED', settled_at = queued_at",
                "status = 'REFUSED', settled_at = queued_at, bounced_at = queued_at, tell_at = queued_at",
                "status = 'STOPPED', settled_at = queued_at",
                "status = 'STOPPED', settled_at = queued_at, tell_at = queued_at",
                "tell_at = queued_at",
                "settled_at = queued_at");
    }

    @Test
    void aLetterThatLeftWasNeitherRefusedNorStopped() throws Exception {
        postGoes(enquiry);
        isFound(
                "status = 'REFUSED'",
                "status = 'REFUSED', bounced_at = settled_at",
                "status = 'REFUSED', bounced_at = settled_at, tell_at = settled_at + interval '1 day'",
                "status = 'REFUSED', tell_at = settled_at",
                "status = 'STOPPED'",
                "status = 'QUEUED', settled_at = null",
                "status = 'QUEUED'",
                "tell_at = settled_at",
                "bounced_at = settled_at",
                "settled_at = null",
                "settled_at = settled_at - interval '1 hour'",
                "settled_at = settled_at + interval '1 hour'");
    }

    @Test
    void aLetterThatWasRefusedHasNotLeft() throws Exception {
        postGoesButRefuses(enquiry, address);
        assertThat(told(Deed.What.LETTER_REFUSED)).isEqualTo(1);
        isFound(
                "status = 'SENT'",
                "status = 'SENT', tell_at = settled_at",
                "status = 'SENT', tell_at = 'infinity'",
                "status = 'STOPPED'",
                "status = 'QUEUED', settled_at = null",
                "bounced_at = settled_at",
                "tell_at = settled_at");
    }

    @Test
    void aLetterThatCameBackHasNotArrived() throws Exception {
        postGoes(enquiry);
        assertThat(comesBack()).isTrue();
        nothingIsWrong();
        postGoes(enquiry);
        assertThat(told(Deed.What.LETTER_REFUSED)).isEqualTo(1);
        isFound(
                "status = 'SENT', bounced_at = null",
                "status = 'SENT'",
                "status = 'SENT', bounced_at = null, tell_at = settled_at",
                "bounced_at = null",
                "status = 'STOPPED', bounced_at = null");
    }

    @Test
    void aLetterThatWasStoppedHasNotLeft() throws Exception {
        assertThat(sentLetters.stop(
                        now(enquiry), letter(enquiry, LetterKind.ANSWER).id(), staff("handlaggare")))
                .isTrue();
        isFound(
                "status = 'SENT'",
                "status = 'SENT', tell_at = settled_at",
                "status = 'REFUSED'",
                "status = 'QUEUED', settled_at = null");
    }

    /** Whoever gives a row a new fate and lets Svara tell the journal of it is found by what the journal says then. */
    @Test
    void whatSvaraWasMadeToTellIsFoundInTheJournal() throws Exception {
        postGoesButRefuses(enquiry, address);
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            superuser.does("update letter set status = 'SENT', tell_at = settled_at"
                    + " where kind = 'ANSWER' and enquiry_id = '%s'");
            postOffice.sendDue();
            assertThat(told(Deed.What.LETTER_SENT)).isEqualTo(1);
            assertThat(fits()).containsOnlyOnce(Fit.FATE_CHANGED);
        }
        assertThat(fits()).as("nor is it hidden by laying it back").containsOnlyOnce(Fit.FATE_CHANGED);
    }

    /** For as long as it takes: nobody has changed anything. */
    @Test
    void aCaseThatCannotBeToldIsNoFault() {
        deaf.set(enquiry.id());
        postGoes(enquiry);
        for (int i = 0; i < 3; i++) {
            assertThat(letter(enquiry, LetterKind.ANSWER).fate()).isEqualTo(Outbox.Fate.SENT);
            assertThat(told(Deed.What.LETTER_SENT)).isZero();
            nothingIsWrong();
            clock.advance(Duration.ofDays(2));
            nothingIsWrong();
            postOffice.sendDue();
        }
        deaf.set(null);
        clock.advance(Duration.ofMinutes(2));
        postOffice.sendDue();
        assertThat(told(Deed.What.LETTER_SENT)).isEqualTo(1);
        nothingIsWrong();
    }

    @Test
    void aLetterThatComesBackBeforeItsCaseHasHeardOfItIsNoFault() {
        deaf.set(enquiry.id());
        postGoes(enquiry);
        assertThat(comesBack()).isTrue();
        nothingIsWrong();
        deaf.set(null);
        clock.advance(Duration.ofMinutes(2));
        postOffice.sendDue();
        assertThat(told(Deed.What.LETTER_SENT)).isZero();
        assertThat(told(Deed.What.LETTER_REFUSED)).isEqualTo(1);
        nothingIsWrong();
    }

    @Test
    void aLetterThatHasToWaitForItsServerIsNoFault() {
        for (int i = 0; i < 20 && letter(enquiry, LetterKind.ANSWER).attempts() == 0; i++) {
            mailServerIsSlowFor(address);
        }
        assertThat(letter(enquiry, LetterKind.ANSWER).attempts()).isPositive();
        assertThat(letter(enquiry, LetterKind.ANSWER).fate()).isEqualTo(Outbox.Fate.QUEUED);
        nothingIsWrong();
        clock.advance(Duration.ofHours(3));
        postGoes(enquiry);
        nothingIsWrong();
    }

    @Test
    void aLetterThatIsSentAgainIsALetterOfItsOwn() {
        postGoes(enquiry);
        assertThat(comesBack()).isTrue();
        postGoes(enquiry);
        does("handlaggare", enquiry, Outcome.SEND_AGAIN, Map.of("email", anyAddress()));
        nothingIsWrong();
        postGoes(enquiry);
        assertThat(outbox.of(enquiry.id()))
                .extracting(Outbox.Queued::fate)
                .contains(Outbox.Fate.REFUSED, Outbox.Fate.SENT);
        nothingIsWrong();
    }

    @Test
    void theLogsPageSaysThatTheFateIsAnother() throws Exception {
        postGoesButRefuses(enquiry, address);
        String page = "/granskning/logg/arenden/" + enquiry.number();
        try (CaseTampering superuser = new CaseTampering(url, enquiry.id())) {
            superuser.does("update letter set status = 'SENT' where kind = 'ANSWER' and enquiry_id = '%s'");
            mvc.perform(get(page).with(TestStaff.staff("revisor")))
                    .andExpect(content()
                            .string(allOf(
                                    containsString("Nej, vad som hände med det är ändrat"),
                                    containsString("Ärende " + enquiry.number()
                                            + ": det som står om vad som hände med brevet från måndag 2 mars 2026 kl. 10.15"
                                            + " (svar till frågeställaren) stämmer inte med loggen"),
                                    not(containsString("Loggen är som den skrevs")))));
            mvc.perform(get(page + "?lang=en").with(TestStaff.staff("revisor")))
                    .andExpect(content()
                            .string(allOf(
                                    containsString("No, what became of it has been changed"),
                                    not(containsString("??")))));
        }
    }
}
