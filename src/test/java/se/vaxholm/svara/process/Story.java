package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/**
 * What it takes to tell the story of a case through the real domain: asking, working, letting time pass, the post.
 *
 * <p>Every story starts on Monday 2 March 2026 at 10:15; what is asked then has until Wednesday 4 March.
 */
@SvaraTest
@ExtendWith(ToldStories.class)
public class Story {

    protected static final String WEDNESDAY_REMINDER = "2026-03-04T12:15";
    protected static final String WEDNESDAY_CLOSING = "2026-03-04T16:30";

    @Autowired
    protected Intake intake;

    @Autowired
    protected Enquiries enquiries;

    @Autowired
    protected EnquiryProcess process;

    @Autowired
    protected PostOffice postOffice;

    @Autowired
    protected Outbox outbox;

    @Autowired
    protected Journal journal;

    @Autowired
    protected TestClock clock;

    @Autowired
    protected JavaMailSenderImpl mail;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected ProcessEngine engine;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected ManagementService management;

    @Autowired
    protected HistoryService history;

    @BeforeEach
    void beginOnMonday() {
        AbstractAssertions.init(engine);
        clock.set("2026-03-02T10:15");
    }

    /** An address that no other story uses. */
    protected static String anyAddress() {
        return "fragare." + UUID.randomUUID() + "@example.org";
    }

    protected static Enquirer byMail() {
        return byMail(anyAddress());
    }

    protected static Enquirer byMail(String address) {
        return new Enquirer("Karin Ek", address, null, ReplyBy.EMAIL, Language.SV);
    }

    protected static Enquirer byPhone() {
        return new Enquirer("Karin Ek", null, "070-123 45 67", ReplyBy.PHONE, Language.SV);
    }

