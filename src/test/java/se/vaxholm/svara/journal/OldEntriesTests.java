package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.embedded.PostgresServer;

/** A journal from before there were chains is sealed as it stands, once. */
@SvaraTest
class OldEntriesTests {

    private static final String BEFORE = "61";

    @Autowired
    private List<JavaMigration> migrations;

    @Autowired
    private Seal seal;

    @Value("${svara.secret}")
    private String secret;

    private PostgresServer.Database database;
    private JdbcClient owner;
    private final UUID enquiry = UUID.randomUUID();

    @BeforeEach
    void aDatabaseOfTheVersionBefore() {
        database = TestServers.newDatabase();
        flyway(BEFORE, secret).migrate();
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.url(), PostgresServer.OWNER, database.ownerPassword()));
    }

    private Flyway flyway(String target, String key) {
        JavaMigration[] those = migrations.stream()
                .map(migration -> migration instanceof OldEntries ? new OldEntries(key) : migration)
                .toArray(JavaMigration[]::new);
        return Flyway.configure()
                .dataSource(database.url(), PostgresServer.OWNER, database.ownerPassword())
                .placeholders(java.util.Map.of("app-role", PostgresServer.APPLICATION))
                .javaMigrations(those)
                .target(target)
                .load();
    }

    private void write(UUID of, String what, String detail) {
        owner.sql("insert into journal_entry (enquiry_id, number, at, what, actor_role, actor_id, actor_name, detail)"
                        + " values (?, ?, now(), ?, 'STAFF', 'handlaggare', 'Hanna', cast(? as jsonb))")
                .params(of, of == null ? null : "VS-2026-00001", what, detail)
                .update();
    }

    private void anOldCase() {
        owner.sql("""
                        insert into enquiry (id, number, channel, kind, category_id, unit_id, subject, sensitive, reply_by,
                            language, received_at, registered_at, last_day_on, remind_at, answer_due_at, status)
                        values (?, 'VS-2026-00001', 'WEB', 'QUESTION', 'bygglov', 'stadsbyggnad', 'Altan', false,
                            'STATUS_PAGE', 'SV', now(), now(), current_date, now(), now(), 'REGISTERED')""").param(enquiry).update();
        write(enquiry, "REGISTERED", "{\"channel\": \"WEB\"}");
        write(null, "MODEL_DEPLOYED", "{\"model\": \"receipt.bpmn\"}");
        write(enquiry, "CLAIMED", "{}");
        write(null, "ABSENCE_SET", "{\"staff\": \"handlaggare\"}");
        write(null, "MODEL_DEPLOYED", "{\"model\": \"watch.bpmn\"}");
        write(null, "RECIPIENT_CHANGED", "{\"recipient\": \"trafikverket\"}");
        write(enquiry, "ANSWERED", "{}");
    }

    private DataSource application() {
        return new DriverManagerDataSource(database.url(), PostgresServer.APPLICATION, database.applicationPassword());
    }

    private Checkpoints checkpoints(DataSource application) {
        return new Checkpoints(
                JdbcClient.create(application),
                new JdbcTemplate(application),
                new TransactionTemplate(new JdbcTransactionManager(application)),
                seal,
                Clock.systemUTC(),
                event -> {});
    }

    private Verification verification(DataSource application) {
        Checkpoints checkpoints = checkpoints(application);
        return new Verification(
                JdbcClient.create(application),
                seal,
                checkpoints,
                new PublishedCheckpoints(checkpoints, null),
                new JdbcTransactionManager(application),
                Clock.systemUTC());
    }

    @Test
    void eachChainIsSealedAndGoesOn() {
        anOldCase();
        flyway("latest", secret).migrate();
        DataSource application = application();
        JdbcClient jdbc = JdbcClient.create(application);
        Checkpoints checkpoints = checkpoints(application);
        Verification verification = verification(application);
        assertThat(jdbc.sql("select chain || ' ' || seq || ' ' || what from journal_entry order by chain, seq")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        Chain.MODELS.id() + " 1 MODEL_DEPLOYED",
                        Chain.MODELS.id() + " 2 MODEL_DEPLOYED",
                        Chain.STAFF.id() + " 1 ABSENCE_SET",
                        Chain.SETTINGS.id() + " 1 RECIPIENT_CHANGED",
                        enquiry + " 1 REGISTERED",
                        enquiry + " 2 CLAIMED",
                        enquiry + " 3 ANSWERED");
        assertThat(verification.ofAll(done -> true).findings()).isEmpty();
        assertThat(checkpoints.make().orElseThrow().leaves()).isEqualTo(4);
        assertThat(verification.ofAll(done -> true).findings()).isEmpty();
        owner.sql("update journal_entry set what = 'CLOSED' where what = 'CLAIMED'")
                .update();
        assertThat(verification.ofAll(done -> true).findings())
                .containsExactly(Finding.of(Finding.Kind.CHANGED, enquiry, "VS-2026-00001", 2, 2));
    }

    @Test
    void aJournalThatIsTooLongForOneStepIsSealedToItsEnd() {
        anOldCase();
        owner.sql("""
                        insert into journal_entry (enquiry_id, number, at, what, actor_role, actor_id, actor_name, detail)
                        select case when n % 3 > 0 then cast(? as uuid) end, 'VS-2026-00001', now(), 'REMINDED', 'SYSTEM', null,
                            null, '{}' from generate_series(1, 1800) n""").param(enquiry).update();
        flyway("latest", secret).migrate();
        assertThat(verification(application()).ofAll(done -> true))
                .satisfies(result -> assertThat(result.findings()).isEmpty())
                .satisfies(result -> assertThat(result.entries()).isEqualTo(1_807));
    }

    @Test
    void withoutTheKeyNothingIsSealedAndNothingIsHalfDone() {
        anOldCase();
        assertThatThrownBy(() -> flyway("latest", "").migrate()).hasStackTraceContaining("SVARA_SECRET");
        assertThat(owner.sql("select count(*) from journal_entry where chain is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
        flyway("latest", secret).migrate();
        assertThat(owner.sql("select count(*) from journal_entry where chain is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aNewDatabaseNeedsNoKey() {
        flyway("latest", "").migrate();
        assertThat(owner.sql("select count(*) from journal_head")
                        .query(Integer.class)
                        .single())
                .isEqualTo(Chain.values().length);
    }
}
