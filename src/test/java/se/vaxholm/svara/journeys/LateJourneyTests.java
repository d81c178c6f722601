package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.OpenTask;

/** Nobody acts: the timers remind, the manager gets the case, answers it, and what was late is gone from every list. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class LateJourneyTests {

    private static final String ANSWER = "Förlåt att du har fått vänta. Ja, pumphuset får målas om.";

    private final String subject = "Får pumphuset målas om? " + UUID.randomUUID();
    private final String email = "erik." + UUID.randomUUID() + "@example.org";

    @Autowired
    private Intake intake;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private EnquiryProcess process;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private TestClock clock;

    @Test
    void whatNobodyAnswersComesToTheManagerWhoAnswers(People people) {
        Receipt receipt = intake.register(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "detaljplan",
                subject,
                new Enquirer("Erik Ramsö", email, null, ReplyBy.EMAIL, Language.SV),
                clock.instant()));
        String number = receipt.number().value();
        theLastDayComesAndGoes(enquiries.find(receipt.number()).orElseThrow());

        Person erik = people.somebody();
        opens(erik, receipt);
        erik.sees("Vi är sena med ditt svar, och det beklagar vi.");

        Person manager = people.somebody();
        manager.signsIn("chef", "/forsenat")
                .isAt("/forsenat")
                .sees("Försenat i min enhet", subject, "Ligger hos chefen för Stadsbyggnad")
                .follows(number);
        manager.isAt("/arenden/" + number).sees("Försenat", "Ta hand om försenat ärende");
        manager.presses("Ta ärendet").sees("Du tog ärende " + number, "Ta hand om försenat ärende");
        manager.writes("Ditt svar", ANSWER).presses("Skicka svaret");
        manager.sees("Svaret skickades kl.", "Fick svar för sent").seesNothingOf("Ta hand om försenat ärende");
        manager.opens("/forsenat").sees("Försenat i min enhet").seesNothingOf(subject);

        assertThat(Post.to(email, "Svar på ditt ärende", number).text()).contains(ANSWER);
        Awaitility.await().untilAsserted(() -> assertThat(open(receipt)).isEmpty());
        erik.reloads().sees("Ditt ärende är besvarat", ANSWER).seesNothingOf("Vi är sena");
    }

    /** The timers are the engine's own; only the waiting for them is spared. */
    private void theLastDayComesAndGoes(Enquiry enquiry) {
        String number = enquiry.number().value();
        goesOff(enquiry, enquiry.remindAt());
        assertThat(Post.to("stadsbyggnad@vaxholm.example", "Påminnelse", number).text())
                .contains("Handläggare: ingen än");
        assertThat(process.openTasks(enquiry)).hasSize(1);

        goesOff(enquiry, enquiry.answerDueAt());
        assertThat(process.openTasks(enquiry)).extracting(OpenTask::form).containsExactlyInAnyOrder("assess", "late");
        clock.advance(Duration.ofHours(16));
    }

    private void goesOff(Enquiry enquiry, Instant due) {
        clock.set(due);
        Job timer =
                runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(enquiry.number().value())
                        .list()
                        .stream()
                        .flatMap(instance ->
                                management
                                        .createJobQuery()
                                        .processInstanceId(instance.getId())
                                        .timers()
                                        .list()
                                        .stream())
                        .filter(job -> job.getDuedate().toInstant().equals(due))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No timer at " + due));
        management.executeJob(timer.getId());
    }

    private List<OpenTask> open(Receipt receipt) {
        return process.openTasks(enquiries.find(receipt.number()).orElseThrow());
    }

    private static void opens(Person person, Receipt receipt) {
        person.opens("/arende").writes("Ärendenummer", receipt.number().value());
        person.writes("Kod", receipt.code().grouped()).presses("Öppna ärendet").isAt("/arende/visa");
    }
}
