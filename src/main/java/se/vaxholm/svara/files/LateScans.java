package se.vaxholm.svara.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.files.KeptFile.Scan;

/** Scans what came in while the scanner was away. */
@Component
class LateScans {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final FileRows rows;
    private final Clamd clamd;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    LateScans(
            JdbcClient jdbc,
            FileRows rows,
            Clamd clamd,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clamd = clamd;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    /** Those that have waited longest first; one that cannot be scanned does not stand in the way of others. */
    @Scheduled(fixedDelayString = "PT2M", initialDelayString = "PT1M")
    void scan() {
        if (clamd.isSetUp()) {
            waiting().forEach(this::scan);
        }
    }

    private List<KeptFile> waiting() {
        return jdbc.sql("select * from file where scan = 'NOT_SCANNED' and tried_at <= ? order by tried_at limit "
                        + AT_ONCE)
                .param(Timestamp.from(clock.instant().minus(PAUSE)))
                .query(FileRows::read)
                .list();
    }

    private void scan(KeptFile file) {
        Instant now = clock.instant();
        Clamd.Verdict verdict = verdict(file);
        transaction.executeWithoutResult(status -> {
            int changed = jdbc.sql(
                            "update file set tried_at = ?, scan = ?, finding = ? where id = ? and scan = 'NOT_SCANNED'")
                    .params(Timestamp.from(now), verdict.scan().name(), verdict.findingOrNull(), file.id())
                    .update();
            if (changed > 0 && verdict.scan() == Scan.INFECTED) {
                events.publishEvent(new FileStopped(file));
            }
        });
    }

    private Clamd.Verdict verdict(KeptFile file) {
        try (InputStream content = rows.open(file)) {
            return clamd.scan(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
