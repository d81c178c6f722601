package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.files.ClamdStandIn;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;

/** Whoever asks sends files along, is told in words what did not come, and loses nothing by it. */
@SvaraTest
class FormFilesTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestClock clock;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private KeptFiles files;

    @Autowired
    private Journal journal;

    @Autowired
    private FormDrafts drafts;

    @Autowired
    private JdbcClient jdbc;

    private Visitor visitor;

    @BeforeEach
    void somebodyComes() {
        visitor = new Visitor(mvc);
        clock.set("2026-11-20T10:00");
    }

    @AfterEach
    void calm() {
        TestServers.clamd().setMood(ClamdStandIn.Mood.WELL);
    }

    @Test
    void filesComeAlongWithTheQuestionAndStandOnEveryPageUntilThen() {
        visitor.fillsIn("Gatlampan är trasig.");
        visitor.sends("/fraga/text", "text", "Gatlampan är trasig.", "filer", "ja")
                .isSentTo("/fraga/filer");
        visitor.sendsFiles(
                        "/fraga/filer",
                        Visitor.file("C:\\bilder\\lampan.png", Samples.PNG),
                        Visitor.file("karta.pdf", Samples.PDF))
                .isSentTo("/fraga/filer");
        visitor.opens("/fraga/filer")
                .sees("lampan.png", "PNG-bild", "karta.pdf", "Ta bort")
                .seesNothingOf("bilder");
        visitor.opens("/fraga/text").sees("lampan.png", "karta.pdf", "Gatlampan är trasig.");
        visitor.opens("/fraga/kontrollera").sees("lampan.png", "karta.pdf");
        clock.advance(Duration.ofSeconds(20));
        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        visitor.opens("/fraga/klart").sees("Filer som kom med", "lampan.png", "karta.pdf");

        Enquiry enquiry = registered();
        UUID question = enquiries.messages(enquiry.id()).get(0).id();
        assertThat(files.ofMessages(List.of(question)).get(question))
                .extracting(KeptFile::name)
                .containsExactly("lampan.png", "karta.pdf");
        assertThat(journal.of(enquiry.id()))
                .filteredOn(entry -> entry.what() == Deed.What.FILE_ADDED)
                .singleElement()
                .extracting(Entry::detail)
                .satisfies(detail -> assertThat(detail).hasToString("{count=2}"));
        // The next matter from the same browser begins without them.
        visitor.fillsIn("Något annat");
        visitor.opens("/fraga/kontrollera").seesNothingOf("lampan.png").sees("Inga filer");
    }

    @Test
    void eachFileThatIsRefusedIsNamedAndTheOthersAndTheTextAreKept() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", "Det som jag har skrivit", "filer", "ja");
        visitor.sendsFiles(
                        "/fraga/filer",
                        Visitor.file("bra.png", Samples.PNG),
                        Visitor.file("stor.txt", new byte[26_000_000 + (1 << 19)]),
                        Visitor.file("<b>ritning</b>.svg", Samples.text("<svg><script>alert(1)</script></svg>")),
                        Visitor.file("virus.txt", Samples.eicar()),
                        Visitor.file("tom.pdf", new byte[0]))
                .hasStatus(422)
                .sees(
                        "<title>Fel: ",
                        "href=\"#files\"",
                        "stor.txt är större än 25 MB",
                        "är en sorts fil som vi inte tar emot",
                        "virus.txt innehåller skadlig kod och togs inte emot",
                        "tom.pdf är tom",
                        "bra.png")
                .seesNothingOf("<b>ritning", "<script>alert");
        visitor.opens("/fraga/filer").sees("bra.png").seesNothingOf("stor.txt", "virus.txt");
        visitor.opens("/fraga/text").sees("Det som jag har skrivit", "bra.png");
    }

    @Test
    void aFileCanBeTakenAwayBeforeSendingButNobodyElses() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sendsFiles("/fraga/filer", Visitor.file("min.png", Samples.PNG));
        visitor.opens("/fraga/filer");
        String id = visitor.find("name=\"id\" value=\"([0-9a-f-]{36})\"");
        Visitor stranger = new Visitor(mvc);
        stranger.sends("/fraga", "kind", "QUESTION", "category", "annat");
        stranger.sends("/fraga/filer/ta-bort", "id", id).isSentTo("/fraga/filer");
        visitor.opens("/fraga/filer").sees("min.png");
        visitor.sends("/fraga/filer/ta-bort", "id", id).isSentTo("/fraga/filer");
        visitor.opens("/fraga/filer").seesNothingOf("min.png");
    }

    @Test
    void whatWasChosenComesAlongAlsoWithThePressThatGoesOn() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sendsFiles("/fraga/filer", Visitor.file("", new byte[0]))
                .hasStatus(422)
                .sees("Välj en fil att lägga till");
        visitor.sendsFiles("/fraga/filer?vidare=ja", Visitor.file("", new byte[0]))
                .isSentTo("/fraga/text");
        visitor.sendsFiles("/fraga/filer?vidare=ja", Visitor.file("sista.png", Samples.PNG))
                .isSentTo("/fraga/text");
        visitor.opens("/fraga/text").sees("sista.png");
    }

    @Test
    void whatIsSentIsWhatWasShownAlsoOfFiles() {
        visitor.fillsIn("Med fil");
        String[] checked = visitor.checks();
        clock.advance(Duration.ofSeconds(20));
        visitor.sendsFiles("/fraga/filer", Visitor.file("sen.png", Samples.PNG));
        visitor.sends("/fraga/kontrollera", checked).hasStatus(422).sees("sen.png");
    }

    @Test
    void filesWaitAsLongAsTheirDraftAndGoWithIt() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sendsFiles("/fraga/filer", Visitor.file("kvar.png", Samples.PNG));
        clock.advance(Duration.ofHours(70));
        visitor.sends("/fraga/text", "text", "Jag skriver vidare");
        clock.advance(Duration.ofHours(70));
        drafts.removeExpired();
        files.removeExpired();
        visitor.opens("/fraga/filer").sees("kvar.png");
        clock.advance(Duration.ofHours(3));
        drafts.removeExpired();
        assertThat(rowsOf("kvar.png")).isZero();
    }

    @Test
    void whoeverForgetsTheirDetailsForgetsTheirFiles() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sendsFiles("/fraga/filer", Visitor.file("glömd.png", Samples.PNG));
        assertThat(rowsOf("glömd.png")).isEqualTo(1);
        visitor.sends("/fraga/rensa");
        assertThat(rowsOf("glömd.png")).isZero();
    }

    @Test
    void whatIsSentWithAnOldTokenIsNotTakenAndTheFilesAreAskedForAgain() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sendsFiles("/fraga/filer", Visitor.file("kvar.png", Samples.PNG));
        visitor.sendsWithOldToken("/fraga/filer").sees("Välj dem en gång till", "kvar.png");
    }

    @Test
    void withoutADraftThePageOfFilesLeadsToTheFirstStep() {
        visitor.opens("/fraga/filer").isSentTo("/fraga");
        visitor.sendsFiles("/fraga/filer", Visitor.file("a.png", Samples.PNG)).isSentTo("/fraga");
    }

    @Test
    void thePageSpeaksEnglishToo() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.opens("/fraga/filer?lang=en").sees("Send files along", "At most 25 MB each");
    }

    private long rowsOf(String name) {
        return jdbc.sql("select count(*) from file where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private Enquiry registered() {
        return enquiries
                .find(new EnquiryNumber(visitor.find("(VS-\\d{4}-\\d{5,})")))
                .orElseThrow();
    }
}