    /** Somebody who has told neither name nor address. */
    protected static Enquirer byStatusPage() {
        return new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV);
    }

    protected Submission submission(String category, String text, Enquirer enquirer) {
        return new Submission(
                UUID.randomUUID().toString(), Channel.WEB, Kind.QUESTION, category, text, enquirer, clock.instant());
    }

    protected Enquiry registered(Submission submission) {
        return registered(intake.register(submission));
    }

    protected Enquiry registered(Receipt receipt) {
        return enquiries.find(receipt.number()).orElseThrow();
    }

    /** A question about a building permit, which Stadsbyggnad answers. */
    protected Enquiry asked(Enquirer enquirer) {
        return registered(submission("bygglov", "Får jag bygga en friggebod?", enquirer));
    }

    protected Enquiry now(Enquiry enquiry) {
        return enquiries.get(enquiry.id());
    }

    protected static Staff staff(String userName) {
        return TestStaff.named(userName);
    }

    protected static Staff headOfDepartment() {
        return headOfDepartment("stadsbyggnad");
    }

    protected static Staff headOfDepartment(String unitId) {
        return new Staff("direktor", "Disa Direktör", java.util.Set.of(unitId + Staff.HEAD_SUFFIX, "roll-chef"));
    }

    protected OpenTask task(Enquiry enquiry, String form) {
        List<OpenTask> found = process.openTasks(enquiry).stream()
                .filter(task -> task.form().equals(form))
                .toList();
        assertThat(found).as("tasks with the form " + form).hasSize(1);
        return found.get(0);
    }

    protected List<String> openForms(Enquiry enquiry) {
        return process.openTasks(enquiry).stream().map(OpenTask::form).sorted().toList();
    }

    protected void does(String userName, Enquiry enquiry, Outcome outcome, Map<String, String> fields) {
        does(staff(userName), enquiry, outcome, fields);
    }

    protected void does(Staff staff, Enquiry enquiry, Outcome outcome, Map<String, String> fields) {
        process.complete(task(enquiry, outcome.form()).id(), outcome, fields, staff);
    }

    /** What a manager does with a late case, and writes about it. */
    protected void actsOn(String userName, Enquiry enquiry) {
        does(userName, enquiry, Outcome.ACTED, Map.of("text", "Har bett Kalle svara."));
    }

    protected void answers(String userName, Enquiry enquiry, String text) {
        does(userName, enquiry, Outcome.ANSWER, Map.of("text", text));
    }

    /** Lets the post office work until all letters of the case have left or come back. */
    protected void postGoes(Enquiry enquiry) {
        for (int i = 0; i < 20 && (i == 0 || isLetterWaiting(enquiry)); i++) {
            postOffice.sendDue();
        }
        assertThat(isLetterWaiting(enquiry)).as("a letter still waits").isFalse();
    }

    private boolean isLetterWaiting(Enquiry enquiry) {
        return outbox.of(enquiry.id()).stream().anyMatch(letter -> letter.fate() == Outbox.Fate.QUEUED);
    }

    /** As {@link #postGoes}, by way of another mail server. */
    protected void postGoes(Enquiry enquiry, RefusingMailServer server) {
        int port = mail.getPort();
        mail.setPort(server.port());
        try {
            postGoes(enquiry);
        } finally {
            mail.setPort(port);
        }
    }

    /** As {@link #postGoes}, and no mail server knows this address. */
    protected void postGoesButRefuses(Enquiry enquiry, String address) {
        try (RefusingMailServer server = new RefusingMailServer()) {
            server.refuse(address, RefusingMailServer.At.RECIPIENT, "550 5.1.1 <" + address + ">: unknown user");
            postGoes(enquiry, server);
        }
    }

    /** The post goes once while somebody's mail server asks it to come again later. */
    protected void mailServerIsSlowFor(String address) {
        int port = mail.getPort();
        try (RefusingMailServer slow = new RefusingMailServer()) {
            slow.refuse(address, RefusingMailServer.At.RECIPIENT, "450 4.2.1 Try again later");
            mail.setPort(slow.port());
            postOffice.sendDue();
        } finally {
            mail.setPort(port);
        }
    }

    /** The case's letters in the order in which they were queued; those queued at once in the order of their kinds. */
    protected List<LetterKind> letters(Enquiry enquiry) {
        return outbox.of(enquiry.id()).stream()
                .sorted(java.util.Comparator.comparing(Outbox.Queued::queuedAt)
                        .thenComparing(queued -> queued.letter().kind()))
                .map(queued -> queued.letter().kind())
                .toList();
    }

    /** The case's latest letter of a kind. */
    protected Outbox.Queued letter(Enquiry enquiry, LetterKind kind) {
        return outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind() == kind)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("No letter of kind " + kind));
    }

    /** What an address has received from the mail server of the tests. */
    protected static List<MimeMessage> mailTo(String address) {
        return Arrays.stream(TestServers.mail().greenMail().getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            Address[] recipients = message.getAllRecipients();
            return recipients != null
                    && Arrays.stream(recipients).anyMatch(to -> to.toString().contains(address));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    protected List<Deed.What> deeds(Enquiry enquiry) {
        return journal.of(enquiry.id()).stream().map(Entry::what).toList();
    }

    /** What was written in the journal of a deed that was done once. */
    protected Entry entry(Enquiry enquiry, Deed.What what) {
        List<Entry> entries = journal.of(enquiry.id()).stream()
                .filter(entry -> entry.what() == what)
                .toList();
        assertThat(entries).as("journal entries " + what).hasSize(1);
        return entries.get(0);
    }

    protected List<String> said(Enquiry enquiry, Message.Type type) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.type() == type)
                .map(Message::text)
                .toList();
    }

    protected ProcessInstance instance(Enquiry enquiry, String model) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .processDefinitionKey(model)
                .singleResult();
    }

    protected Optional<Job> timer(Enquiry enquiry, String activityId) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .list()
                .stream()
                .flatMap(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getProcessInstanceId())
                        .activityId(activityId)
                        .list()
                        .stream())
                .findFirst();
    }

    /** Lets time pass until a timer is due, which must be at the given time, and lets it go off. */
    protected void timerGoesOff(Enquiry enquiry, String activityId, String vaxholmTime) {
        Job job = timer(enquiry, activityId).orElseThrow(() -> new AssertionError("No timer at " + activityId));
        assertThat(job.getDuedate().toInstant()).as("due time of " + activityId).isEqualTo(at(vaxholmTime));
        if (clock.instant().isBefore(at(vaxholmTime))) {
            clock.set(vaxholmTime);
        }
        management.executeJob(job.getId());
    }

    /** Lets an escalation climb to its end: nobody acts on any level, and the case is counted. */
    protected void nobodyActs(Enquiry enquiry) {
        for (Optional<Job> waiting = timer(enquiry, "Boundary_NobodyActed");
                waiting.isPresent();
                waiting = timer(enquiry, "Boundary_NobodyActed")) {
            management.executeJob(waiting.get().getId());
        }
        assertThat(openForms(enquiry)).doesNotContain("late");
        assertThat(deeds(enquiry)).contains(Deed.What.COUNTED_AS_LATE);
    }

    protected static Instant at(String vaxholmTime) {
        return LocalDateTime.parse(vaxholmTime).atZone(TestClock.STOCKHOLM).toInstant();
    }

    protected static Actor actor(String userName) {
        return staff(userName).asActor();
    }

    /** Does all deeds at the same moment, each in a thread of its own, and gives their results. */
    protected static <T> List<T> atOnce(List<Callable<T>> deeds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(deeds.size());
        CyclicBarrier start = new CyclicBarrier(deeds.size());
        try {
            List<Future<T>> running = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        return deed.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
