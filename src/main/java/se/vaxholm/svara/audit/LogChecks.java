package se.vaxholm.svara.audit;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.correspondence.AuditorsMail;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.journal.Verification;
import se.vaxholm.svara.security.Actor;

/**
 * Looks through the whole journal, all messages, letters and texts in the background, once at a time on a node; that it was done,
 * and whether anything was wrong, is a line in the journal itself.
 */
@Component
class LogChecks {

    private static final Logger log = LoggerFactory.getLogger(LogChecks.class);

    private static final Duration NIGHTS_APART = Duration.ofHours(20);

    private final WholeCheck whole;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Journal journal;
    private final AuditorsMail mail;
    private final String auditor;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "journal check");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<@Nullable Check> last = new AtomicReference<>();

    LogChecks(
            WholeCheck whole,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock,
            Journal journal,
            AuditorsMail mail,
            @Value("${svara.journal.auditor:}") String auditor) {
        this.journal = journal;
        this.mail = mail;
        this.auditor = auditor;
        this.whole = whole;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A check, under way or over.
     *
     * @param at what it looks through now, or did last
     * @param done how much of that
     * @param of of how much
     * @param stopping whether somebody has asked it to stop
     * @param failed whether it broke off by itself
     * @param result null until it is over
     */
    record Check(
            Instant began,
            String by,
            Verification.Phase at,
            int done,
            int of,
            boolean stopping,
            boolean failed,
            WholeCheck.@Nullable Result result) {

        public boolean isRunning() {
            return result == null && !failed;
        }

        private Check come(Verification.Come now, int all) {
            return new Check(began, by, now.phase(), now.done(), all, stopping, false, null);
        }

        private Check stopped() {
            return new Check(began, by, at, done, of, true, failed, result);
        }

        private Check over(WholeCheck.Result with) {
            return new Check(began, by, at, done, of, stopping, false, with);
        }

        private Check broken() {
            return new Check(began, by, at, done, of, stopping, true, null);
        }
    }

    /** The last one on this node. */
    Optional<Check> last() {
        return Optional.ofNullable(last.get());
    }

    /** @return false when one is under way */
    boolean begin(Actor by) {
        Check before = last.get();
        Check check = new Check(
                clock.instant(), by.name(), Verification.Phase.CHECKPOINTS, 0, whole.checkpoints(), false, false, null);
        if ((before != null && before.isRunning()) || !last.compareAndSet(before, check)) {
            return false;
        }
        worker.execute(() -> look(by));
        return true;
    }

    void stop() {
        last.updateAndGet(check -> check != null && check.isRunning() ? check.stopped() : check);
    }

    /** What nobody asks for is looked for all the same: each night, on one of the nodes. */
    @Scheduled(cron = "0 30 2 * * *", zone = "Europe/Stockholm")
    void nightly() {
        Instant since = clock.instant().minus(NIGHTS_APART);
        boolean done = journal.of(Chain.AUDIT).stream()
                .anyMatch(entry ->
                        entry.what() == Deed.What.VERIFIED && entry.at().isAfter(since));
        if (!done) {
            begin(Actor.SYSTEM);
        }
    }

    private void look(Actor by) {
        try {
            int checkpoints = whole.checkpoints();
            int chains = whole.chains();
            WholeCheck.Result result = whole.look(come -> {
                int all = come.phase() == Verification.Phase.CHECKPOINTS ? checkpoints : chains;
                Check now = last.updateAndGet(check -> check == null ? null : check.come(come, all));
                return now == null || !now.stopping();
            });
            if (result.log().ended() || result.findings() > 0) {
                tell(by, result);
            }
            last.updateAndGet(check -> check == null ? null : check.over(result));
        } catch (RuntimeException e) {
            log.error("The check of the journal broke off", e);
            last.updateAndGet(check -> check == null ? null : check.broken());
        }
    }

    private void tell(Actor by, WholeCheck.Result result) {
        Map<String, String> detail = Map.of(
                "chains", Integer.toString(result.log().chains()),
                "entries", Long.toString(result.log().entries()),
                "checkpoints", Integer.toString(result.log().checkpoints()),
                "letters", Integer.toString(result.letters()),
                "messages", Integer.toString(result.messages()),
                "texts", Integer.toString(result.texts()),
                "findings", Integer.toString(result.findings()));
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new Deed(Deed.What.VERIFIED, null, null, by, clock.instant(), detail));
            if (result.findings() > 0) {
                log.error("The journal, a message, a letter or a text is not as it was written: {}", result.first());
                if (!auditor.isBlank()) {
                    mail.broken(auditor, result.findings());
                }
            }
        });
    }

    @PreDestroy
    void end() {
        stop();
        worker.shutdown();
    }
}
