package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** The public form from the first step to the receipt, also for those who go back, come late or press twice. */
@SvaraTest
class PublicFormTests {

    private static final Duration READING = Duration.ofSeconds(20);

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    Enquiries enquiries;

    @Autowired
    JdbcClient jdbc;

    private Visitor visitor;

    @BeforeEach
    void somebodyComes() {
        visitor = new Visitor(mvc);
        clock.set("2026-11-20T10:00");
    }

    @Test
    void aMatterIsSentInFourStepsAndEndsInAReceipt() {
        visitor.opens("/fraga").sees("Vad gäller det?", "Hål i vägen", "Akut? Ring 08-541 708 99");
        visitor.sends("/fraga", "kind", "FAULT_REPORT", "category", "gata-och-vag")
                .isSentTo("/fraga/text");
        visitor.opens("/fraga/text").sees("Gator, vägar och belysning", "Skriv inte personnummer");
        visitor.sends("/fraga/text", "text", "Gatlampan är trasig.\r\nDen vid bryggan.")
                .isSentTo("/fraga/svar");
        visitor.sends("/fraga/svar", "replyBy", "EMAIL", "email", "anna@example.org", "name", "Anna", "language", "EN")
                .isSentTo("/fraga/kontrollera");
        visitor.opens("/fraga/kontrollera")
                .sees("Anmäla ett fel", "Den vid bryggan.", "anna@example.org", "på engelska", "allmän handling");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");

        visitor.opens("/fraga/klart").sees("tisdag 24 november 2026", "Teknik");
        assertThat(visitor.header("Cache-Control")).isEqualTo("no-store");
        Enquiry enquiry = registered();
        assertThat(enquiry.enquirer().email()).isEqualTo("anna@example.org");
        assertThat(enquiry.subject()).isEqualTo("Gatlampan är trasig.");
        assertThat(enquiries.messages(enquiry.id()))
                .singleElement()
                .satisfies(said -> assertThat(said.text()).isEqualTo("Gatlampan är trasig.\nDen vid bryggan."));
    }

    @Test
    void everyStepSpeaksEnglishToo() {
        visitor.opens("/fraga?lang=en")
                .sees("<html class=\"govuk-template\" lang=\"en\"", "What is it about?", "Potholes");
        visitor.sends("/fraga", "kind", "QUESTION")
                .hasStatus(422)
                .sees("Choose which area it is about", "<title>Error: ");
    }

    @Test
    void theLanguageLinkKeepsThePage() {
        visitor.opens("/fraga?kategori=skola").sees("href=\"/fraga?kategori=skola&amp;lang=en\"");
    }

    @Test
    void aLinkCanChooseTheCategory() {
        visitor.opens("/fraga?kategori=skola");
        assertThat(visitor.find("value=\"skola\"([^>]*)>")).contains("checked");
    }

    @Test
    void goingBackAndForthKeepsEverything() {
        visitor.fillsIn("Var ligger badet?");
        visitor.opens("/fraga/text").sees("Var ligger badet?");
        visitor.sends("/fraga/text", "text", "Var ligger badet på Eriksö?").isSentTo("/fraga/svar");
        visitor.opens("/fraga");
        assertThat(visitor.find("value=\"gata-och-vag\"([^>]*)>")).contains("checked");
        visitor.opens("/fraga/svar").sees("value=\"STATUS_PAGE\"");
        visitor.opens("/fraga/kontrollera").sees("Var ligger badet på Eriksö?");
    }

    @Test
    void aDoubleClickTheBackButtonAndAReloadComeToTheSameReceipt() {
        visitor.fillsIn("Två gånger");
        String[] checked = visitor.checks();
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", checked).isSentTo("/fraga/klart");
        String receipt = numberOnReceipt();
        visitor.sends("/fraga/kontrollera", checked).isSentTo("/fraga/klart");
        assertThat(numberOnReceipt()).isEqualTo(receipt);
        visitor.opens("/fraga/kontrollera").isSentTo("/fraga/klart");
        visitor.opens("/fraga/text").isSentTo("/fraga/klart");
        assertThat(numberOnReceipt()).isEqualTo(receipt);
        assertThat(enquiriesWith("Två gånger")).isEqualTo(1);
    }

    @Test
    void twoPressesAtTheSameMomentRegisterOneMatter() throws Exception {
        visitor.fillsIn("Samtidigt");
        String[] checked = visitor.checks();
        clock.advance(READING);
        Visitor other = new Visitor(mvc);
        other.bringsCookie(visitor.cookie(FormDrafts.COOKIE));
        try (var both = new Both()) {
            both.run(
                    () -> visitor.sends("/fraga/kontrollera", checked),
                    () -> other.sends("/fraga/kontrollera", checked));
        }
        visitor.isSentTo("/fraga/klart");
        other.isSentTo("/fraga/klart");
        assertThat(enquiriesWith("Samtidigt")).isEqualTo(1);
    }

