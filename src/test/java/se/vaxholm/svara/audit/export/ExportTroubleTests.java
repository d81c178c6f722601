package se.vaxholm.svara.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Staff;

/** Exports of many cases that are stopped, given up, break off, or wait for others. */
class ExportTroubleTests extends ExportStory {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;

    @Autowired
    private ManyExports exports;

    private ManyExportRun.Wish wish(Staff staff) {
        return new ManyExportRun.Wish(Format.CSV, filter(), List.of(), Reveal.NOTHING, staff);
    }

    private void superuser(String sql) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(url, "postgres", "only-for-tests");
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private int read() {
        return jdbc.sql("select count(*) from access_log where staff_id = ?")
                .param(auditor.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatIsCancelledGoesNoFurtherThanTheStepThatItIsIn() throws Exception {
        Enquiry like = asked("Får jag bygga?");
        manyMore(like, CaseWalk.STEP * 2);
        try {
            UUID running = begun();
            orders.remove(running, auditor.id());
            assertThatThrownBy(() -> run.make(running, wish(auditor), Map.of())).isInstanceOf(CancelledException.class);
            assertThat(read()).isEqualTo(CaseWalk.STEP);
        } finally {
            forgetThem();
        }
    }

    /** Between the last piece and the journal; whoever cancels a moment later removes what is done. */
    @Test
    void whatIsCancelledAtTheVeryEndIsInNoJournal() {
        asked("Får jag bygga?");
        UUID running = begun();
        Map<String, String> cancelling = new TreeMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public void forEach(BiConsumer<? super String, ? super String> each) {
                assertThat(pieces(running)).isPositive();
                orders.remove(running, auditor.id());
            }
        };
        assertThatThrownBy(() -> run.make(running, wish(auditor), cancelling)).isInstanceOf(CancelledException.class);
        assertThat(exports()).isEmpty();
        assertThat(pieces(running)).isZero();
    }

    @Test
    void whatHasBeenGivenUpIsNotFinishedAfterAll() {
        asked("Får jag bygga?");
        UUID silent = begun();
        clock.advance(Duration.ofMinutes(6));
        orders.forget();
        assertThatThrownBy(() -> run.make(silent, wish(auditor), Map.of())).isInstanceOf(CancelledException.class);
        assertThat(orders.toldSoFar(silent, 1, 1)).isFalse();
        assertThat(transactionally(silent)).isFalse();
        Order order = orders.find(silent, auditor.id()).orElseThrow();
        assertThat(order.problem()).isEqualTo(Order.Problem.INTERRUPTED);
        assertThat(order.told()).isZero();
        assertThat(exports()).isEmpty();
        orders.forget();
        assertThat(pieces(silent)).isZero();
    }

    private boolean transactionally(UUID order) {
        return Boolean.TRUE.equals(transaction.execute(status -> orders.done(order, 1, "ab")));
    }

    @Test
    void whatBreaksOffSaysSoLeavesNothingAndCanBeOrderedAgain() throws Exception {
        asked("Får jag bygga?");
        superuser("revoke insert on access_log from svara_app");
        Order broken;
        try {
            ordered("csv");
            broken = over(auditor);
        } finally {
            superuser("grant insert on access_log to svara_app");
        }
        assertThat(broken.problem()).isEqualTo(Order.Problem.OTHER);
        assertThat(send(get("/granskning/export")).getContentAsString())
                .contains("Något gick fel när exporten gjordes. Inget är sparat.");
        assertThat(pieces(broken.id())).isZero();
        assertThat(exports()).isEmpty();
        assertThat(made("csv")).containsKey("cases.csv");
    }

    @Test
    void whoeverFindsNoRoomIsToldSoAndThoseThatWaitAreNotGivenUp() throws Exception {
        asked("Får jag bygga?");
        List<Staff> others = IntStream.range(0, AT_ONCE + WAITING)
                .mapToObj(i -> new Staff("revisor-" + UUID.randomUUID(), "Rut Revisor", auditor.groups()))
                .toList();
        try (Connection superuser = DriverManager.getConnection(url, "postgres", "only-for-tests");
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("lock table access_log in exclusive mode");
            others.subList(0, AT_ONCE).forEach(this::begins);
            standStill(statement);
            others.subList(AT_ONCE, AT_ONCE + WAITING).forEach(this::begins);
            assertThat(ordered("csv").getContentAsString())
                    .contains("Många exporter väntar just nu. Din är inte beställd.");
            assertThat(orders.of(auditor.id())).isEmpty();
            clock.advance(Duration.ofMinutes(6));
            exports.stillHere();
            orders.forget();
            assertThat(others)
                    .allSatisfy(
                            one -> assertThat(orders.of(one.id())).isNotEmpty().allMatch(Order::isRunning));
            superuser.rollback();
        }
        for (Staff one : others) {
            assertThat(over(one).sha256()).isNotNull();
        }
        assertThat(made("csv")).containsKey("cases.csv");
    }

    private void begins(Staff one) {
        assertThat(exports.order(wish(one), Map.of(), 1)).isEqualTo(ManyExports.Ordered.BEGUN);
    }

    /** Those that are being made have come to the table that is held. */
    private static void standStill(Statement superuser) throws Exception {
        for (int i = 0; i < 400; i++) {
            try (ResultSet waiting = superuser.executeQuery(
                    "select count(*) from pg_locks where not granted and relation = 'access_log'::regclass")) {
                waiting.next();
                if (waiting.getInt(1) == AT_ONCE) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The exports have not begun");
    }

    private Order over(Staff staff) throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            List<Order> own = orders.of(staff.id());
            assertThat(own).hasSize(1);
            if (!own.get(0).isRunning()) {
                return own.get(0);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The export of " + staff.id() + " does not come to an end");
    }
}
