package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;

/** The page on which an officer says who answers and when, and gives another day (G5, G6). */
@SvaraTest
class NoticePagesTests {

    private static final String MAJA = "handlaggare";

    @Autowired
    Promises promises;

    @Autowired
    Outbox outbox;

    @Autowired
    PostOffice postOffice;

    @Autowired
    TestClock clock;

    private Desk desk;
    private Enquiry enquiry;
    private String task;

    @BeforeEach
    void takeACase(@Autowired AutowireCapableBeanFactory beans) throws Exception {
        desk = beans.createBean(Desk.class);
        clock.set("2026-03-02T10:42");
        enquiry = desk.question();
        task = desk.taken(enquiry, MAJA);
    }

    private static String[] word(String day, String... more) {
        List<String> fields = new java.util.ArrayList<>(List.of(
                "outcome", "HOLDING_NOTICE",
                "notice.unit", "stadsbyggnad",
                "notice.contact", "Telefon 08-541 708 10",
                "notice.on", day));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    private String page(String address) throws Exception {
        return desk.read(address, MAJA)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private void lettersLeave() {
        for (int tries = 0; tries < 20 && isLetterWaiting(); tries++) {
            postOffice.sendDue();
        }
        assertThat(isLetterWaiting()).isFalse();
    }

    private boolean isLetterWaiting() {
        return outbox.of(enquiry.id()).stream().anyMatch(letter -> letter.fate() == Outbox.Fate.QUEUED);
    }

    @Test
    void thePageOffersTheOwnUnitItsTelephoneAndWorkingDaysAlone() throws Exception {
        desk.open(enquiry, MAJA).andExpect(content().string(containsString(task + "/besked")));

        String page = page(task + "/besked");

        assertThat(page)
                .containsPattern("<option[^>]*value=\"stadsbyggnad\"[^>]*selected")
                .contains("value=\"Telefon 08-541 708 10\"")
                .contains("<option value=\"2026-03-03\">", "label=\"Vecka 11\"")
                .doesNotContain("value=\"2026-03-02\"", "value=\"2026-03-07\"", "value=\"2026-04-03\"")
                .contains("Skicka besked om vem och när");
    }

    @Test
    void aNoticeIsSentOnceItIsCompleteAndStandsOnTheCase() throws Exception {
        desk.send(task, MAJA, word("2026-03-10", "notice.person", "Bygglovshandläggaren"))
                .andExpect(redirectedUrl(desk.address(enquiry)));

        assertThat(desk.again(enquiry).status()).isEqualTo(Status.PROMISED);
        assertThat(outbox.of(enquiry.id()))
                .extracting(queued -> queued.letter().kind())
                .contains(LetterKind.NOTICE);
        assertThat(page(desk.address(enquiry)))
                .contains("Svar utlovat senast")
                .contains("Löfte till frågeställaren", "Löftet gäller", "Bygglovshandläggaren")
                .contains("Lovade svar senast tisdag 10 mars från Stadsbyggnad");
        clock.set("2026-03-10T09:00");
        assertThat(list("i-dag")).contains(enquiry.number().value());
        clock.set("2026-03-10T17:00");
        assertThat(list("forsenade")).contains(enquiry.number().value());
    }

    /** All pages of a list: what other tests have left stands before it. */
    private String list(String name) throws Exception {
        StringBuilder list = new StringBuilder();
        boolean more = true;
        for (int number = 1; more; number++) {
            String page = page("/arbete?lista=" + name + "&sida=" + number);
            list.append(page);
            more = page.contains("rel=\"next\"");
        }
        return list.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notice.unit | '' | assess-notice-unit | Välj vilken enhet som svarar",
                "notice.contact | ' ' | assess-notice-contact | Skriv hur frågeställaren når den som svarar",
                "notice.on | '' | assess-notice-on | Välj vilken dag svaret senast kommer",
                "notice.on | 2026-03-02 | assess-notice-on | Välj en dag efter i dag",
                "notice.on | 2026-03-08 | assess-notice-on | Dagen är ingen arbetsdag. Välj en annan",
                "notice.on | 2026-03-31 | assess-notice-reason | Skriv varför det tar tid.",
            })
    void whatIsMissingIsSaidAtItsFieldAndWhatWasTypedIsKept(String field, String value, String id, String problem)
            throws Exception {
        String[] fields = word("2026-03-10", "notice.text", "Vi hör av oss.");
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(field)) {
                fields[i + 1] = value;
            }
        }

        String page = desk.send(task, MAJA, fields)
                .andExpect(status().isBadRequest())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page)
                .contains("href=\"#" + id + "\"")
                .contains("id=\"" + id + "-fel\"")
                .contains(problem)
                .contains("Vi hör av oss.");
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
        assertThat(promises.of(enquiry.id())).isEmpty();
    }

    @Test
    void theLetterIsShownBeforeItIsSent() throws Exception {
        desk.send(task + "/besked/brev", MAJA, word("2026-03-10")).andExpect(redirectedUrl(task + "/besked/brev"));

        assertThat(page(task + "/besked/brev"))
                .contains("Du får svar senast tisdag 10 mars 2026 från Stadsbyggnad")
                .contains("Telefon 08-541 708 10")
                .contains("name=\"notice.on\" value=\"2026-03-10\"");
        desk.send(task + "/besked/brev", MAJA, word("2026-03-08")).andExpect(status().isBadRequest());
        assertThat(promises.of(enquiry.id())).isEmpty();
    }

    @Test
    void aNewDayNeedsAReasonAndTakesTheOldOnesPlace() throws Exception {
        desk.send(task, MAJA, word("2026-03-10"));
        lettersLeave();
        clock.set("2026-03-09T09:00");
        String promisedTask = desk.taken(enquiry, MAJA);

        assertThat(page(promisedTask + "/besked"))
                .contains("<h1", "Meddela ny tid")
                .contains("Nu är svar lovat senast tisdag 10 mars från Stadsbyggnad.");
        desk.send(promisedTask, MAJA, word("2026-03-17"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Skriv varför det tar tid.")));
        desk.send(promisedTask, MAJA, word("2026-03-17", "notice.reason", "Grannarna ska höras."))
                .andExpect(redirectedUrl(desk.address(enquiry)));

        assertThat(promises.of(enquiry.id()))
                .extracting(Promise::state)
                .containsExactly(Promise.State.RENEGOTIATED, Promise.State.OPEN);
        assertThat(page(desk.address(enquiry))).contains("Ny tid meddelad", "Grannarna ska höras.");
    }

    @Test
    void nobodyElseSeesThePageOrSendsTheNotice() throws Exception {
        desk.read(task + "/besked", "handlaggare2").andExpect(redirectedUrl(desk.address(enquiry)));
        desk.send(task + "/besked/brev", "handlaggare2", word("2026-03-10"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Maja Brygglund tog ärendet")));
        desk.send(task + "/besked/brev", "handlaggare3", word("2026-03-10")).andExpect(status().isNotFound());
        desk.read(task + "/besked/brev", "handlaggare2").andExpect(redirectedUrl(desk.address(enquiry)));
    }
}
