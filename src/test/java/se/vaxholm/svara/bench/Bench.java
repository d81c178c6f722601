package se.vaxholm.svara.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.logging.LoggingSystem;
import se.vaxholm.svara.embedded.DemoRealm;
import se.vaxholm.svara.embedded.FreePort;
import se.vaxholm.svara.embedded.MailServer;
import se.vaxholm.svara.embedded.PostgresServer;
import se.vaxholm.svara.embedded.SvaraSettings;

/**
 * Measures Svara beside the bare engine with the same models on the same database server, in turns A B A B, and prints medians.
 *
 * <p>Machines differ and are noisy: only the ratios of one run on an idle machine say anything.
 */
public final class Bench implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();
    private static final String PASSWORD = "only-for-benchmarks";

    private final Size size;
    private final Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final PostgresServer postgres;
    private final long postmaster;
    private final MailServer mail = MailServer.start(0, 0);
    private final PostgresServer.Database svaraDatabase;
    private final PostgresServer.Database bareDatabase;
    private final Tables svaraTables;
    private final Tables bareTables;
    private final int port = FreePort.any();
    private final PublicMail mails = new PublicMail(mail);
    private final PublicForm form = new PublicForm("http://127.0.0.1:" + port);
    private final Side svara;
    private final Side bare;
    private final List<String> ownIndexes;
    private int questions;

    private Bench(Size size) throws IOException {
        this.size = size;
        Files.createDirectories(FOLDER);
        Path data = FOLDER.resolve("postgresql");
        postgres = startPostgres(data);
        postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        svaraDatabase = postgres.database("svara", true, PASSWORD, PASSWORD);
        bareDatabase = postgres.database("bare", true, PASSWORD, PASSWORD);
        svaraTables = Tables.of(svaraDatabase, PASSWORD);
        bareTables = Tables.of(bareDatabase, PASSWORD);
        long started = System.nanoTime();
        startSvara().close();
        long emptySeconds = System.nanoTime() - started;
        started = System.nanoTime();
        svara = startSvara();
        long seconds = System.nanoTime() - started;
        report.chapter("Start-up");
        report.tell("on an empty database, until it has stopped again, s", emptySeconds / 1e9);
        report.below(15, "until it answers, s", seconds / 1e9);
        bare = Side.start(
                BareSide.class,
                List.of(bareDatabase.url(), PostgresServer.OWNER, PASSWORD),
                FOLDER.resolve("bare-errors.log"));
        ownIndexes = tuneBareTables();
    }

    public static void main(String[] arguments) throws IOException {
        LoggingSystem.get(Bench.class.getClassLoader()).beforeInitialize();
        try (Bench bench = new Bench(Size.named(System.getProperty("svara.bench.size", "full")))) {
            bench.run();
        }
        System.exit(0);
    }

    private static PostgresServer startPostgres(Path data) {
        int port = FreePort.any();
        Path servers = Path.of(".svara", "servers");
        PostgresServer server = PostgresServer.start(servers, data, port, PostgresServer.Durability.KEPT, PASSWORD);
        String library = Boolean.getBoolean("svara.bench.statements") ? "pg_stat_statements" : "";
        try (Tables tables = Tables.of(server.database("settings", false, PASSWORD, PASSWORD), PASSWORD)) {
            if (library.equals(
                    tables.rows("show shared_preload_libraries").get(0).get(0))) {
                return server;
            }
            tables.run(
                    library.isEmpty()
                            ? "alter system reset shared_preload_libraries"
                            : "alter system set shared_preload_libraries = " + library);
        }
        server.close();
        return PostgresServer.start(servers, data, port, PostgresServer.Durability.KEPT, PASSWORD);
    }

    private Side startSvara() {
        DemoRealm realm = new DemoRealm(Path.of("keycloak", "svara-realm.json"));
        Map<String, Object> settings = SvaraSettings.of(
                svaraDatabase,
                mail,
                "http://localhost:9",
                realm,
                "http://localhost:" + port,
                "a-server-key-that-only-benchmarks-know");
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", port);
        // Each visitor comes from an address of their own, as behind a proxy.
        settings.put("server.forward-headers-strategy", "native");
        settings.put("svara.limits.drafts-per-hour", 1_000_000);
        settings.put("svara.limits.matters-per-hour", 1_000_000);
        settings.put("svara.limits.shortest-filling", "0s");
        // Letters are queued while we measure, and leave when we say so.
        settings.put("svara.scheduling", false);
        settings.putAll(SvaraSettings.inbox(mail, List.of(PublicMail.ADDRESS)));
        settings.put("logging.file.name", FOLDER.resolve("svara.log"));
        settings.put("logging.threshold.console", "OFF");
        List<String> arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        Side side = Side.start(SvaraSide.class, arguments, FOLDER.resolve("svara-errors.log"));
        answers();
        return side;
    }

    private void answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The start page gives " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The bare engine gets the same indexes on its tables as Svara has there, so that what is compared is the domain.
     *
     * @return how it gets its own back
     */
    private List<String> tuneBareTables() {
        Map<String, String> ours = engineIndexes(svaraTables);
        Map<String, String> own = engineIndexes(bareTables);
        List<String> back = new ArrayList<>();
        ours.forEach((name, definition) -> {
            if (!own.containsKey(name)) {
                bareTables.run(definition);
                back.add("drop index " + name);
            }
        });
        own.forEach((name, definition) -> {
            if (!ours.containsKey(name)) {
                bareTables.run("drop index " + name);
                back.add(definition);
            }
        });
        return back;
    }

    private static Map<String, String> engineIndexes(Tables tables) {
        return tables.rows("select indexname, indexdef from pg_indexes where tablename like 'act\\_%'").stream()
                .collect(
                        Collectors.toMap(index -> String.valueOf(index.get(0)), index -> String.valueOf(index.get(1))));
    }

    private void run() {
        warmUp();
        if (Boolean.getBoolean("svara.bench.statements")) {
            Statements.chapter(report, "Svara", svara, svaraTables);
            Statements.chapter(report, "The bare engine", bare, bareTables);
            mails.comes(Statements.CASES);
            Statements.chapter(report, "A mail", svaraTables, () -> svara.ask("mails"));
            Statements.disk(report, "Svara", svara, svaraTables, size.closed());
            return;
        }
        Map<String, Runnable> alone = Map.of(
                "mails", this::mails, "journal", this::journal, "history", this::history, "lists", this::openLists);
        for (String chapter : alone.keySet()) {
            if (Boolean.getBoolean("svara.bench." + chapter)) {
                alone.get(chapter).run();
                return;
            }
        }
        intake();
        mails();
        journal();
        lives("Whole case (taken in, claimed, answered, letter queued), few open cases", 0.7);
        rows();
        open();
        history();
        memory();
        report.end();
    }

    private void warmUp() {
        bare.ask("lives " + size.warmUp() + " " + Size.CLIENTS);
        svara.ask("lives " + size.warmUp() + " " + Size.CLIENTS);
        sendFilledIn(fillIn(size.warmUp()));
    }

    private ConcurrentLinkedQueue<PublicForm.Visit> fillIn(int times) {
        ConcurrentLinkedQueue<PublicForm.Visit> visits = new ConcurrentLinkedQueue<>();
        int first = questions;
        questions += times;
        Clients.run(times, Size.CLIENTS, i -> visits.add(form.fillIn(first + i)));
        return visits;
    }

    private long sendFilledIn(ConcurrentLinkedQueue<PublicForm.Visit> visits) {
        return Clients.run(visits.size(), Size.CLIENTS, i -> visits.remove().send());
    }

    private Round round(Side side, int times, LongSupplier nanos) {
        return Round.of(side, svaraTables, postmaster, times, nanos);
    }

    private void intake() {
        List<Round> http = new ArrayList<>();
        List<Round> steps = new ArrayList<>();
        List<Round> direct = new ArrayList<>();
        List<Round> starts = new ArrayList<>();
        for (int i = 0; i < size.rounds(); i++) {
            String times = size.intakes() + " " + Size.CLIENTS;
            ConcurrentLinkedQueue<PublicForm.Visit> visits = new ConcurrentLinkedQueue<>();
            steps.add(round(svara, size.intakes(), () -> {
                long start = System.nanoTime();
                visits.addAll(fillIn(size.intakes()));
                return System.nanoTime() - start;
            }));
            http.add(round(svara, size.intakes(), () -> sendFilledIn(visits)));
            starts.add(round(bare, size.intakes(), () -> bare.ask("starts " + times)));
            direct.add(round(svara, size.intakes(), () -> svara.ask("registers " + times)));
        }
        report.chapter("Intake with " + Size.CLIENTS + " clients, beside bare starts of the same models");
        report.atLeast(
                0.5,
                "press of Send in the public form, over HTTP, per second",
                Round.median(http, Round::perSecond),
                Round.median(starts, Round::perSecond));
        report.atMost(
                2.2, "  CPU ms each", Round.median(http, Round::cpuMillis), Round.median(starts, Round::cpuMillis));
        report.beside(
                "  write-ahead log, kB each",
                Round.median(http, Round::logKilobytes),
                Round.median(starts, Round::logKilobytes));
        report.beside(
                "the same without HTTP, per second",
                Round.median(direct, Round::perSecond),
                Round.median(starts, Round::perSecond));
        report.beside("  CPU ms each", Round.median(direct, Round::cpuMillis), Round.median(starts, Round::cpuMillis));
        report.tell("the form's five requests before Send, forms per second", Round.median(steps, Round::perSecond));
        report.tell("  CPU ms each form", Round.median(steps, Round::cpuMillis));
    }

    private void mails() {
        new MailBench(size, svara, form, mails, svaraTables, postmaster, report).run(questions);
        questions += size.rounds() * size.intakes();
    }

    private void journal() {
        new JournalBench(size, svara, svaraTables, report).run();
    }

    private void lives(String title, double goal) {
        List<Round> ours = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        String order = "lives " + size.lives() + " " + Size.CLIENTS;
        for (int i = 0; i < size.rounds(); i++) {
            ours.add(round(svara, size.lives(), () -> svara.ask(order)));
            theirs.add(round(bare, size.lives(), () -> bare.ask(order)));
        }
        report.chapter(title);
        report.atLeast(
                goal, "cases per second", Round.median(ours, Round::perSecond), Round.median(theirs, Round::perSecond));
        report.beside("  CPU ms each", Round.median(ours, Round::cpuMillis), Round.median(theirs, Round::cpuMillis));
        report.beside(
                "  write-ahead log, kB each",
                Round.median(ours, Round::logKilobytes),
                Round.median(theirs, Round::logKilobytes));
    }

    private void rows() {
        // What was measured before need not be posted now.
        svaraTables.run("update letter set status = 'SENT', settled_at = now(), tell_at = null");
        pause(12);
        String engine = "relname like 'act\\_%'";
        long ours = svaraTables.changes("not " + engine);
        long ourEngine = svaraTables.changes(engine);
        long theirs = bareTables.changes("true");
        int times = 40;
        svara.ask("lives " + times + " 1");
        bare.ask("lives " + times + " 1");
        pause(12);
        report.beside(
                "  rows written in the engine's tables",
                (double) (svaraTables.changes(engine) - ourEngine) / times,
                (double) (bareTables.changes("true") - theirs) / times);
        report.tell("  rows written in Svara's own", (double) (svaraTables.changes("not " + engine) - ours) / times);
        svara.ask("post");
        svaraTables.run("vacuum full");
        long before = svaraTables.size();
        svara.ask("lives " + size.closed() + " 4");
        double seconds = svara.ask("post") / 1e9;
        svaraTables.run("vacuum full");
        report.tell("  closed by sending all their letters, cases per second", size.closed() / seconds);
        report.below(45, "  disk of a closed case, kB", (svaraTables.size() - before) / 1024.0 / size.closed());
    }

    private void open() {
        List<String> originals =
                IntStream.range(0, 4).mapToObj(i -> svara.tell("case " + i)).toList();
        List<String> bareOriginals =
                IntStream.range(0, 4).mapToObj(i -> bare.tell("case " + i)).toList();
        CaseCopies ours = new CaseCopies(svaraTables, originals);
        CaseCopies theirs = new CaseCopies(bareTables, bareOriginals);
        ours.add(0, size.few() - 1);
        theirs.add(0, size.few() - 1);
        Lists few = Lists.measure(svara);
        new Timers(size, svaraTables, bareTables, report).run();
        ours.add(size.few(), size.many() - 1);
        theirs.add(size.few(), size.many() - 1);
        tellLists(few, Lists.measure(svara));
        lives("Whole case with " + size.many() + " open cases", 0.7);
        ownIndexes.forEach(bareTables::run);
        lives("Whole case with " + size.many() + " open cases, the bare engine with its own indexes only", 1.5);
    }

    private void history() {
        new HistoryBench(size, svara, svaraTables, postmaster, report).run();
    }

    private void openLists() {
        CaseCopies copies = new CaseCopies(
                svaraTables,
                IntStream.range(0, 4).mapToObj(i -> svara.tell("case " + i)).toList());
        copies.add(0, size.few() - 1);
        Lists few = Lists.measure(svara);
        copies.add(size.few(), size.many() - 1);
        tellLists(few, Lists.measure(svara));
    }

    private void tellLists(Lists few, Lists many) {
        report.chapter("Work list of 50, with " + size.few() + " and " + size.many() + " open cases (no network)");
        few.tell(report, size.few());
        many.tell(report, size.many());
        report.below(1.5, "page's p95, times what it was with " + size.few() + " cases", many.page95() / few.page95());
        report.below(
                2, "Tasklist's p95, times what it was with " + size.few() + " cases", many.engine95() / few.engine95());
    }

    private void memory() {
        report.chapter("Memory");
        report.beside("the most it took, MB resident", (double) Cpu.peakMegabytes(svara.pid()), (double)
                Cpu.peakMegabytes(bare.pid()));
        report.below(700, "Svara's, MB", (double) Cpu.peakMegabytes(svara.pid()));
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        svara.close();
        bare.close();
        svaraTables.close();
        bareTables.close();
        postgres.close();
        mail.close();
    }
}
