package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.mock.web.MockHttpServletResponse;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;

@SvaraTest
class AnsweringTests {

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Autowired
    Enquiries enquiries;

    @Autowired
    Outbox outbox;

    @Autowired
    Journal journal;

    @Autowired
    TestClock clock;

    @Test
    void twoWhoTakeTheSameCaseAtOnceAreToldWhoWasFirst() throws Exception {
        ExecutorService officers = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                Enquiry enquiry = desk.question();
                String claim = desk.address(enquiry, "assess") + "/ta";
                CyclicBarrier start = new CyclicBarrier(2);
                List<Callable<MockHttpServletResponse>> presses =
                        List.of(() -> press(start, claim, "handlaggare"), () -> press(start, claim, "handlaggare2"));
                List<MockHttpServletResponse> answers = officers.invokeAll(presses).stream()
                        .map(AnsweringTests::get)
                        .toList();
                assertThat(answers)
                        .extracting(MockHttpServletResponse::getStatus)
                        .containsExactlyInAnyOrder(302, 409);
                String winner = desk.again(enquiry).handlerName();
                MockHttpServletResponse loser = answers.stream()
                        .filter(answer -> answer.getStatus() == 409)
                        .findFirst()
                        .orElseThrow();
                assertThat(loser.getContentAsString()).contains(winner + " tog ärendet kl. ");
                assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.CLAIMED);
            }
        } finally {
            officers.shutdownNow();
        }
    }

    private MockHttpServletResponse press(CyclicBarrier start, String address, String who) throws Exception {
        start.await();
        return desk.send(address, who).andReturn().getResponse();
    }

    private static MockHttpServletResponse get(Future<MockHttpServletResponse> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAnswerBecomesALetterAMessageAndALineInTheJournal() throws Exception {
        clock.set("2026-03-02T10:42");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task + "/brev", "handlaggare", "text", "Ja, om den är låg.\r\nHör av dig!")
                .andExpect(redirectedUrl(task + "/brev"));
        String preview = desk.read(task + "/brev", "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("stadsbyggnad@vaxholm.example")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja, om den är låg.\r\nHör av dig!")
                .andExpect(redirectedUrl(desk.address(enquiry)))
                .andExpect(flash().attribute(
                                "done",
                                new Done(
                                        "Svaret skickades kl. 10.42 till karin@example.org",
                                        "Under Brev till frågeställaren ser du om det kommer fram.",
                                        true)));
        assertThat(desk.again(enquiry).firstResponseAt()).isEqualTo(clock.instant());
        assertThat(enquiries.messages(enquiry.id()))
                .filteredOn(message -> message.type() == Message.Type.ANSWER)
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.text()).isEqualTo("Ja, om den är låg.\nHör av dig!");
                    assertThat(message.author()).isEqualTo("Maja Brygglund");
                });
        assertThat(outbox.of(enquiry.id()))
                .filteredOn(queued -> queued.letter().kind() == LetterKind.ANSWER)
                .singleElement()
                .satisfies(queued -> {
                    assertThat(queued.letter().text())
                            .contains("Ja, om den är låg.\nHör av dig!", "Maja Brygglund\nStadsbyggnadsförvaltningen");
                    assertThat(queued.letter().text().strip().split("\n\n-- \n"))
                            .hasSize(2)
                            .allSatisfy(part -> assertThat(preview).contains(part));
                });
        assertThat(deeds(enquiry)).contains(Deed.What.CLAIMED, Deed.What.ANSWERED, Deed.What.LETTER_QUEUED);
        desk.open(enquiry, "handlaggare2")
                .andExpect(content().string(containsString("Fick svar i tid, måndag 2 mars 2026 kl. 10.42")))
                .andExpect(content().string(containsString("Skrev svaret")));
    }

    @Test
    void theSameFormSentTwiceSaysThatItIsDoneAndByWhom() throws Exception {
        clock.set("2026-03-02T10:42");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja.")
                .andExpect(redirectedUrl(desk.address(enquiry)))
                .andExpect(flash().attribute(
                                "done",
                                new Done("Det här är redan gjort", "Skrev svaret: Maja Brygglund, kl. 10.42.", true)));
        desk.send(task, "handlaggare2", "outcome", "ANSWER", "text", "Nej, det får du inte.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Skrev svaret: Maja Brygglund, kl. 10.42.")))
                .andExpect(content().string(containsString("Nej, det får du inte.")));
        assertThat(outbox.of(enquiry.id()))
                .filteredOn(one -> one.letter().kind() == LetterKind.ANSWER)
                .hasSize(1);
    }

    @Test
    void whoeverAnswersACaseThatAColleagueTookReadsWhoAndKeepsTheText() throws Exception {
        clock.set("2026-03-02T10:31");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare2");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Mitt svar.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Johan Strömskär tog ärendet kl. 10.31.")))
                .andExpect(content().string(containsString("Det du skrev finns kvar som utkast.")))
                .andExpect(content().string(containsString("Mitt svar.")));
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, Skriv ett svar", "20001, Korta texten. Den har 1 tecken för mycket", "70000, Korta texten. Den har"
    })
    void anAnswerOfTheWrongLengthIsNotSent(int length, String problem) throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        String text = "å".repeat(length);
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", text)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("<title>Fel: ")))
                .andExpect(content().string(containsString("href=\"#assess-text\"")))
                .andExpect(content().string(containsString(problem)))
                .andExpect(content().string(containsString(">\n" + text + "</textarea>")));
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void aTextWithUnprintableCharactersIsRefusedAndCleaned() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja\0 och\u0007 nej 👍")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("tecken som inte går att skicka")))
                .andExpect(content().string(containsString(">\nJa och nej 👍</textarea>")));
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void scriptsInTextsAreShownAsTheyWereWritten() throws Exception {
        Enquiry enquiry =
                desk.question("bygglov", "<script>alert(1)</script>\nSe https://example.org/a?b=1&c=2.", Desk.KARIN);
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "</textarea><script>alert(2)</script>");
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(not(containsString("<script>alert"))))
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)")))
                .andExpect(content().string(containsString("href=\"https://example.org/a?b=1&amp;c=2\"")));
    }

    @Test
    void anOutcomeThatTheTaskDoesNotOfferIsRefused() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        for (String outcome : new String[] {"", "SOMETHING", "answer", "CALLED", "ACTED"}) {
            desk.send(task, "handlaggare", "outcome", outcome, "text", "Hej").andExpect(status().isBadRequest());
        }
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void fieldsThatTheFormDoesNotHaveAreLeftAside() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Ja.", "onTheSpot", "true");
        assertThat(deeds(enquiry)).contains(Deed.What.ANSWERED).doesNotContain(Deed.What.ANSWERED_ON_THE_SPOT);
    }

    @Test
    void anAnswerOnPaperWaitsToBePostedAndNamesItsReceiverOnce() throws Exception {
        Enquiry enquiry = desk.question(
                "bygglov",
                "Får jag måla huset rött?",
                new Enquirer("Karin Ek", null, null, "Karin Ek\nStrandgatan 1", ReplyBy.LETTER, Language.SV));
        desk.send(desk.taken(enquiry, "handlaggare"), "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("Skriv ut och posta")))
                .andExpect(content().string(not(containsString("Ring upp"))));
        String paper = desk.read(desk.address(enquiry, "print-and-post") + "/utskrift", "handlaggare")
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(paper).containsOnlyOnce("Karin Ek").contains("Strandgatan 1");
    }

    @Test
    void anAnswerGivenElsewhereStopsTheClockAtItsOwnTime() throws Exception {
        clock.set("2026-03-02T09:00");
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.read(task + "/redan-besvarat", "handlaggare").andExpect(status().isOk());
        clock.set("2026-03-02T13:00");
        desk.send(task, "handlaggare", "outcome", "ANSWERED_OTHERWISE", "how", "HÖK", "at", "2026-03-02T14:00")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Välj på vilket sätt")))
                .andExpect(content().string(containsString("Tiden ligger framåt")))
                .andExpect(content().string(containsString("Skriv vad som sades")));
        desk.send(
                        task,
                        "handlaggare",
                        "outcome",
                        "ANSWERED_OTHERWISE",
                        "how",
                        "PHONE",
                        "at",
                        "2026-03-02T08:59",
                        "said",
                        "Ja.")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("innan ärendet kom in")));
        desk.send(
                        task,
                        "handlaggare",
                        "outcome",
                        "ANSWERED_OTHERWISE",
                        "how",
                        "PHONE",
                        "at",
                        "2026-03-02T11:30",
                        "said",
                        "Ja, det går bra.")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        Enquiry answered = desk.again(enquiry);
        assertThat(answered.firstResponseAt()).isEqualTo("2026-03-02T10:30:00Z");
        assertThat(answered.isOpen()).isFalse();
        desk.open(enquiry, "handlaggare")
                .andExpect(content()
                        .string(containsString(
                                "Antecknade ett svar som lämnades på telefon, måndag 2 mars 2026 kl. 11.30")));
    }

    @Test
    void whatNeedsNoAnswerIsClosedAfterAQuestion() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.type(task, "handlaggare", "text", "Ett påbörjat svar");
        desk.read(task + "/inget-svar", "handlaggare")
                .andExpect(content().string(containsString("Det finns ett påbörjat svar av Maja Brygglund.")));
        desk.send(task, "handlaggare", "outcome", "NO_ANSWER_EXPECTED").andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).isOpen()).isFalse();
        assertThat(outbox.of(enquiry.id())).noneMatch(one -> one.letter().kind() == LetterKind.ANSWER);
        desk.open(enquiry, "handlaggare").andExpect(content().string(containsString("För kännedom")));
    }

    @Test
    void whoeverWantsACallIsCalledByTheAnswersText() throws Exception {
        Enquiry enquiry = desk.question("bygglov", "Ring mig om staketet", Desk.CALLER);
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task, "handlaggare", "outcome", "ANSWER", "text", "Staketet är lovfritt.");
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
        desk.open(enquiry, "handlaggare2")
                .andExpect(content().string(containsString("Jag har ringt och lämnat svaret")))
                .andExpect(content().string(containsString("tel:0701234567")))
                .andExpect(content().string(containsString("Staketet är lovfritt.")));
        desk.send(desk.address(enquiry, "call-back"), "handlaggare2", "outcome", "CALLED")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).firstResponseAt()).isNotNull();
        assertThat(desk.again(enquiry).isOpen()).isFalse();
    }

    @Test
    void theRegistrarGivesWhatNoRulePlacesToAUnit() throws Exception {
        Enquiry enquiry = desk.question("annat", "Jag vet inte var det här hör hemma", Desk.KARIN);
        desk.open(enquiry, "registrator").andExpect(content().string(containsString("Lämna till enheten")));
        String task = desk.address(enquiry, "choose-unit");
        for (String unit : new String[] {"", "finns-inte"}) {
            desk.send(task, "registrator", "outcome", "UNIT_CHOSEN", "unit", unit)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#choose-unit-unit\"")));
        }
        desk.send(task, "registrator", "outcome", "UNIT_CHOSEN", "unit", "teknik")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).unitId()).isEqualTo("teknik");
        desk.open(enquiry, "handlaggare3").andExpect(content().string(containsString("Ta ärendet")));
    }

    @Test
    void theRegistrarMayKeepWhatNoRulePlaces() throws Exception {
        Enquiry enquiry = desk.question("annat", "Jag vet inte var det här hör hemma", Desk.KARIN);
        desk.open(enquiry, "registrator")
                .andExpect(content().string(containsString("<option value=\"registrator\">Registratur</option>")));
        desk.send(desk.address(enquiry, "choose-unit"), "registrator", "outcome", "UNIT_CHOSEN", "unit", "registrator")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).unitId()).isEqualTo("registrator");
        desk.open(enquiry, "registrator").andExpect(content().string(containsString("Ta ärendet")));
    }

    @Test
    void aNoteIsKeptOnceAndStopsNoClock() throws Exception {
        Enquiry enquiry = desk.question();
        String notes = desk.address(enquiry) + "/anteckningar";
        desk.send(notes, "handlaggare", "text", "").andExpect(status().isBadRequest());
        desk.send(notes, "handlaggare", "text", "Ringde,\r\ninget svar")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        desk.send(notes, "handlaggare", "text", "Ringde,\r\ninget svar")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(enquiries.messages(enquiry.id()))
                .filteredOn(Message::isInternal)
                .singleElement()
                .satisfies(note -> assertThat(note.text()).isEqualTo("Ringde,\ninget svar"));
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
        desk.open(enquiry, "handlaggare2").andExpect(content().string(containsString("Syns bara internt")));
    }

    private List<Deed.What> deeds(Enquiry enquiry) {
        return journal.of(enquiry.id()).stream().map(Entry::what).toList();
    }
}
