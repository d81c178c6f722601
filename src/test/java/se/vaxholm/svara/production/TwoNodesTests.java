package se.vaxholm.svara.production;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.embedded.DemoRealm;
import se.vaxholm.svara.embedded.FreePort;
import se.vaxholm.svara.embedded.PostgresServer;
import se.vaxholm.svara.embedded.SvaraSettings;
import se.vaxholm.svara.security.KeycloakDesk;
import se.vaxholm.svara.security.TestVisitor;

/** Two nodes of the production jar, started at the same moment on one empty database while Keycloak is away. */
class TwoNodesTests {

    private static final String A = TestServers.applicationUrl();
    private static final int PORT_OF_B = FreePort.any();
    private static final String B = "http://localhost:" + PORT_OF_B;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final List<Jar> nodes = new ArrayList<>();
    private static PostgresServer.Database database;
    private static SingleConnectionDataSource connection;
    private static JdbcClient jdbc;

    private final TestVisitor visitor = new TestVisitor();

    @BeforeAll
    static void startBothAtOnce() throws Exception {
        database = TestServers.newDatabase();
        nodes.add(Jar.run("node-a", settings(database, TestServers.applicationPort())));
        nodes.add(Jar.run("node-b", settings(database, PORT_OF_B)));
        connection = new SingleConnectionDataSource(
                DriverManager.getConnection(database.url(), PostgresServer.APPLICATION, database.applicationPassword()),
                true);
        jdbc = JdbcClient.create(connection);
        for (Jar node : nodes) {
            node.says("Started SvaraApplication");
        }
        assertThat(TestServers.keycloak().url()).isEqualTo(TestServers.keycloakUrl());
        for (String home : List.of(A, B)) {
            await(() -> new TestVisitor()
                            .once(home + "/oauth2/authorization/keycloak")
                            .statusCode()
                    == 302);
        }
    }

    /** Keycloak's address is known before it is there. */
    private static Map<String, Object> settings(PostgresServer.Database database, int port) {
        Map<String, Object> settings = SvaraSettings.of(
                database,
                TestServers.mail(),
                TestServers.keycloakUrl(),
                new DemoRealm(Path.of("keycloak", "svara-realm.json")),
                A,
                "a-server-key-that-only-the-tests-know");
        settings.put("server.port", port);
        settings.put("svara.limits.shortest-filling", "0s");
        return settings;
    }

