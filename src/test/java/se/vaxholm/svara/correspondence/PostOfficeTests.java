package se.vaxholm.svara.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.RefusingMailServer;
import se.vaxholm.svara.process.Story;

/** Every letter leaves once: not lost while the mail server is away, and back as work when it is refused for good. */
class PostOfficeTests extends Story {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ConfigurableApplicationContext context;

    /** Letters of other tests would otherwise be tried along with ours. */
    @BeforeEach
    void sendWhatOthersLeft() {
        for (int i = 0; i < 50 && due() > 0; i++) {
            postOffice.sendDue();
        }
        assertThat(due()).isZero();
    }

    private long due() {
        return jdbc.sql("select count(*) from letter where status = 'QUEUED' and next_try_at <= ?")
                .param(java.sql.Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    @Test
    void aMailServerThatIsDownLosesNothingAndIsAskedLessAndLessOften() throws Exception {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            whileDown(this::severalRounds);
            Outbox.Queued waiting = letter(enquiry, LetterKind.ACKNOWLEDGEMENT);
            assertThat(waiting.fate()).isEqualTo(Outbox.Fate.QUEUED);
            assertThat(waiting.attempts()).isEqualTo(i);
            assertThat(waiting.lastError()).isNotBlank().doesNotContain(address);
            pauses.add(Duration.between(clock.instant(), nextTry(waiting)));
            whileDown(this::severalRounds);
            assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).attempts())
                    .as("not before its time")
                    .isEqualTo(i);
            clock.set(nextTry(waiting));
        }
        assertThat(pauses.stream().map(Duration::toSeconds).toList())
                .containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, 1800L, 1800L, 1800L);
        assertThat(openForms(enquiry)).as("no work for anybody").containsExactly("assess");

        String name = letter(enquiry, LetterKind.ACKNOWLEDGEMENT).messageId();
        postGoes(enquiry);
        assertThat(mailTo(address)).hasSize(1);
        assertThat(ReceivedLetter.of(mailTo(address).get(0)).header("Message-ID"))
                .isEqualTo(name);
        assertThat(deeds(enquiry)).filteredOn(Deed.What.LETTER_SENT::equals).hasSize(2);
    }

    @Test
    void anAnswerWaitsForTheMailServerAndThenClosesTheCase() throws Exception {
        Enquiry enquiry = asked(byMail());
        answers("handlaggare", enquiry, "Ja.");
        whileDown(() -> postOffice.sendDue());
        assertThat(now(enquiry).isOpen()).isTrue();
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.LETTER_SENT, Deed.What.LETTER_REFUSED);
        clock.advance(Duration.ofSeconds(15));
        postGoes(enquiry);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RECIPIENT, 550 5.1.1 No such user",
        "RECIPIENT, 553 5.1.3 Bad address",
        "DATA, 554 5.7.1 Refused as unwanted",
        "DATA, 552 5.3.4 Too large"
    })
    void aRefusalForGoodIsWorkAtOnce(RefusingMailServer.At at, String reply) {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        try (RefusingMailServer server = new RefusingMailServer()) {
            server.refuse(address, at, reply + " <" + address + ">");
            postGoes(enquiry, server);
            assertThat(server.accepted())
                    .as("the unit's notice is not held up")
                    .contains("stadsbyggnad@vaxholm.example");
        }
        Outbox.Queued refused = letter(enquiry, LetterKind.ACKNOWLEDGEMENT);
        assertThat(refused.fate()).isEqualTo(Outbox.Fate.REFUSED);
        assertThat(refused.lastError()).contains(reply.substring(0, 3)).doesNotContain(address);
        assertThat(refused.settledAt()).isEqualTo(clock.instant());
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
    }

    @ParameterizedTest
    @CsvSource({"RECIPIENT, 450 4.2.1 Mailbox busy", "RECIPIENT, 451 4.7.1 Greylisted", "DATA, 452 4.3.1 Disk full"})
    void aRefusalForNowIsTriedAgain(RefusingMailServer.At at, String reply) {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        int port = mail.getPort();
        try (RefusingMailServer server = new RefusingMailServer()) {
            server.refuse(address, at, reply);
            mail.setPort(server.port());
            postOffice.sendDue();
        } finally {
            mail.setPort(port);
        }
        assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).fate()).isEqualTo(Outbox.Fate.QUEUED);
        clock.advance(Duration.ofSeconds(15));
        postGoes(enquiry);
        assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).fate()).isEqualTo(Outbox.Fate.SENT);
        assertThat(mailTo(address)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "karin",
        "karin@",
        "'a@example.org, b@example.org'",
        "åsa@example.org",
        "'a b@example.org'",
        "a@b@example.org"
    })
    void anAddressThatIsNoneIsWorkAtOnce(String address) {
        Enquiry enquiry = asked(byMail());
        // The door takes no such address; one may have come into the database before the rule did.
        jdbc.sql("update letter set recipient = ? where enquiry_id = ? and kind = 'ACKNOWLEDGEMENT'")
                .params(address, enquiry.id())
                .update();
        postGoes(enquiry);
        assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).fate()).isEqualTo(Outbox.Fate.REFUSED);
        assertThat(openForms(enquiry)).containsExactly("assess", "reach-otherwise");
    }

    @Test
    void aLetterThatCouldNotLeaveForTwoDaysIsWork() throws Exception {
        Enquiry enquiry = asked(byMail());
        whileDown(this::severalRounds);
        clock.advance(Duration.ofDays(2).plusSeconds(1));
        whileDown(this::severalRounds);
        assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).fate()).isEqualTo(Outbox.Fate.REFUSED);
        assertThat(openForms(enquiry)).contains("reach-otherwise");
    }

    @Test
    void severalPostOfficesAtOnceSendEveryLetterOnce() throws Exception {
        List<String> addresses = new ArrayList<>();
        List<Enquiry> all = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            String address = anyAddress();
            addresses.add(address);
            all.add(asked(byMail(address)));
        }
        Callable<Boolean> office = () -> {
            postOffice.sendDue();
            return true;
        };
        atOnce(Collections.nCopies(4, office));
        all.forEach(this::postGoes);
        assertThat(addresses).allSatisfy(address -> assertThat(mailTo(address)).hasSize(1));
        assertThat(all).allSatisfy(enquiry -> {
            assertThat(outbox.of(enquiry.id())).extracting(Outbox.Queued::fate).containsOnly(Outbox.Fate.SENT);
            assertThat(deeds(enquiry)).filteredOn(Deed.What.LETTER_SENT::equals).hasSize(2);
        });
    }

    /** A round ends with the first letter that finds no server, so that it does not wait for each of them. */
    private void severalRounds() {
        for (int i = 0; i < 500 && due() > 0; i++) {
            postOffice.sendDue();
        }
    }

    @Test
    void aRoundEndsWhenNoServerAnswersAndEachLetterHasItsTurn() throws Exception {
        List<Enquiry> all = List.of(asked(byMail()), asked(byMail()), asked(byMail()));
        long waiting = due();
        whileDown(() -> postOffice.sendDue());
        assertThat(due()).isEqualTo(waiting - 1);
        clock.advance(Duration.ofMinutes(1));
        all.forEach(this::postGoes);
        assertThat(all)
                .allSatisfy(enquiry -> assertThat(outbox.of(enquiry.id()))
                        .extracting(Outbox.Queued::fate)
                        .containsOnly(Outbox.Fate.SENT));
    }

    @Test
    void aCaseThatCannotBeToldKeepsNoOtherFromHearing() {
        Enquiry stuck = asked(byMail());
        Enquiry other = asked(byMail());
        AtomicBoolean broken = new AtomicBoolean(true);
        ApplicationListener<PayloadApplicationEvent<LetterSettled>> listener = event -> {
            if (broken.get() && event.getPayload().enquiryId().equals(stuck.id())) {
                throw new IllegalStateException("a model of its owner fails");
            }
        };
        context.addApplicationListener(listener);
        try {
            postOffice.sendDue();
            assertThat(deeds(stuck)).doesNotContain(Deed.What.LETTER_SENT);
            assertThat(deeds(other)).filteredOn(Deed.What.LETTER_SENT::equals).hasSize(2);
            assertThat(outbox.of(stuck.id())).extracting(Outbox.Queued::fate).containsOnly(Outbox.Fate.SENT);
            broken.set(false);
            postOffice.sendDue();
            assertThat(deeds(stuck)).as("not every second").doesNotContain(Deed.What.LETTER_SENT);
            clock.advance(Duration.ofMinutes(2));
            postOffice.sendDue();
            assertThat(deeds(stuck)).filteredOn(Deed.What.LETTER_SENT::equals).hasSize(2);
        } finally {
            context.removeApplicationListener(listener);
        }
    }

    /** A node that failed says so only after another one has told the case. */
    @Test
    void aCaseThatHasBeenToldMeanwhileIsNotToldAgain() {
        Enquiry enquiry = asked(byMail());
        postGoes(enquiry);
        UUID told = letter(enquiry, LetterKind.ACKNOWLEDGEMENT).id();
        transaction.executeWithoutResult(status -> outbox.tellLater(told));
        clock.advance(Duration.ofMinutes(2));
        postOffice.sendDue();
        assertThat(deeds(enquiry)).filteredOn(Deed.What.LETTER_SENT::equals).hasSize(2);
    }

    @Test
    void aLetterIsQueuedWithItsDeedOrNotAtAll() {
        String address = anyAddress();
        Enquiry enquiry = asked(byStatusPage());
        transaction.executeWithoutResult(status -> {
            outbox.add(letter(enquiry.id(), address));
            status.setRollbackOnly();
        });
        postGoes(enquiry);
        assertThat(mailTo(address)).isEmpty();
    }

    @Test
    void aLetterOutsideAnyCaseLeavesToo() {
        String address = anyAddress();
        transaction.executeWithoutResult(status -> outbox.add(letter(null, address)));
        postOffice.sendDue();
        assertThat(mailTo(address)).hasSize(1);
    }

    private static Letter letter(@org.jspecify.annotations.Nullable UUID enquiryId, String recipient) {
        return new Letter(
                enquiryId,
                LetterKind.UNIT_NOTICE,
                recipient,
                "Stadsbyggnad",
                "stadsbyggnad@vaxholm.example",
                "Hej",
                "Hej",
                "<p>Hej</p>",
                Language.SV);
    }

    /** Does something while nothing listens where the mail server should. */
    private void whileDown(Runnable deed) throws Exception {
        int port = mail.getPort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            mail.setPort(taken.getLocalPort());
        }
        try {
            deed.run();
        } finally {
            mail.setPort(port);
        }
    }

    private Instant nextTry(Outbox.Queued queued) {
        return jdbc.sql("select next_try_at from letter where id = ?")
                .param(queued.id())
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
    }
}
