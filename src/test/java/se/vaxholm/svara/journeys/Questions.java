package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.RefusingMailServer;
import se.vaxholm.svara.security.TestStaff;

/** Questions that have come in, in every state that a page may have to show; with words that are hard to fit in. */
final class Questions {

    static final String LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    private static final String LONG_ADDRESS =
            "bauunterbeamtengesellschaft@donaudampfschifffahrtselektrizitaetenhauptbetriebswerk.example";

    private final Intake intake;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final JavaMailSenderImpl mail;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Questions(ApplicationContext svara) {
        this.intake = svara.getBean(Intake.class);
        this.enquiries = svara.getBean(Enquiries.class);
        this.process = svara.getBean(EnquiryProcess.class);
        this.mail = svara.getBean(JavaMailSenderImpl.class);
        this.clock = svara.getBean(Clock.class);
        this.transaction = svara.getBean(TransactionTemplate.class);
    }

    Enquiry byEmail(String category) {
        return ask(category, LONG_ADDRESS, null, ReplyBy.EMAIL, clock.instant());
    }

    /** One whose unit nobody knows. */
    Enquiry forNobody() {
        return withTask("choose-unit", ask("annat", null, null, ReplyBy.STATUS_PAGE, clock.instant()));
    }

    Enquiry sensitive() {
        return byEmail("bostadsanpassning");
    }

    Enquiry takenBySomebodyElse() {
        return takenBy("handlaggare2");
    }

    Enquiry takenBy(String userName) {
        Enquiry enquiry = byEmail("bygglov");
        process.claim(task(enquiry, "assess"), TestStaff.named(userName));
        return enquiry;
    }

    Enquiry late() {
        Instant longAgo = clock.instant().minus(Duration.ofDays(14));
        return withTask("late", ask("bygglov", null, null, ReplyBy.STATUS_PAGE, longAgo));
    }

    /** One that wants to be called. */
    Enquiry byPhone() {
        return ask("bygglov", null, "070-123 45 67", ReplyBy.PHONE, clock.instant());
    }

    /** One whose answer waits to be read aloud. */
    Enquiry toCallBack() {
        Enquiry enquiry = byPhone();
        answer(enquiry);
        return withTask("call-back", enquiry);
    }

    /** One whose letters both came back, the acknowledgement and the answer: whoever reaches them does it once, with the answer. */
    Enquiry unreachable() {
        String email = UUID.randomUUID() + "@example.org";
        int port = mail.getPort();
        try (RefusingMailServer refusing = new RefusingMailServer()) {
            refusing.refuse(email, RefusingMailServer.At.RECIPIENT, "550 5.1.1 No such user");
            mail.setPort(refusing.port());
            Enquiry enquiry = ask("bygglov", email, null, ReplyBy.EMAIL, clock.instant());
            withTask("reach-otherwise", enquiry);
            List<String> before = tasks(enquiry).stream().map(OpenTask::id).toList();
            answer(enquiry);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(tasks(enquiry))
                            .singleElement()
                            .satisfies(task -> {
                                assertThat(task.form()).isEqualTo("reach-otherwise");
                                assertThat(before).doesNotContain(task.id());
                            }));
            return enquiry;
        } finally {
            mail.setPort(port);
        }
    }

    private void answer(Enquiry enquiry) {
        process.complete(
                task(enquiry, "assess"),
                Outcome.ANSWER,
                Map.of("text", "Ja, se https://www.vaxholm.se/" + LONG_WORD),
                TestStaff.named("handlaggare"));
    }

    /** Somebody with this name asks this. */
    Enquiry saying(String name, String text) {
        return ask(
                "bygglov", text, new Enquirer(name, LONG_ADDRESS, null, ReplyBy.EMAIL, Language.SV), clock.instant());
    }

    /** The asker writes more. */
    void added(Enquiry enquiry, String text) {
        transaction.executeWithoutResult(status -> {
            enquiries.enquirerAdded(enquiry.id(), text);
            process.enquirerWrote(enquiries.get(enquiry.id()));
        });
    }

    private Enquiry ask(String category, @Nullable String email, @Nullable String phone, ReplyBy replyBy, Instant at) {
        return ask(
                category,
                "Får jag bygga " + LONG_WORD + "?\n\nDen ska stå vid vattnet.",
                new Enquirer(LONG_WORD, email, phone, replyBy, Language.SV),
                at);
    }

    private Enquiry ask(String category, String text, Enquirer enquirer, Instant at) {
        return enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(), Channel.WEB, Kind.QUESTION, category, text, enquirer, at))
                        .number())
                .orElseThrow();
    }

    /** Waits for the task: the engine goes on in the background. */
    private Enquiry withTask(String form, Enquiry enquiry) {
        Awaitility.await()
                .until(() ->
                        tasks(enquiry).stream().anyMatch(task -> task.form().equals(form)));
        return enquiries.get(enquiry.id());
    }

    private String task(Enquiry enquiry, String form) {
        return tasks(enquiry).stream()
                .filter(task -> task.form().equals(form))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<OpenTask> tasks(Enquiry enquiry) {
        return process.openTasks(enquiries.get(enquiry.id()));
    }
}
