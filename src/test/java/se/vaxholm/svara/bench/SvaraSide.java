package se.vaxholm.svara.bench;

import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import se.vaxholm.svara.SvaraApplication;
import se.vaxholm.svara.channel.mail.MailRound;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
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
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** Svara as it is shipped, on a port of its own, which also does by order what officers do on their pages. */
public final class SvaraSide {

    private static final Staff OFFICER = TestStaff.named("handlaggare");
    private static final String ANSWER = "Ett plank kräver bygglov när det är högre än 1,1 meter. Ansök med en"
            + " situationsplan och en fasadritning, så får ni besked inom tio veckor.\n\nMer finns på vaxholm.se/bygglov";

    private final Intake intake;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final PostOffice postOffice;
    private final JdbcClient jdbc;
    private final TaskService tasks;
    private final FilterService filters;
    private final IdentityService identities;
    private final MockMvc pages;
    private final TransactionTemplate transaction;

    private SvaraSide(ConfigurableApplicationContext svara) {
        intake = svara.getBean(Intake.class);
        enquiries = svara.getBean(Enquiries.class);
        process = svara.getBean(EnquiryProcess.class);
        postOffice = svara.getBean(PostOffice.class);
        jdbc = svara.getBean(JdbcClient.class);
        tasks = svara.getBean(TaskService.class);
        filters = svara.getBean(FilterService.class);
        identities = svara.getBean(IdentityService.class);
        transaction = svara.getBean(TransactionTemplate.class);
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup((WebApplicationContext) svara);
        pages = builder.apply(springSecurity()).build();
    }

    public static void main(String[] arguments) throws IOException {
        try (ConfigurableApplicationContext svara = SpringApplication.run(SvaraApplication.class, arguments)) {
            SvaraSide side = new SvaraSide(svara);
            MailRound mails = new MailRound(svara);
            SearchRound searches = new SearchRound(side.pages);
            Map<String, Function<int[], String>> deeds = new HashMap<>();
            deeds.put("registers", n -> Long.toString(Clients.run(n[0], n[1], i -> side.register(i, i))));
            deeds.put("lives", n -> Long.toString(Clients.run(n[0], n[1], i -> side.live(i))));
            deeds.put("entries", n -> Long.toString(side.writeEntries(n[0], n[1], n[2])));
            deeds.put("commits", n -> Long.toString(side.commit(n[0], n[1])));
            deeds.put("case", n -> side.register(n[0], n[0]).number().value());
            deeds.put("mails", n -> Long.toString(mails.takeIn()));
            deeds.put("fetches", n -> Long.toString(mails.fetch(n[0])));
            deeds.put("post", n -> Long.toString(side.post()));
            deeds.put("page", n -> times(n[0], side::readPage));
            deeds.put("list", n -> times(n[0], side::readEngineList));
            deeds.put("search", n -> times(n[1], () -> searches.search(n[0], n[2])));
            Orders.follow(deeds);
        }
    }

    private Receipt register(int number, int category) {
        return intake.register(new Submission(
                "bench:" + UUID.randomUUID(),
                Channel.WEB,
                Kind.QUESTION,
                PublicForm.CATEGORIES[category % PublicForm.CATEGORIES.length],
                PublicForm.text(number),
                new Enquirer("Lena Skarpö", "fragare@example.org", null, ReplyBy.EMAIL, Language.SV),
                java.time.Instant.now(),
                null));
    }

    /** One officer answers for all: what belongs to the unit of the first category. */
    private void live(int number) {
        Enquiry enquiry = enquiries.find(register(number, 0).number()).orElseThrow();
        String task = process.openTasks(enquiry).get(0).id();
        process.claim(task, OFFICER);
        process.complete(task, Outcome.ANSWER, Map.of("text", ANSWER), OFFICER);
    }

    /** Each writer adds as many entries as the others, to a case of its own as far as there are so many. */
    private long writeEntries(int times, int writers, int cases) {
        List<Enquiry> written = IntStream.range(0, cases)
                .mapToObj(i -> enquiries.find(register(i, 0).number()).orElseThrow())
                .toList();
        return together(
                writers,
                times / writers,
                writer -> transaction.executeWithoutResult(status -> enquiries.tell(
                        Deed.What.HANDLER_CONFIRMED, written.get(writer % cases), OFFICER.asActor(), Map.of())));
    }

    private long commit(int times, int writers) {
        return together(
                writers,
                times / writers,
                writer -> jdbc.sql("insert into bench_commit values (?)")
                        .param(writer)
                        .update());
    }

    private static long together(int writers, int each, IntConsumer deed) {
        return Clients.run(writers, writers, writer -> {
            for (int i = 0; i < each; i++) {
                deed.accept(writer);
            }
        });
    }

    /** Lets every letter leave, and gives the time that took. */
    private long post() {
        long start = System.nanoTime();
        while (waiting() > 0) {
            postOffice.sendDue();
        }
        return System.nanoTime() - start;
    }

    private long waiting() {
        return jdbc.sql("select count(*) from letter where status = 'QUEUED' or tell_at is not null")
                .query(Long.class)
                .single();
    }

    private void readPage() {
        try {
            int status = pages.perform(get("/arbete?lista=otagna").with(TestStaff.staff("handlaggare2")))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            if (status != 200) {
                throw new IllegalStateException("The work list gave " + status);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Tasklist asks for an officer who opens the list of what nobody has: its rows and how many there are. */
    private void readEngineList() {
        identities.setAuthentication("handlaggare2", List.copyOf(OFFICER.groups()));
        try {
            String list = filters.createTaskFilterQuery()
                    .filterName("Min enhet, ingen handläggare")
                    .singleResult()
                    .getId();
            TaskQuery order = tasks.createTaskQuery().orderByDueDate().asc();
            int rows = filters.listPage(list, order, 0, 50).size();
            long all = filters.count(list, order);
            if (rows != 50 || all < rows) {
                throw new IllegalStateException("Tasklist's list has " + rows + " rows of " + all);
            }
        } finally {
            identities.clearAuthentication();
        }
    }

    /** Microseconds at the 50th and the 95th percentile. */
    private static String times(int times, Runnable deed) {
        for (int i = 0; i < times / 4; i++) {
            deed.run();
        }
        long[] micros = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            deed.run();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        return micros[times / 2] + " " + micros[times * 95 / 100];
    }
}
