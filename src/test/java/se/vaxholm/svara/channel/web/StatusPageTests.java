package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.NewPromise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** The status page: who gets in, what they see, and what becomes of what they write. */
@SvaraTest
class StatusPageTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    StatusCodes codes;

    @Autowired
    EnquiryProcess process;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Visitor visitor;
    private Receipt receipt;

    @BeforeEach
    void somebodyHasAsked() {
        clock.set("2026-11-20T10:00");
        visitor = new Visitor(mvc);
        receipt = intake.register(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga?\n<b>Ett plank</b>",
                new Enquirer("Karin", null, null, ReplyBy.STATUS_PAGE, Language.SV),
                clock.instant()));
    }

    @Test
    void numberAndCodeOpenTheMatterAndTheAddressHoldsNeither() {
        visitor.opens("/arende").sees("Ärendenummer").seesNothingOf("<textarea");
        open().isSentTo("/arende/visa");
        visitor.opens("/arende/visa")
                .sees("Får jag bygga?", "tisdag 24 november 2026", "Du (Karin)", "&lt;b&gt;Ett plank&lt;/b&gt;")
                .seesNothingOf("<b>Ett plank");
        assertThat(visitor.header("Cache-Control")).isEqualTo("no-store");
        assertThat(visitor.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(visitor.header("X-Robots-Tag")).contains("noindex");
        Cookie cookie = visitor.cookie(VisitCookie.NAME);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getValue()).doesNotContain(receipt.number().value());
    }

    @Test
    void peopleMayTypeNumberAndCodeAsTheyLike() {
        String number =
                receipt.number().value().toLowerCase(java.util.Locale.ROOT).replace("-", " ");
        String code =
                receipt.code().grouped().toLowerCase(java.util.Locale.ROOT).replace("-", " ");
        visitor.sends("/arende", "number", number, "code", "  " + code).isSentTo("/arende/visa");
    }

    @Test
    void aWrongNumberAndAWrongCodeGetTheSameAnswer() {
        String wrongCode = visitor.sends("/arende", "number", receipt.number().value(), "code", "AAAA-AAAA")
                .hasStatus(422)
                .page();
        String wrongNumber = visitor.sends(
                        "/arende",
                        "number",
                        "VS-2020-99999",
                        "code",
                        receipt.code().value())
                .hasStatus(422)
                .page();
        String nonsense = visitor.sends("/arende", "number", "\u0000'; drop", "code", "💥\n")
                .page();
        assertThat(tidy(wrongNumber, "VS-2020-99999"))
                .isEqualTo(tidy(wrongCode, receipt.number().value()));
        assertThat(nonsense).contains("<title>Fel: ");
        visitor.sends("/arende").hasStatus(422).sees("Skriv ärendenumret", "Skriv koden");
    }

    @Test
    void guessingEndsAfterAFewTriesFromWhereverTheyCome() {
        for (int i = 0; i < 10; i++) {
            new Visitor(mvc)
                    .sends("/arende", "number", receipt.number().value(), "code", "AAAA-AAA" + i)
                    .hasStatus(422);
        }
        new Visitor(mvc)
                .sends("/arende", "number", receipt.number().value(), "code", "AAAA-AAAA")
                .hasStatus(429);
    }

    @Test
    void rightCodesAreNotCounted() {
        for (int i = 0; i < 40; i++) {
            open().isSentTo("/arende/visa");
        }
    }

    @Test
    void theMatterClosesAfterHalfAnHourWithoutActivityAndKeepsWhatWasTyped() {
        open();
        clock.advance(Duration.ofMinutes(29));
        visitor.opens("/arende/visa").hasStatus(200).sees("Får jag bygga?");
        clock.advance(Duration.ofMinutes(29));
        visitor.opens("/arende/oppen").hasStatus(204);
        clock.advance(Duration.ofMinutes(31));
        visitor.opens("/arende/oppen").hasStatus(401);
        visitor.sends("/arende/visa", "text", "Lång text som tog tid")
                .hasStatus(422)
                .sees("Lång text som tog tid", "Ingenting har skickats");
        visitor.sends(
                        "/arende",
                        "number",
                        receipt.number().value(),
                        "code",
                        receipt.code().value(),
                        "text",
                        "Lång text som tog tid")
                .hasStatus(200)
                .sees("Lång text som tog tid", "Tryck på Skicka");
    }

    @Test
    void leavingClosesTheMatter() {
        open();
        visitor.sends("/arende/lamna").isSentTo("/arende?lamnat");
        visitor.opens("/arende/visa").sees("stängs efter 30 minuter").seesNothingOf("Får jag bygga?");
    }

    @Test
    void aForgedCookieOpensNothing() {
        open();
        Cookie own = visitor.cookie(VisitCookie.NAME);
        Visitor thief = new Visitor(mvc);
        for (String forged : new String[] {
            own.getValue().substring(0, own.getValue().length() - 1) + "A",
            own.getValue().replaceFirst("^.{8}", "00000000"),
            "x",
            UUID.randomUUID() + ".1.9999999999." + "A".repeat(43)
        }) {
            thief.bringsCookie(new Cookie(VisitCookie.NAME, forged));
            if (!forged.equals(own.getValue())) {
                thief.opens("/arende/visa").seesNothingOf("Får jag bygga?");
            }
        }
    }

    @Test
    void aMessageIsAddedOnceAndTheDeadlineStays() {
        open();
        visitor.opens("/arende/visa").sees("Lägg till något");
        visitor.sends("/arende/visa", "text", "Det gäller tomten vid sjön.\r\nMer.")
                .isSentTo("/arende/visa?skickat");
        visitor.sends("/arende/visa", "text", "Det gäller tomten vid sjön.\r\nMer.")
                .isSentTo("/arende/visa?skickat");
        visitor.opens("/arende/visa?skickat").sees("Skickat kl. 10.00", "Du skrev till oss");
        assertThat(enquiries.messages(enquiry().id()))
                .filteredOn(said -> said.type() == Message.Type.ENQUIRER_ADDED)
                .singleElement()
                .satisfies(said -> assertThat(said.text()).isEqualTo("Det gäller tomten vid sjön.\nMer."));
        assertThat(enquiry().lastDayOn()).isEqualTo("2026-11-24");
    }

    @Test
    void whatCannotBeTakenIsRefusedAndKept() {
        open();
        visitor.sends("/arende/visa", "text", " ").hasStatus(422).sees("Skriv något innan du skickar");
        visitor.sends("/arende/visa", "text", "Med\u0000nolla").hasStatus(422).sees("Mednolla");
        visitor.sends("/arende/visa", "text", "y".repeat(20_001)).hasStatus(422).sees("1 för många");
        visitor.sendsWithOldToken("/arende/visa", "text", "Gammal sida").sees("Gammal sida", "Ingenting har skickats");
        assertThat(enquiries.messages(enquiry().id())).hasSize(1);
    }

    @Test
    void thePageSaysWhoHasPromisedAnAnswerByWhenAndHowToReachThem(@Autowired Promises promises) {
        promises.make(
                enquiry(),
                new NewPromise(
                        "stadsbyggnad",
                        "Telefon 08-541 708 10",
                        "Bygglovshandläggaren",
                        LocalDate.of(2026, 12, 1),
                        null,
                        null,
                        null,
                        null),
                TestStaff.named("handlaggare").asActor());
        open();
        visitor.opens("/arende/visa")
                .sees(
                        "Svar utlovat senast tisdag 1 december 2026.",
                        "Bygglovshandläggaren, Stadsbyggnad",
                        "Telefon 08-541 708 10",
                        "Besked: svar senast tisdag 1 december 2026");
        visitor.opens("/arende/visa?lang=en").sees("Answer promised by Tuesday 1 December 2026.");
    }

    @Test
    void thePageSaysWhoAnswersAndNeverShowsNotes() {
        Staff officer = TestStaff.named("handlaggare");
        enquiries.note(enquiry().id(), "Hemlig anteckning", officer.asActor());
        process.claim(taskId(), officer);
        open();
        visitor.opens("/arende/visa")
                .sees("Vi arbetar med ditt ärende", officer.name())
                .seesNothingOf("Hemlig anteckning");
        visitor.opens("/arende/visa?lang=en").sees("We are working on your matter", "Tuesday 24 November 2026");
    }

    @Test
    void whatIsLateIsSaidWithoutAPastDay() {
        open();
        clock.set("2026-11-25T09:00");
        open();
        visitor.opens("/arende/visa").sees("Vi är sena med ditt svar").seesNothingOf("24 november");
    }

    @Test
    void anAnswersLinksCanBeFollowedAndGoingOnAfterwardsIsANewMatter() {
        Staff officer = TestStaff.named("handlaggare");
        process.claim(taskId(), officer);
        process.complete(
                taskId(),
                Outcome.ANSWER,
                Map.of("text", "Ja. Läs på https://www.vaxholm.se/bygglov?a=1&b=\"x\". <script>"),
                officer);
        open();
        visitor.opens("/arende/visa")
                .sees(
                        "Ditt ärende är besvarat",
                        "href=\"https://www.vaxholm.se/bygglov?a=1&amp;b=\"",
                        "&lt;script&gt;");
        assertThat(enquiry().isOpen()).isFalse();

        // A page that was opened while the matter could still be gone on with.
        clock.set("2026-12-22T10:00");
        open();
        visitor.opens("/arende/visa").sees("Ställ en ny fråga").seesNothingOf("<textarea");
        String key = UUID.randomUUID().toString();
        visitor.sends("/arende/visa", "text", "Men hur högt?", "key", key).isSentTo("/arende/visa?nytt");
        String next = visitor.opens("/arende/visa?nytt")
                .sees("nytt ärende", "Men hur högt?")
                .find("(VS-\\d{4}-\\d{5,})");
        assertThat(next).isNotEqualTo(receipt.number().value());
        assertThat(visitor.page()).contains("Fortsättning på ärende " + receipt.number());
    }

    @Test
    void aMessageThatMeetsTheAnswerStaysInTheMatterToBeRead() throws Exception {
        open();
        whileTheMatterCloses(() -> visitor.sends("/arende/visa", "text", "Precis när ni stängde"));
        visitor.isSentTo("/arende/visa?skickat");
        assertThat(enquiry().isOpen()).isFalse();
        assertThat(enquiries.messages(enquiry().id()))
                .filteredOn(said -> said.type() == Message.Type.ENQUIRER_ADDED)
                .hasSize(1);
        assertThat(process.openTasks(enquiry())).anyMatch(task -> task.form().equals("read-reply"));
    }

    @Test
    void aLongMessageAfterTheTimeForItIsKept() {
        answer();
        clock.set("2026-12-22T10:00");
        open();
        visitor.sends("/arende/visa", "text", "y".repeat(19_999)).hasStatus(422).sees("yyy", "199 för många");
    }

    @Test
    void aReloadAfterTheMatterHasClosedAddsNothingTwice() {
        open();
        visitor.sends("/arende/visa", "text", "En gång till").isSentTo("/arende/visa?skickat");
        answer();
        visitor.sends("/arende/visa", "text", "En gång till").isSentTo("/arende/visa?skickat");
    }

    @Test
    void aLetterLinkThatIsNotOursOpensNothing() {
        visitor.opens("/arende/l/" + "A".repeat(32)).hasStatus(200).sees("Öppna ditt ärende");
        visitor.sends("/arende/l/" + "A".repeat(32)).hasStatus(422).sees("Länken går inte att öppna");
    }

    @Test
    void theLinkInALetterOpensTheMatterByAPressAsOftenAsNeeded() throws Exception {
        String token = "T".repeat(32);
        jdbc.sql("insert into letter_link (token_hash, enquiry_id, code_version, made_at) values (?, ?, 1, now())")
                .params(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)),
                        enquiry().id())
                .update();
        visitor.opens("/arende/l/" + token).hasStatus(200).seesNothingOf("Får jag bygga?");
        assertThat(visitor.opens("/arende/visa").page()).doesNotContain("Får jag bygga?");
        visitor.sends("/arende/l/" + token).isSentTo("/arende/visa");
        visitor.opens("/arende/visa").sees("Får jag bygga?");
        new Visitor(mvc).sends("/arende/l/" + token).isSentTo("/arende/visa");
    }

    /** Lets somebody do what has to wait for an officer who is just sending the answer. */
    private void whileTheMatterCloses(Callable<Visitor> deed) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Visitor> done = transactions.execute(status -> {
                answer();
                Future<Visitor> begun = other.submit(deed);
                Awaitility.await()
                        .pollInSameThread()
                        .until(() -> jdbc.sql("select count(*) > 0 from pg_locks"
                                        + " where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                                .query(Boolean.class)
                                .single());
                return begun;
            });
            done.get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }

    private void answer() {
        Staff officer = TestStaff.named("handlaggare");
        process.claim(taskId(), officer);
        process.complete(taskId(), Outcome.ANSWER, Map.of("text", "Ja, det får du."), officer);
    }

    private Visitor open() {
        return visitor.sends(
                "/arende",
                "number",
                receipt.number().value(),
                "code",
                receipt.code().grouped());
    }

    private Enquiry enquiry() {
        return enquiries.find(receipt.number()).orElseThrow();
    }

    private String taskId() {
        return process.openTasks(enquiry()).get(0).id();
    }

    /** The page without the token that differs in each and what was typed. */
    private static String tidy(String page, String typed) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "").replace(typed, "");
    }
}