    @AfterAll
    static void stopBoth() throws Exception {
        connection.destroy();
        Instant before = Instant.now();
        nodes.forEach(Jar::stop);
        for (Jar node : nodes) {
            // 128 + SIGTERM, or 1 where there are no signals.
            assertThat(node.exit()).as(node.log()).isIn(143, 1);
            node.close();
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void oneNodeWaitedForTheOther() {
        assertThat(nodes)
                .filteredOn(node -> node.log().contains("Another node is starting on this database"))
                .hasSize(1);
        assertThat(nodes).noneMatch(node -> node.log().contains("\tat "));
    }

    @Test
    void whatAStartWritesOnceIsWrittenOnce() {
        assertThat(twice("select name_ from act_re_deployment where source_ = 'baseline'"))
                .isEmpty();
        assertThat(twice("select key_ from act_re_procdef where version_ = 1")).isEmpty();
        assertThat(twice("select concat_ws('/', type_, group_id_, user_id_, resource_type_, resource_id_)"
                        + " from act_ru_authorization"))
                .isEmpty();
        assertThat(twice("select name_ from act_ru_filter")).isEmpty();
        assertThat(twice("select detail ->> 'model' from journal_entry where what = 'MODEL_DEPLOYED'"
                        + " and actor_role = 'SYSTEM'"))
                .isEmpty();
        assertThat(twice("select wording || ' ' || language from kept_texts")).isEmpty();
        assertThat(count("select count(*) from kept_texts")).isPositive();
        assertThat(count("select count(*) from act_re_deployment")).isPositive();
        assertThat(count("select count(*) from act_ru_authorization")).isPositive();
    }

    @Test
    void bothSaidThatKeycloakWasAwayAndThatItIsBack() {
        assertThat(nodes)
                .allMatch(node -> node.log()
                        .contains("Keycloak cannot be used at " + TestServers.keycloakUrl() + "/realms/svara"))
                .allMatch(node -> node.log().contains("Keycloak answers again"));
    }

    @Test
    void anOwnersModelIsPutInUseBesideTheRunningNodes(@TempDir Path folder) throws Exception {
        Path model = Files.writeString(
                folder.resolve("escalation.bpmn"),
                Files.readString(Path.of("bpmn", "escalation.bpmn"))
                        .replace("name=\"Eskalering\"", "name=\"Eskalering i steg\""));
        Map<String, Object> settings = settingsWithoutTheOwner();
        String[] command = {"publish", model.toString(), "--by", "Oskar Berg", "--comment", "Tydligare namn"};

        try (Jar publish = Jar.run("publish", settings, command)) {
            assertThat(publish.exit()).as(publish.log()).isZero();
            assertThat(publish.log())
                    .contains("escalation.bpmn: version 2 är i bruk.")
                    .doesNotContain("WARN", "ERROR");
        }
        try (Jar again = Jar.run("publish-again", settings, command)) {
            assertThat(again.exit()).as(again.log()).isEqualTo(1);
            assertThat(again.log()).contains("escalation.bpmn: oförändrad");
        }
        visitor.signIn("/processer", "processagare");
        for (String home : List.of(A, B)) {
            assertThat(visitor.once(home + "/processer").body())
                    .contains("Eskalering i steg", "Oskar Berg", "Tydligare namn");
        }
        assertThat(
                        count(
                                "select count(*) from journal_entry where what = 'MODEL_DEPLOYED' and actor_name = 'Oskar Berg'"))
                .isOne();
    }

    @Test
    void runningCasesAreMovedBesideTheRunningNodesWithTheirTimersAsTheyWere(@TempDir Path folder) throws Exception {
        asks("moved@example.org", List.of(A, B));
        Path model = Files.writeString(
                folder.resolve("receipt.bpmn"),
                Files.readString(Path.of("bpmn", "receipt.bpmn"))
                        .replace("name=\"Från fråga till svar\"", "name=\"Från fråga till besked\""));
        Map<String, Object> settings = settingsWithoutTheOwner();
        String moved = "select id_ from act_hi_procinst where proc_def_key_ = 'receipt' and business_key_ ="
                + " (select number from enquiry where enquirer_email = 'moved@example.org')";
        String timers =
                "select string_agg(duedate_::text, ', ' order by id_) from act_ru_job where process_instance_id_ = ("
                        + moved + ")";
        String before = jdbc.sql(timers).query(String.class).single();

        try (Jar publish = Jar.run(
                "publish-receipt",
                settings,
                "publish",
                model.toString(),
                "--by",
                "Oskar Berg",
                "--comment",
                "Namnet")) {
            assertThat(publish.exit()).as(publish.log()).isZero();
            assertThat(publish.log()).contains("De som pågår kan flyttas: move receipt.bpmn");
        }
        try (Jar asks = Jar.run("move-asks", settings, "move", "receipt.bpmn")) {
            assertThat(asks.exit()).as(asks.log()).isZero();
            assertThat(asks.log())
                    .containsPattern("receipt\\.bpmn: \\d+ pågår i version 1 och kan flyttas till version 2");
        }
        assertThat(count("select count(*) from journal_entry where what = 'PROCESS_MIGRATED'"))
                .isZero();
        try (Jar moves =
                Jar.run("move", settings, "move", "receipt.bpmn", "--by", "Oskar Berg", "--comment", "Samma namn")) {
            assertThat(moves.exit()).as(moves.log()).isZero();
            assertThat(moves.log())
                    .containsPattern("receipt\\.bpmn: \\d+ flyttade från version 1 till version 2, 0 stannade")
                    .doesNotContain("WARN", "ERROR");
        }

        assertThat(before).isNotBlank();
        assertThat(jdbc.sql(timers).query(String.class).single()).isEqualTo(before);
        assertThat(jdbc.sql("select proc_def_id_ from act_ru_execution where id_ = (" + moved + ")")
                        .query(String.class)
                        .single())
                .startsWith("receipt:2:");
        assertThat(
                        count(
                                "select count(*) from journal_entry where what = 'PROCESS_MIGRATED' and actor_name = 'Oskar Berg'"
                                        + " and enquiry_id = (select id from enquiry where enquirer_email = 'moved@example.org')"))
                .isOne();
    }

    private static Map<String, Object> settingsWithoutTheOwner() {
        Map<String, Object> settings = settings(database, PORT_OF_B);
        List.of("spring.flyway.url", "spring.flyway.user", "spring.flyway.password")
                .forEach(settings::remove);
        return settings;
    }

    @Test
    void aSignInOnOneNodeHoldsOnTheOther() throws Exception {
        assertThat(visitor.signIn("/arbete", "handlaggare").statusCode()).isEqualTo(200);

        assertThat(visitor.once(B + "/arbete").statusCode()).isEqualTo(200);
    }

    @Test
    void aSignOutOnOneNodeHoldsOnTheOther() throws Exception {
        visitor.signIn("/arbete", "handlaggare2");
        HttpResponse<String> out = visitor.post(B + "/logout", Map.of("_csrf", csrf(visitor.once(B + "/nekad"))));

        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(visitor.once(A + "/arbete").statusCode()).isEqualTo(302);
        assertThat(visitor.once(B + "/arbete").statusCode()).isEqualTo(302);
    }

    /** Keycloak tells node A alone. */
    @Test
    void whenKeycloakEndsASessionItEndsOnBothNodes() throws Exception {
        visitor.signIn("/arbete", "registrator");
        assertThat(visitor.once(B + "/arbete").statusCode()).isEqualTo(200);

        KeycloakDesk.signIn().endSessionsOf("registrator");

        assertThat(visitor.once(B + "/arbete").statusCode()).isEqualTo(302);
        assertThat(visitor.once(A + "/arbete").statusCode()).isEqualTo(302);
    }

    @Test
    void aFormBegunOnOneNodeIsSentOnTheOtherAndEverythingHappensOnce() throws Exception {
        for (int i = 0; i < 6; i++) {
            asks("asker-" + i + "@example.org", i % 2 == 0 ? List.of(A, B) : List.of(B, A));
        }
        await(() -> count("select count(*) from act_ru_job where type_ = 'timer'") >= 6);
        await(() -> count("select count(*) from letter where status = 'QUEUED'") == 0);

        // Two days go by for the timers, though not for the clock.
        int timers = jdbc.sql("update act_ru_job set duedate_ = now() - interval '1 hour' where type_ = 'timer'")
                .update();
        String ofThese = " and enquiry_id in (select id from enquiry where enquirer_email like 'asker-%')";
        await(() ->
                count("select count(distinct enquiry_id) from journal_entry where what = 'REMINDED'" + ofThese) == 6);
        await(() ->
                count("select count(distinct enquiry_id) from journal_entry where what = 'ESCALATED'" + ofThese) == 6);
        await(() -> count("select count(*) from letter where status = 'QUEUED'") == 0);

        assertThat(timers).isGreaterThanOrEqualTo(12);
        assertThat(twice("select concat_ws('/', enquiry_id, what) from journal_entry"
                        + " where what in ('REGISTERED', 'REMINDED', 'ESCALATED', 'UNIT_TOLD')"))
                .isEmpty();
        assertThat(twice("select job_id_ from act_hi_job_log where job_state_ = 2"))
                .isEmpty();
        assertThat(count("select count(*) from act_hi_job_log where job_state_ = 1"))
                .as("jobs that failed")
                .isZero();
    }

    @Test
    void twoPostOfficesSendEachLetterOnce() throws Exception {
        int many = 60;
        jdbc.sql("""
                        insert into letter (id, kind, recipient, sender_name, sender_email, subject, body_text, body_html,
                            language, message_id, status, queued_at, next_try_at)
                        select gen_random_uuid(), 'UNIT_NOTICE', 'once@example.org', 'Vaxholm', 'kontakt@example.org', 'Once ' || n,
                            'Once', '<p>Once</p>', 'SV', '<once-' || n || '@example.org>', 'QUEUED', now(), now()
                        from generate_series(1, ?) n""").param(many).update();
        await(() ->
                count("select count(*) from letter where recipient = 'once@example.org' and status <> 'SENT'") == 0);

        List<String> arrived = new ArrayList<>();
        for (MimeMessage letter : TestServers.mail().greenMail().getReceivedMessages()) {
            if (letter.getSubject().startsWith("Once ")) {
                arrived.add(letter.getMessageID());
            }
        }
        assertThat(arrived).hasSize(many).doesNotHaveDuplicates();
        assertThat(count("select count(*) from letter where recipient = 'once@example.org' and attempts <> 1"))
                .isZero();
    }

    /** Each step on the next node. */
    private static void asks(String email, List<String> homes) throws Exception {
        TestVisitor asker = new TestVisitor();
        step(asker, homes.get(0), "/fraga", "kind=QUESTION", "category=gata-och-vag");
        step(asker, homes.get(1), "/fraga/text", "text=När lagas lampan vid bryggan?");
        step(asker, homes.get(0), "/fraga/svar", "replyBy=EMAIL", "email=" + email, "language=SV");
        HttpResponse<String> check = asker.once(homes.get(1) + "/fraga/kontrollera");
        HttpResponse<String> sent = asker.post(
                homes.get(1) + "/fraga/kontrollera",
                Map.of("_csrf", csrf(check), "key", hidden(check, "key"), "shown", hidden(check, "shown")));
        assertThat(sent.headers().firstValue("Location").orElse("")).endsWith("/fraga/klart");
        assertThat(asker.once(homes.get(0) + "/fraga/klart").body()).contains("VS-");
    }

    private static void step(TestVisitor asker, String home, String path, String... fields) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("_csrf", csrf(asker.once(home + path)));
        Arrays.stream(fields).map(field -> field.split("=", 2)).forEach(field -> all.put(field[0], field[1]));
        HttpResponse<String> answer = asker.post(home + path, all);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(302);
    }

    private static String csrf(HttpResponse<String> page) {
        Matcher token = CSRF.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group(1);
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    private static List<String> twice(String query) {
        return jdbc.sql("select found from (" + query + ") as every(found) group by found having count(*) > 1")
                .query(String.class)
                .list();
    }

    private static long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
