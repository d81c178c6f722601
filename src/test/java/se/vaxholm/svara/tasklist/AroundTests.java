package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.process.EnquiryProcess;

/** What officers do around a case: put details right, split and move messages, answer many at once. */
@SvaraTest
class AroundTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    EnquiryProcess process;

    @Autowired
    Journal journal;

    @Autowired
    Outbox outbox;

    @Autowired
    FollowUps followUps;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Desk desk;

    @BeforeEach
    void somebodySitsAtTheDesk(@Autowired AutowireCapableBeanFactory beans) {
        clock.set("2026-03-02T10:15");
        desk = beans.createBean(Desk.class);
    }

    @Test
    void whatStoodBeforeACorrectionIsForTheRegistrarAndTheAuditorAlone() throws Exception {
        Enquiry enquiry = desk.question();
        String address = desk.address(enquiry) + "/ratta";
        desk.read(address, "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("karin@example.org")));
        desk.send(address, "handlaggare", "name", "Karin Ek", "email", "fel", "category", "bygglov", "kind", "QUESTION")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Skriv en e-postadress")));
        desk.send(
                        address,
                        "handlaggare",
                        "name",
                        "Karin Ekström",
                        "email",
                        "karin.ny@example.org",
                        "category",
                        "bygglov",
                        "kind",
                        "OPINION")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).enquirer().email()).isEqualTo("karin.ny@example.org");
        assertThat(desk.again(enquiry).enquirer().name()).isEqualTo("Karin Ekström");
        Entry entry = journal.of(enquiry.id()).stream()
                .filter(one -> one.what() == Deed.What.DETAILS_CORRECTED)
                .findFirst()
                .orElseThrow();
        assertThat(entry.detail()).containsEntry("fields", "NAME,EMAIL,KIND");
        assertThat(entry.toString()).doesNotContain("karin@example.org", "karin.ny@example.org");
        desk.open(enquiry, "handlaggare").andExpect(content().string(not(containsString("Så stod det förut"))));
        for (String reader : List.of("registrator", "revisor")) {
            desk.open(enquiry, reader)
                    .andExpect(content().string(containsString("Så stod det förut")))
                    .andExpect(content().string(containsString("E-post: <bdi>karin@example.org</bdi>")));
        }
        desk.send(address, "handlaggare3").andExpect(status().isNotFound());
        desk.read(address, "revisor").andExpect(status().isForbidden());
    }

    @Test
    void aQuestionInAnotherOnesMessageBecomesACaseWithTheSameClockAndItsOwnUnit() throws Exception {
        Enquiry whole = desk.question();
        clock.set("2026-03-03T09:00");
        String address = desk.address(whole) + "/dela";
        String key = UUID.randomUUID().toString();
        for (String press : List.of(key, "", "-".repeat(36))) {
            desk.send(address, "handlaggare", "text", " ", "category", "gata-och-vag", "key", press)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("Skriv frågan som ska bli ett eget ärende")));
        }
        for (int press = 0; press < 2; press++) {
            desk.send(
                            address,
                            "handlaggare",
                            "text",
                            "När lagas gropen på Hamngatan?",
                            "category",
                            "gata-och-vag",
                            "kind",
                            "FAULT_REPORT",
                            "key",
                            key)
                    .andExpect(redirectedUrl(desk.address(whole)));
        }
        List<Entry> split = journal.of(whole.id()).stream()
                .filter(one -> one.what() == Deed.What.SPLIT)
                .toList();
        assertThat(split).hasSize(1);
        Enquiry part = enquiries
                .find(EnquiryNumber.parse(split.get(0).detail().get("number")).orElseThrow())
                .orElseThrow();
        assertThat(part.receivedAt()).isEqualTo(whole.receivedAt());
        assertThat(part.lastDayOn()).isEqualTo(whole.lastDayOn());
        assertThat(part.unitId()).isEqualTo("teknik");
        assertThat(part.enquirer()).isEqualTo(whole.enquirer());
        assertThat(desk.again(whole).unitId()).isEqualTo("stadsbyggnad");
        assertThat(deeds(part)).contains(Deed.What.SPLIT_FROM, Deed.What.REGISTERED);
    }

    /** A question that stands first in every list, however many others have left there. */
    private Enquiry firstOfAll(String category, String text, Enquirer enquirer) {
        Instant now = clock.instant();
        clock.set("2020-01-07T10:15");
        try {
            return desk.question(category, text, enquirer);
        } finally {
            clock.set(now);
        }
    }

    @Test
    void manyAskersOfTheSameMatterGetOneAnswerInALetterEachAndFailuresAreNamed() throws Exception {
        Enquiry first = desk.question();
        Enquiry second = desk.question();
        Enquiry third = desk.question();
        Enquiry elsewhere = desk.question("gata-och-vag", "Gatlampan är trasig.", Desk.KARIN);
        String address = desk.address(first) + "/samla";
        desk.send(address, "handlaggare")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Välj minst ett ärende")));
        desk.send(address, "handlaggare", "arende", elsewhere.number().value()).andExpect(status().isNotFound());
        desk.send(
                        address,
                        "handlaggare",
                        "arende",
                        second.number().value(),
                        "arende",
                        third.number().value())
                .andExpect(redirectedUrl(address));
        assertThat(deeds(second)).contains(Deed.What.GATHERED);
        Enquiry toCall = firstOfAll("bygglov", "Får jag bygga?", Desk.CALLER);
        desk.read(address, "handlaggare")
                .andExpect(content().string(containsString(toCall.number().value())))
                .andExpect(content().string(containsString("Skicka svaret till alla 3")));
        desk.send(desk.taken(toCall, "handlaggare"), "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        desk.read(address, "handlaggare")
                .andExpect(content().string(not(containsString(toCall.number().value()))));
        desk.taken(third, "handlaggare2");
        desk.send(address + "/svara", "handlaggare", "text", "Ja, på lördag.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("De här är inte besvarade: " + third.number())));
        for (Enquiry answered : List.of(first, second)) {
            assertThat(desk.again(answered).status()).isEqualTo(Status.ANSWERED);
            assertThat(outbox.of(answered.id()))
                    .filteredOn(queued -> queued.letter().kind() == LetterKind.ANSWER)
                    .hasSize(1);
        }
        assertThat(desk.again(third).firstResponseAt()).isNull();
        desk.send(address + "/skilj", "handlaggare", "arende", third.number().value())
                .andExpect(redirectedUrl(address));
        assertThat(deeds(third)).contains(Deed.What.UNGATHERED);
    }

    @Test
    void aMessageInTheWrongCaseIsMovedWithItsTimeAndBackAgain() throws Exception {
        Enquiry wrong = desk.question();
        Enquiry right = desk.question("bygglov", "När får jag mitt bygglov?", Desk.KARIN);
        desk.taken(right, "handlaggare2");
        clock.set("2026-03-02T11:30");
        wrote(wrong, "Här är ritningen till bygglovet.");
        Message message = added(wrong).get(0);
        clock.set("2026-03-03T09:00");
        String address = desk.address(wrong) + "/meddelanden/" + message.id() + "/flytta";
        desk.open(wrong, "handlaggare").andExpect(content().string(containsString(address)));
        desk.read(address, "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Här är ritningen till bygglovet.")));

        desk.send(address, "handlaggare", "till", right.number().value()).andExpect(redirectedUrl(desk.address(wrong)));

        assertThat(added(wrong)).isEmpty();
        assertThat(added(right)).singleElement().satisfies(moved -> {
            assertThat(moved.text()).isEqualTo("Här är ritningen till bygglovet.");
            assertThat(moved.at()).isEqualTo(message.at());
        });
        assertThat(deeds(wrong)).contains(Deed.What.MESSAGE_MOVED);
        assertThat(deeds(right)).contains(Deed.What.MESSAGE_TAKEN_IN, Deed.What.HANDLER_TOLD);
        desk.open(right, "handlaggare2")
                .andExpect(content()
                        .string(containsString("meddelande från måndag 2 mars 2026 kl. 11.30 flyttades hit från ärende "
                                + wrong.number())));
        desk.send(address, "handlaggare", "till", right.number().value()).andExpect(status().isNotFound());

        String back = desk.address(right) + "/meddelanden/" + message.id() + "/flytta";
        desk.send(back, "handlaggare2", "till", wrong.number().value().toLowerCase(Locale.ROOT))
                .andExpect(redirectedUrl(desk.address(right)));
        assertThat(added(right)).isEmpty();
        assertThat(added(wrong)).hasSize(1);
        assertThat(deeds(wrong)).contains(Deed.What.MESSAGE_TAKEN_IN);
    }

    @Test
    void whoeverNamesNoCaseToMoveToIsToldWhatIsWrongAndNothingMoves() throws Exception {
        Enquiry wrong = desk.question();
        Enquiry others = desk.question("gata-och-vag", "Gatlampan är trasig.", Desk.KARIN);
        Enquiry closed = desk.question();
        desk.send(desk.address(closed, "assess"), "handlaggare", "outcome", "NO_ANSWER_EXPECTED");
        followUps.closeForGood(closed.id());
        wrote(wrong, "Här är ritningen.");
        String address =
                desk.address(wrong) + "/meddelanden/" + added(wrong).get(0).id() + "/flytta";

        refused(address, "", "Skriv numret på ärendet");
        refused(address, "VS-2026-99999", "Det finns inget ärende med det numret");
        refused(address, others.number().value(), "Det finns inget ärende med det numret");
        refused(address, wrong.number().value(), "Meddelandet ligger redan i " + wrong.number());
        refused(address, closed.number().value(), closed.number() + " är avslutat för gott");
        refused(address, "<script>", "&lt;script&gt;");
        assertThat(added(wrong)).hasSize(1);
        assertThat(deeds(wrong)).doesNotContain(Deed.What.MESSAGE_MOVED);
        String question = desk.address(wrong) + "/meddelanden/"
                + enquiries.messages(wrong.id()).get(0).id() + "/flytta";
        desk.read(question, "handlaggare").andExpect(status().isNotFound());
        desk.read(address, "handlaggare3").andExpect(status().isNotFound());
        desk.read(address, "revisor").andExpect(status().isForbidden());
    }

    @Test
    void nobodyElseReadsAMessageUnlessTheOfficerHasSaidSo() throws Exception {
        Enquiry karins = desk.question();
        Enquiry olles = desk.question("bygglov", "När kommer lovet?", Desk.CALLER);
        wrote(karins, "Vi är grannar och bygger ihop.");
        String address =
                desk.address(karins) + "/meddelanden/" + added(karins).get(0).id() + "/flytta";

        refused(address, olles.number().value(), "Det är kanske någon annan som har frågat i " + olles.number());
        refused(address, olles.number().value(), "När kommer lovet?");
        refused(address, olles.number().value(), "Olle Berg");
        desk.send(address, "handlaggare", "till", olles.number().value(), "sure", "true")
                .andExpect(redirectedUrl(desk.address(karins)));
        assertThat(added(olles)).hasSize(1);
    }

    private void refused(String address, String till, String problem) throws Exception {
        desk.send(address, "handlaggare", "till", till)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(problem)));
    }

    private void wrote(Enquiry enquiry, String text) {
        transaction.executeWithoutResult(status -> {
            enquiries.enquirerAdded(enquiry.id(), text);
            process.enquirerWrote(enquiry);
        });
    }

    private List<Message> added(Enquiry enquiry) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.type() == Message.Type.ENQUIRER_ADDED)
                .toList();
    }

    private List<Deed.What> deeds(Enquiry enquiry) {
        return journal.of(enquiry.id()).stream().map(Entry::what).toList();
    }
}
