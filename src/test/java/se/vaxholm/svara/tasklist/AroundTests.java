package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.process.EnquiryProcess;

/** What officers do around a case: put details right, split a message with several questions, answer many at once. */
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
    TestClock clock;

    private Desk desk;

    @BeforeEach
    void somebodySitsAtTheDesk() {
        clock.set("2026-03-02T10:15");
        desk = new Desk(mvc, intake, enquiries, process, clock);
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
                    .andExpect(content().string(containsString("karin@example.org")));
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
        desk.send(address, "handlaggare", "text", " ", "category", "gata-och-vag", "key", key)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Skriv frågan som ska bli ett eget ärende")));
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

    private List<Deed.What> deeds(Enquiry enquiry) {
        return journal.of(enquiry.id()).stream().map(Entry::what).toList();
    }
}
