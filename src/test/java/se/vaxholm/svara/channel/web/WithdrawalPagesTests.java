package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.TestStaff;

/** What an asker does who needs no answer any longer, and what the page says of matters that end without one. */
@SvaraTest
class WithdrawalPagesTests {

    private static final String PAGE = "/arende/visa/ta-tillbaka";

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    EnquiryProcess process;

    @Autowired
    Outbox outbox;

    @Autowired
    Journal journal;

    private Visitor visitor;
    private Receipt receipt;

    @BeforeEach
    void somebodyAsks() {
        clock.set("2026-03-02T10:00");
        visitor = new Visitor(mvc);
        ask("fragare." + UUID.randomUUID() + "@example.org");
    }

    private void ask(String email) {
        receipt = intake.register(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga?",
                new Enquirer("Karin Ek", email, null, email == null ? ReplyBy.STATUS_PAGE : ReplyBy.EMAIL, Language.SV),
                clock.instant()));
        visitor.sends(
                        "/arende",
                        "number",
                        receipt.number().value(),
                        "code",
                        receipt.code().value())
                .isSentTo("/arende/visa");
    }

    private Enquiry enquiry() {
        return enquiries.find(receipt.number()).orElseThrow();
    }

    private void does(Outcome outcome, Map<String, String> fields) {
        process.complete(process.openTasks(enquiry()).get(0).id(), outcome, fields, TestStaff.named("handlaggare"));
    }

    @Test
    void noLetterIsPromisedToAnAddressThatLettersComeBackFrom() {
        enquiries.unreachable(enquiry().id());
        visitor.opens(PAGE).sees("Det står sedan på ärendets sida").seesNothingOf("Ett e-brev bekräftar det");
        visitor.sends(PAGE).isSentTo("/arende/visa?tagit-tillbaka=utan-brev");
        visitor.opens("/arende/visa?tagit-tillbaka=utan-brev")
                .sees("Du har tagit tillbaka din fråga")
                .seesNothingOf("Ett e-brev bekräftar det");
    }

    @Test
    void theQuestionIsTakenBackOnceItIsConfirmedAndALetterSaysSo() {
        visitor.opens("/arende/visa").sees("Jag behöver inget svar längre");
        visitor.opens(PAGE).hasStatus(200).sees("Behöver du inget svar längre?", "Ett e-brev bekräftar det");
        assertThat(enquiry().isOpen()).isTrue();

        for (int press = 0; press < 2; press++) {
            visitor.sends(PAGE).isSentTo("/arende/visa?tagit-tillbaka");
        }

        assertThat(enquiry().status()).isEqualTo(Status.CLOSED_UNANSWERED);
        assertThat(process.openTasks(enquiry())).isEmpty();
        assertThat(outbox.of(enquiry().id()))
                .filteredOn(queued -> queued.letter().kind() == LetterKind.CLOSING)
                .singleElement()
                .satisfies(queued -> assertThat(queued.letter().text()).contains("inte längre behöver svar"));
        assertThat(journal.of(enquiry().id()).stream()
                        .filter(entry -> entry.what() == Deed.What.CLOSED_UNANSWERED)
                        .map(Entry::actorRole))
                .containsExactly(Actor.Role.ENQUIRER);
        visitor.opens("/arende/visa?tagit-tillbaka")
                .sees(
                        "Du har tagit tillbaka din fråga",
                        "Du behöver inget svar längre, så ärendet är avslutat.",
                        "Vill du ha svar ändå?",
                        "Du tog tillbaka frågan",
                        "Öppna ärendet igen")
                .seesNothingOf("Fick du svar på din fråga?");
        visitor.opens(PAGE).isSentTo("/arende/visa");
    }

    @Test
    void whoeverChangesTheirMindOpensTheMatterAgain() {
        visitor.sends(PAGE);
        visitor.sends("/arende/visa/inte-besvarad").isSentTo("/arende/visa?oppnat");
        assertThat(enquiry().status()).isEqualTo(Status.REOPENED);
        assertThat(process.openTasks(enquiry())).hasSize(1);
        visitor.opens("/arende/visa").sees("Jag behöver inget svar längre");
    }

    @Test
    void anAnsweredMatterIsNotTakenBackAndNobodyTakesAnothersBack() {
        does(Outcome.ANSWERED_OTHERWISE, Map.of("how", "PHONE", "at", "2026-03-02T10:00", "said", "Ja."));
        visitor.opens("/arende/visa").seesNothingOf("Jag behöver inget svar längre");
        visitor.opens(PAGE).isSentTo("/arende/visa");
        visitor.sends(PAGE).isSentTo("/arende/visa");
        assertThat(enquiry().status()).isEqualTo(Status.ANSWERED);
        new Visitor(mvc).sends(PAGE).isSentTo("/arende/visa");
    }

    @Test
    void whoeverHasNoAddressReadsOnThePageThatItIsTakenBack() {
        ask(null);
        visitor.opens(PAGE).sees("Det står sedan på ärendets sida");
        visitor.sends(PAGE).isSentTo("/arende/visa?tagit-tillbaka");
        assertThat(outbox.of(enquiry().id()))
                .noneMatch(queued -> queued.letter().kind() == LetterKind.CLOSING);
    }

    @Test
    void aQuestionOfOursIsToldWithTheDayThatStillHolds() {
        does(Outcome.ASK_BACK, Map.of("ask.text", "Vilken fastighet?"));
        visitor.opens("/arende/visa")
                .sees("Vi har frågat dig något. Svara här nedanför.", "onsdag 4 mars 2026", "Vilken fastighet?");
        visitor.opens("/arende/visa?lang=en").sees("We have asked you something. Reply below.");
    }

    @Test
    void whatAnotherSystemHandlesIsNamedWithWhoAndWhen() {
        does(
                Outcome.HANDLED_ELSEWHERE,
                Map.of(
                        "elsewhere.system", "Castor",
                        "elsewhere.reference", "BYGG.2026.7",
                        "elsewhere.who", "Bygglovsenheten, 08-541 708 00",
                        "elsewhere.on", "2026-03-20"));
        visitor.opens("/arende/visa")
                .sees("Ditt ärende handläggs i Castor, där det har nummer BYGG.2026.7. Bygglovsenheten, 08-541 708 00"
                        + " svarar dig senast fredag 20 mars 2026.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPAM | Vi läste det som reklam eller skräppost | We took it for advertising or spam",
                "WITHDRAWN | Du behöver inget svar längre | You need no answer any longer",
            })
    void whyAMatterWasClosedIsToldInBothLanguages(String reason, String swedish, String english) {
        does(Outcome.CLOSE_UNANSWERED, Map.of("close.reason", reason, "close.note", "Se telefonanteckning."));
        visitor.opens("/arende/visa").sees(swedish).seesNothingOf("telefonanteckning", "Tyck till om vår service");
        visitor.opens("/arende/visa?lang=en").sees(english);
    }
}
