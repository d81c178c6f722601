package se.vaxholm.svara.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.audit.WholeLook;
import se.vaxholm.svara.audit.export.ExportedCases;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.AbsentStaff;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.RefusingMailServer;
import se.vaxholm.svara.process.SentLetters;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.staffing.Absences;

/**
 * The proof of the whole: in a simulated year with all its accidents the guideline holds for every single enquiry.
 *
 * <p>Another year: {@code -Dsvara.year.seed=...}, {@code -Dsvara.year.cases=...}; the build with {@code -Pfull} takes ten times
 * as many cases.
 */
@SvaraTest
@Order(4) // before others have filled the database: it goes through every case that is there
class SimulatedYearTests {

    private static final int SMALL = 200;
    private static final int FULL = 2_000;

    /** What does not happen in every small year. */
    private static final EnumSet<Forgery> RARE = EnumSet.of(Forgery.PROMISE_RESUMED_SILENTLY);

    private final RefusingMailServer server = new RefusingMailServer();
    private int usualPort;

    @Autowired
    private Intake intake;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private EnquiryProcess process;

    @Autowired
    private SentLetters sentLetters;

    @Autowired
    private PostOffice postOffice;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Journal journal;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Absences absences;

    @Autowired
    private AbsentStaff absentStaff;

    @Autowired
    private TestClock clock;

    @Autowired
    private JavaMailSenderImpl mail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ManagementService management;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext context;

    @BeforeEach
    void sendByTheServerThatRefuses() {
        usualPort = mail.getPort();
        mail.setPort(server.port());
    }

    @AfterEach
    void leaveNothingBehind() {
        mail.setPort(usualPort);
        server.close();
        jdbc.sql("update absence set removed_at = ? where staff_id like 'ar-%' and removed_at is null")
                .param(java.sql.Timestamp.from(clock.instant()))
                .update();
        stopWhatWaits();
    }

    /** Other tests send their own letters next, and wait for no others. */
    private void stopWhatWaits() {
        record Waiting(UUID id, UUID enquiryId) {}
        // As an officer would: a letter whose row alone says that it was stopped is one that somebody has changed.
        jdbc.sql("select id, enquiry_id from letter where status = 'QUEUED' and enquiry_id is not null")
                .query(Waiting.class)
                .list()
                .forEach(letter -> transaction.executeWithoutResult(
                        status -> outbox.stop(letter.id(), enquiries.get(letter.enquiryId()), Actor.SYSTEM)));
        jdbc.sql("update letter set status = 'STOPPED', settled_at = now(), tell_at = null"
                        + " where status = 'QUEUED' or tell_at is not null")
                .update();
    }

    @Test
    void everyEnquiryOfTheYearIsTreatedAsTheGuidelineSays() throws IOException {
        long seed = Long.getLong("svara.year.seed", 20211028);
        boolean full = "full".equals(System.getProperty("svara.tests.size"));
        int cases = Integer.getInteger("svara.year.cases", full ? FULL : SMALL);
        Town town = town();
        SimulatedYear year = new SimulatedYear(town, seed, server);

        year.pass(cases);

        List<Account> accounts = new Accounts(town).of(year);
        System.out.println(new YearTable(seed, accounts, year.deeds()));
        List<String> problems = new ArrayList<>(year.problems());
        for (Account account : accounts) {
            List<String> found = Judge.problems(account);
            if (!found.isEmpty()) {
                System.out.println(account.story());
                problems.addAll(found);
            }
        }
        assertThat(problems).as("What was wrong in the year of seed " + seed).isEmpty();
        assertThat(accounts).hasSize(cases);
        Engine engine = new Engine(jdbc);
        assertThat(engine.broken())
                .as("cases in which something failed in the engine")
                .isEmpty();
        assertThat(accounts)
                .allSatisfy(account -> assertThat(engine.ways(account.number()))
                        .as("processes that still go on in " + account.number())
                        .isZero());
        Set<String> numbers = accounts.stream().map(Account::number).collect(Collectors.toSet());
        assertThat(WholeLook.wrong(context, numbers))
                .as("letters and messages that look forged, though nobody has touched them")
                .isEmpty();
        assertThat(ExportedCases.wrong(context, numbers))
                .as("exports that look forged, though nobody has touched them")
                .isEmpty();
        theJudgeFindsWhatIsForged(accounts);
    }

    /**
     * A judge that finds nothing proves nothing: each of the year's accounts is forged in every way that it allows. In a few the
     * forged moment falls while a letter was on its way, when nobody could tell.
     */
    private static void theJudgeFindsWhatIsForged(List<Account> accounts) {
        Set<Forgery> tried = EnumSet.noneOf(Forgery.class);
        for (Forgery forgery : Forgery.values()) {
            List<Account> forged = accounts.stream()
                    .flatMap(account -> forgery.of(account).stream())
                    .toList();
            List<String> unnoticed = forged.stream()
                    .filter(account -> Judge.problems(account).isEmpty())
                    .map(Account::story)
                    .toList();
            if (!forged.isEmpty()) {
                tried.add(forgery);
                assertThat(unnoticed)
                        .as("of %d accounts with the forgery %s the judge accepted", forged.size(), forgery)
                        .hasSizeLessThanOrEqualTo(forged.size() / 20);
            }
        }
        assertThat(tried)
                .as("ways of forging that the year gave an occasion for")
                .containsAll(accounts.size() < FULL ? EnumSet.complementOf(RARE) : EnumSet.allOf(Forgery.class));
    }

    private Town town() {
        return new Town(
                intake,
                enquiries,
                followUps,
                process,
                sentLetters,
                postOffice,
                outbox,
                journal,
                organisation,
                absences,
                absentStaff,
                clock,
                mail,
                transaction,
                management,
                jdbc);
    }
}
