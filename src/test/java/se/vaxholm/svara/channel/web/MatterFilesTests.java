package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.files.ClamdStandIn;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Splits;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;

/** On the page of a matter files are read by whoever opened it and by nobody else, and come along with what is written. */
@SvaraTest
class MatterFilesTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestClock clock;

    @Autowired
    private Intake intake;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private KeptFiles files;

    @Autowired
    private Journal journal;

    @Autowired
    private Splits splits;

    @Autowired
    private StatusCodes codes;

    private Visitor visitor;

    @BeforeEach
    void somebodyComes() {
        clock.set("2026-11-20T10:00");
        visitor = new Visitor(mvc);
    }

    @AfterEach
    void calm() {
        TestServers.clamd().setMood(ClamdStandIn.Mood.WELL);
    }

    @Test
    void whatIsSentAlongIsReadByWhoeverOpenedTheMatter() throws Exception {
        Receipt receipt = asked("tomt.png", Samples.PNG);
        open(receipt);
        String id =
                visitor.opens("/arende/visa").sees("tomt.png", "PNG-bild").find("/arende/visa/filer/([0-9a-f-]{36})");
        visitor.opens("/arende/visa/filer/" + id).hasStatus(200);
        assertThat(visitor.header("Content-Type")).isEqualTo("image/png");
        new Visitor(mvc).opens("/arende/visa/filer/" + id).hasStatus(404);
        Visitor stranger = new Visitor(mvc);
        open(asked("annat.png", Samples.PNG), stranger);
        stranger.opens("/arende/visa/filer/" + id).hasStatus(404);
        stranger.opens("/arende/visa/filer/" + UUID.randomUUID()).hasStatus(404);
    }

    @Test
    void noteOfTheHouseKeepsItsFilesInTheHouse() throws Exception {
        Receipt receipt = asked("tomt.png", Samples.PNG);
        Enquiry enquiry = enquiries.find(receipt.number()).orElseThrow();
        enquiries.note(enquiry.id(), "Internt", Actor.SYSTEM);
        UUID note = message(enquiry, Message.Type.NOTE);
        KeptFile internal = files.keep("internt.pdf", Samples.stream(Samples.PDF), FilePlace.message(note));
        open(receipt);
        visitor.opens("/arende/visa").seesNothingOf("internt.pdf");
        visitor.opens("/arende/visa/filer/" + internal.id()).hasStatus(404);
    }

    @Test
    void filesComeAlongWithAMessageAndItsWordsAreKeptMeanwhile() throws Exception {
        Receipt receipt = asked("tomt.png", Samples.PNG);
        open(receipt);
        visitor.sends("/arende/visa", "text", "Här kommer ritningen", "filer", "ja")
                .isSentTo("/arende/visa/filer");
        visitor.sendsFiles("/arende/visa/filer?vidare=ja", Visitor.file("ritning.pdf", Samples.PDF))
                .isSentTo("/arende/visa#text");
        visitor.opens("/arende/visa").sees("Här kommer ritningen", "ritning.pdf");
        visitor.sendsFiles("/arende/visa/filer", Visitor.file("virus.txt", Samples.eicar()))
                .hasStatus(422)
                .sees("virus.txt innehåller skadlig kod", "ritning.pdf");
        assertThat(journal.of(enquiries.find(receipt.number()).orElseThrow().id()))
                .filteredOn(entry -> entry.what() == Deed.What.FILE_STOPPED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).hasToString("{count=1}"));
        visitor.sends("/arende/visa", "text", "Här kommer ritningen").isSentTo("/arende/visa?skickat");
        visitor.opens("/arende/visa")
                .sees("ritning.pdf", "/arende/visa/filer/")
                .seesNothingOf("Lägg till eller ta bort");
        Enquiry enquiry = enquiries.find(receipt.number()).orElseThrow();
        UUID added = message(enquiry, Message.Type.ENQUIRER_ADDED);
        assertThat(files.of(FilePlace.message(added)))
                .extracting(KeptFile::name)
                .containsExactly("ritning.pdf");
    }

    @Test
    void aFileCanBeTakenAwayBeforeTheMessageIsSent() throws Exception {
        open(asked("tomt.png", Samples.PNG));
        visitor.sendsFiles("/arende/visa/filer", Visitor.file("ritning.pdf", Samples.PDF));
        String id = visitor.opens("/arende/visa/filer").find("name=\"id\" value=\"([0-9a-f-]{36})\"");
        new Visitor(mvc).sends("/arende/visa/filer/ta-bort", "id", id);
        visitor.opens("/arende/visa/filer").sees("ritning.pdf");
        visitor.sends("/arende/visa/filer/ta-bort", "id", id).isSentTo("/arende/visa/filer");
        visitor.opens("/arende/visa/filer").seesNothingOf("ritning.pdf");
    }

    @Test
    void whatWasNotScannedSaysSo() throws Exception {
        TestServers.clamd().setMood(ClamdStandIn.Mood.HANGS_UP);
        open(asked("tomt.png", Samples.PNG));
        visitor.opens("/arende/visa").sees("inte virusgranskad");
    }

    @Test
    void whatCameAlongWithAQuestionOfItsOwnIsReadOnItsOwnPageAsWell() throws Exception {
        Receipt whole = asked("gropen.png", Samples.PNG);
        Enquiry enquiry = enquiries.find(whole.number()).orElseThrow();
        UUID picture = files.of(FilePlace.message(enquiries.question(enquiry.id())))
                .get(0)
                .id();
        Enquiry part = splits.split(
                        enquiry,
                        UUID.randomUUID(),
                        new Splits.Question(Kind.FAULT_REPORT, "gata-och-vag", "När lagas gropen?", Set.of(picture)),
                        Actor.SYSTEM)
                .orElseThrow();
        visitor.sends(
                "/arende",
                "number",
                part.number().value(),
                "code",
                codes.of(part).value());
        String copy = visitor.opens("/arende/visa")
                .sees("När lagas gropen?", "gropen.png")
                .find("/arende/visa/filer/([0-9a-f-]{36})");
        visitor.opens("/arende/visa/filer/" + copy).hasStatus(200);
        visitor.opens("/arende/visa/filer/" + picture).hasStatus(404);
    }

    @Test
    void whatWasStoppedIsToldWithoutItsNameAndGivenToNobody() throws Exception {
        UUID key = UUID.randomUUID();
        KeptFile stopped = files.receive("virus.txt", Samples.stream(Samples.eicar()), FilePlace.unsent(key));
        open(intake.register(submission().withFiles(key)));
        visitor.opens("/arende/visa").sees("En fil stoppades").seesNothingOf("virus.txt", "Eicar");
        visitor.opens("/arende/visa/filer/" + stopped.id()).hasStatus(404);
    }

    @Test
    void withoutAnOpenMatterThePageOfFilesLeadsToTheSignIn() {
        visitor.opens("/arende/visa/filer").isSentTo("/arende/visa");
        visitor.sendsFiles("/arende/visa/filer", Visitor.file("a.png", Samples.PNG))
                .isSentTo("/arende/visa");
    }

    @Test
    void theWordsOfAMessageThatIsNeverSentGoAfterThreeDays() throws Exception {
        open(asked("tomt.png", Samples.PNG));
        visitor.sends("/arende/visa", "text", "Halvfärdigt", "filer", "ja");
        visitor.opens("/arende/visa").sees("Halvfärdigt");
        clock.advance(Duration.ofHours(72));
        Visitor later = new Visitor(mvc);
        later.bringsCookie(visitor.cookie(VisitCookie.NAME));
        later.opens("/arende/visa").seesNothingOf("Halvfärdigt");
    }

    private UUID message(Enquiry enquiry, Message.Type type) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.type() == type)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Receipt asked(String name, byte[] content) throws Exception {
        UUID key = UUID.randomUUID();
        files.keep(name, Samples.stream(content), FilePlace.unsent(key));
        return intake.register(submission().withFiles(key));
    }

    private Submission submission() {
        return new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga?",
                new Enquirer("Karin", null, null, ReplyBy.STATUS_PAGE, Language.SV),
                clock.instant());
    }

    private void open(Receipt receipt) {
        open(receipt, visitor);
    }

    private static void open(Receipt receipt, Visitor who) {
        who.sends(
                        "/arende",
                        "number",
                        receipt.number().value(),
                        "code",
                        receipt.code().value())
                .isSentTo("/arende/visa");
    }
}