    @Test
    void anotherMatterStartsWithTheContactDetailsOfTheFirst() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "skola");
        visitor.sends("/fraga/text", "text", "Första");
        visitor.sends("/fraga/svar", "replyBy", "EMAIL", "email", "bo@example.org", "name", "Bo", "language", "SV");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        String first = numberOnReceipt();

        visitor.opens("/fraga").hasStatus(200).seesNothingOf(" checked=");
        visitor.sends("/fraga", "kind", "OPINION", "category", "forskola");
        visitor.opens("/fraga/text").seesNothingOf("Första");
        visitor.sends("/fraga/text", "text", "Andra");
        visitor.opens("/fraga/svar").sees("bo@example.org", "value=\"Bo\"");
        visitor.sends("/fraga/svar", "replyBy", "EMAIL", "email", "bo@example.org", "language", "SV");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        assertThat(numberOnReceipt()).isNotEqualTo(first);
    }

    @Test
    void aFormSentAfter25HoursIsShownAgainWithAllThatWasTyped() {
        visitor.fillsIn("Dröjde länge");
        clock.advance(Duration.ofHours(25));
        visitor.sendsWithOldToken("/fraga/text", "text", "Dröjde ännu längre & mer")
                .sees("Dröjde ännu längre &amp; mer", "Ingenting har skickats", "<title>Fel: ");
        visitor.sendsWithOldToken("/fraga", "kind", "OPINION", "category", "skola");
        assertThat(visitor.find("value=\"skola\"([^>]*)>")).contains("checked");
        visitor.sendsWithOldToken("/fraga/svar", "replyBy", "EMAIL", "email", "sen@example.org")
                .sees("sen@example.org", "Ingenting har skickats");
        visitor.sendsWithOldToken("/fraga/kontrollera", "key", "x").sees("Dröjde länge", "Ingenting har skickats");
        assertThat(enquiriesWith("Dröjde länge")).isZero();

        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        assertThat(enquiriesWith("Dröjde länge")).isEqualTo(1);
    }

    @Test
    void theCookieIsKeptForAsLongAsTheDraft() {
        visitor.fillsIn("Skriver i flera dagar");
        clock.advance(Duration.ofHours(70));
        visitor.sends("/fraga/text", "text", "Skriver fortfarande");
        assertThat(visitor.header("Set-Cookie")).contains(FormDrafts.COOKIE + "=", "Max-Age=259200");
        clock.advance(Duration.ofHours(70));
        visitor.opens("/fraga/text").sees("Skriver fortfarande");
    }

    @Test
    void whoSendsADraftThatIsGoneIsTold() {
        visitor.fillsIn("Glömd");
        String[] checked = visitor.checks();
        clock.advance(Duration.ofHours(73));
        visitor.opens("/fraga/kontrollera").isSentTo("/fraga");
        visitor.opens("/fraga").seesNothingOf("72 timmar");
        visitor.sends("/fraga/kontrollera", checked).isSentTo("/fraga?utgangen");
        visitor.opens("/fraga?utgangen").sees("finns inte kvar", "72 timmar", "Ingenting har skickats");
        visitor.opens("/fraga?utgangen&lang=en").sees("no longer here", "72 hours", "Nothing has been sent");
        visitor.losesCookie(FormDrafts.COOKIE)
                .sendsWithOldToken("/fraga/kontrollera", checked)
                .isSentTo("/fraga?utgangen");
        assertThat(enquiriesWith("Glömd")).isZero();
    }

    @Test
    void whatIsSentAfterTheDraftIsGoneStartsANewOne() {
        visitor.fillsIn("Glömd");
        clock.advance(Duration.ofHours(73));
        visitor.sends("/fraga/text", "text", "Text utan ämne").isSentTo("/fraga?utgangen");
        visitor.opens("/fraga?utgangen").sees("72 timmar", "Det du skrev alldeles nyss är sparat");
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat").isSentTo("/fraga/text");
        visitor.opens("/fraga/text").sees("Text utan ämne");
        visitor.opens("/fraga?utgangen").seesNothingOf("72 timmar");

        visitor.losesCookie(FormDrafts.COOKIE)
                .sends("/fraga/svar", "replyBy", "EMAIL", "email", "sen@example.org")
                .isSentTo("/fraga?utgangen");
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat").isSentTo("/fraga/text");
        visitor.sends("/fraga/text", "text", "Hej igen").isSentTo("/fraga/svar");
        visitor.opens("/fraga/svar").sees("sen@example.org");
    }

    @Test
    void theReceiptLeadsOnToTheMatterWithoutTyping() {
        visitor.sends("/fraga/oppna").isSentTo("/arende");
        visitor.fillsIn("Vidare");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks());
        visitor.sends("/fraga/oppna").isSentTo("/arende/visa");
        visitor.opens("/arende/visa").sees("Vidare");
    }

    @Test
    void aReceiptIsNotShownForEver() {
        visitor.fillsIn("På biblioteket");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks());
        clock.advance(Duration.ofHours(3));
        visitor.opens("/fraga/klart").isSentTo("/arende");
        visitor.sends("/fraga/oppna").isSentTo("/arende");
    }

    @Test
    void whoeverSharesTheirComputerCanHaveItAllForgotten() {
        visitor.fillsIn("Hemligt");
        visitor.sends("/fraga/rensa").isSentTo("/fraga/rensad");
        visitor.opens("/fraga/rensad").sees("borta");
        visitor.opens("/fraga/text").isSentTo("/fraga");
    }

    @Test
    void onlyWhatTheChosenWayNeedsIsPassedOn() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", "Ring mig");
        visitor.sends("/fraga/svar", "replyBy", "PHONE", "phone", "070-123 45 67", "email", "halv@", "language", "SV");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        visitor.opens("/fraga/klart");
        assertThat(registered().enquirer().email()).isNull();
        assertThat(registered().enquirer().phone()).isEqualTo("070-123 45 67");
    }

    @Test
    void machinesAreToldToTakeTheirTimeAndNothingIsRegistered() {
        visitor.fillsIn("Maskin");
        String[] checked = visitor.checks();
        visitor.sends("/fraga/kontrollera", checked).hasStatus(422).sees("ovanligt fort", "Maskin");
        clock.advance(READING);
        visitor.sends(
                        "/fraga/kontrollera",
                        checked[0],
                        checked[1],
                        checked[2],
                        checked[3],
                        "hemsida",
                        "https://spam.example")
                .hasStatus(422)
                .sees("ovanligt fort");
        assertThat(enquiriesWith("Maskin")).isZero();
        visitor.sends("/fraga/kontrollera", checked).isSentTo("/fraga/klart");
    }

    @Test
    void aKeyThatIsNotTheDraftsRegistersNothing() {
        visitor.fillsIn("Ändrad");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", "key", "00000000-0000-0000-0000-000000000000")
                .hasStatus(422)
                .sees("ändrats", "Ändrad");
        visitor.sends("/fraga/kontrollera").hasStatus(422);
        assertThat(enquiriesWith("Ändrad")).isZero();
    }

    @Test
    void onlyWhatWasShownIsSentAlsoWhenAnotherTabHasChangedIt() {
        visitor.fillsIn("Visad i första fliken");
        String[] checked = visitor.checks();
        clock.advance(READING);
        visitor.sends("/fraga/text", "text", "Ändrad i andra fliken").isSentTo("/fraga/svar");
        visitor.sends("/fraga/kontrollera", checked)
                .hasStatus(422)
                .sees("Uppgifterna har ändrats", "Ändrad i andra fliken");
        visitor.sends("/fraga/svar", "replyBy", "STATUS_PAGE", "language", "EN");
        visitor.sends("/fraga/kontrollera", checked).hasStatus(422).sees("på engelska");
        visitor.sends("/fraga/kontrollera", checked[0], checked[1]).hasStatus(422);
        assertThat(enquiriesWith("Visad i första fliken") + enquiriesWith("Ändrad i andra fliken"))
                .isZero();

        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        assertThat(enquiriesWith("Ändrad i andra fliken")).isEqualTo(1);
    }

    @Test
    void aDraftBelongsToTheBrowserThatItWasBegunIn() {
        visitor.fillsIn("Min egen");
        new Visitor(mvc).opens("/fraga/text").isSentTo("/fraga");
        Visitor thief = new Visitor(mvc);
        thief.bringsCookie(new jakarta.servlet.http.Cookie(FormDrafts.COOKIE, "x".repeat(43)));
        thief.opens("/fraga/text").isSentTo("/fraga");
        thief.sends("/fraga", "kind", "QUESTION", "category", "annat");
        assertThat(thief.cookie(FormDrafts.COOKIE).getValue()).isNotEqualTo("x".repeat(43));
        assertThat(thief.cookie(FormDrafts.COOKIE).isHttpOnly()).isTrue();
    }

    @Test
    void whoeverSendsTooMuchIsAskedToWait() {
        for (int i = 0; i < 120; i++) {
            visitor.losesCookie(FormDrafts.COOKIE);
            visitor.sends("/fraga", "kind", "QUESTION", "category", "annat").isSentTo("/fraga/text");
        }
        visitor.losesCookie(FormDrafts.COOKIE);
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat").hasStatus(429);
        new Visitor(mvc)
                .sends("/fraga", "kind", "QUESTION", "category", "annat")
                .isSentTo("/fraga/text");
    }

    private String numberOnReceipt() {
        return visitor.opens("/fraga/klart").find("(VS-\\d{4}-\\d{5,})");
    }

    private Enquiry registered() {
        return enquiries
                .find(new EnquiryNumber(visitor.find("(VS-\\d{4}-\\d{5,})")))
                .orElseThrow();
    }

    private int enquiriesWith(String text) {
        return jdbc.sql("select count(*) from message where body = ?")
                .param(text)
                .query(Integer.class)
                .single();
    }

    /** Two people at the same moment. */
    private static final class Both implements AutoCloseable {
        private final ExecutorService threads = Executors.newFixedThreadPool(2);

        void run(Callable<Visitor> one, Callable<Visitor> two) throws Exception {
            for (Future<Visitor> done : threads.invokeAll(List.of(one, two))) {
                done.get();
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
