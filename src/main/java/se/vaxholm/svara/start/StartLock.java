package se.vaxholm.svara.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the nodes of one database start one after the other: what a start writes once (tables, models, rights, filters) two
 * nodes would otherwise write twice, or trip over each other.
 *
 * <p>PostgreSQL holds the lock for as long as its connection lives, so that a node that dies while it starts keeps nobody out.
 */
final class StartLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StartLock.class);

    /** The number is of no meaning but that nobody else uses it. */
    private static final long KEY = 0x5356_4152_41L;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Connection connection;

    private StartLock(Connection connection) {
        this.connection = connection;
    }

    static StartLock take(Database database) {
        StartLock lock = new StartLock(database.connect());
        try {
            lock.await();
            return lock;
        } catch (SQLException e) {
            lock.close();
            throw new IllegalStateException("The database broke off while Svara started", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void await() throws SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        boolean said = false;
        while (!isTaken()) {
            if (!said) {
                log.info("Another node is starting on this database; this one waits for it");
                said = true;
            }
            if (Instant.now().isAfter(end)) {
                throw new StartFailure("Another node has been starting on this database for " + PATIENCE.toMinutes()
                        + " minutes: look at its log, stop it, then start this one again.");
            }
            pause();
        }
    }

    private boolean isTaken() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Svara was stopped while it waited for another node.");
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("The connection of the start lock was gone already", e);
        }
    }
}
