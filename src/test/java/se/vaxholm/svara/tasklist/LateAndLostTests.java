package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.LetterSettled;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;

/** What officers and managers do when the time is out, or a letter does not arrive. */
@SvaraTest
class LateAndLostTests {

    Desk desk;

    @Autowired
    Enquiries enquiries;

    @Autowired
    Outbox outbox;

    @Autowired
    ManagementService engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Test
    void theManagerDealsWithALateCase() throws Exception {
        Enquiry enquiry = late("handlaggare");
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("väntar på chefen för Stadsbyggnad")))
                .andExpect(content().string(not(containsString("id=\"late-text\""))));
        desk.open(enquiry, "chef")
                .andExpect(content().string(containsString("Maja Brygglund har ärendet.")))
                .andExpect(content().string(containsString("Ta över ärendet")));
        String task = desk.address(enquiry, "late");
        desk.send(task, "handlaggare", "outcome", "ACTED", "text", "Löst").andExpect(status().isForbidden());
        desk.send(task, "chef", "outcome", "ACTED", "text", " ")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#late-text\"")));
        desk.send(task, "chef", "outcome", "ACTED", "text", "Maja svarar före lunch.")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(enquiries.messages(enquiry.id()))
                .filteredOn(message -> message.type() == Message.Type.NOTE)
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.text()).isEqualTo("Maja svarar före lunch.");
                    assertThat(note.author()).isEqualTo("Helena Fyrvik");
                });
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void whatTheManagerWasAskedToDealWithGoesAwayWithTheAnswer() throws Exception {
        Enquiry enquiry = late("handlaggare");
        String late = desk.address(enquiry, "late");
        desk.send(desk.address(enquiry, "assess"), "handlaggare", "outcome", "ANSWER", "text", "Här är svaret.");
        settle(enquiry, LetterKind.ANSWER, true);
        desk.send(late, "chef", "outcome", "ACTED", "text", "Jag har ringt Maja.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Ärendet har gått vidare.")))
                .andExpect(content().string(containsString("Jag har ringt Maja.")));
    }

    @Test
    void anAnswerThatCameBackIsSentAgainToTheRightAddress() throws Exception {
        Enquiry enquiry = cameBack();
        desk.open(enquiry, "handlaggare2")
                .andExpect(content().string(containsString("Brevet kom inte fram")))
                .andExpect(content().string(containsString("Rätta och skicka igen")));
        String task = desk.address(enquiry, "reach-otherwise");
        for (String email : new String[] {"", "karin", "karin@example.org\r\nBcc: alla@example.org", "a@b.c\0"}) {
            desk.send(task, "handlaggare2", "outcome", "SEND_AGAIN", "email", email)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#reach-otherwise-email\"")));
        }
        desk.send(task, "handlaggare2", "outcome", "SEND_AGAIN", "email", "karin.ek@example.org")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).enquirer().email()).isEqualTo("karin.ek@example.org");
        assertThat(outbox.of(enquiry.id()))
                .filteredOn(queued -> queued.letter().kind() == LetterKind.ANSWER)
                .extracting(queued -> queued.letter().recipient())
                .containsExactly("karin@example.org", "karin.ek@example.org");
    }

    @Test
    void whoeverReachesTheAskerAnotherWaySaysHow() throws Exception {
        Enquiry enquiry = cameBack();
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
        String task = desk.address(enquiry, "reach-otherwise");
        desk.send(task, "handlaggare", "outcome", "REACHED", "text", "Läste upp svaret.")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#reach-otherwise-how\"")))
                .andExpect(content().string(containsString(">\nLäste upp svaret.</textarea>")));
        desk.send(task, "handlaggare", "outcome", "REACHED", "how", "PHONE", "text", "Läste upp svaret.")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).firstResponseAt()).isNotNull();
        assertThat(desk.again(enquiry).isOpen()).isFalse();
    }

    private Enquiry cameBack() throws Exception {
        Enquiry enquiry = desk.question();
        desk.send(desk.taken(enquiry, "handlaggare"), "handlaggare", "outcome", "ANSWER", "text", "Här är svaret.");
        settle(enquiry, LetterKind.ANSWER, false);
        return enquiry;
    }

    private void settle(Enquiry enquiry, LetterKind kind, boolean sent) {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new LetterSettled(UUID.randomUUID(), enquiry.id(), kind, sent, false)));
    }

    /** A case that somebody has taken and let lie until its last day was over. */
    private Enquiry late(String who) throws Exception {
        clock.set("2026-03-02T09:00");
        Enquiry enquiry = desk.question();
        desk.taken(enquiry, who);
        clock.set("2026-03-04T16:45");
        new LateDesk(desk, clock, engine, runtime).goOff(enquiry);
        return enquiry;
    }
}
