package se.vaxholm.svara.audit.export;

import jakarta.annotation.PreDestroy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Exports of many cases, made in the background while whoever ordered one goes on with other things. */
@Service
class ManyExports {

    private static final Logger log = LoggerFactory.getLogger(ManyExports.class);

    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;

    private final Orders orders;
    private final ManyExportRun run;
    private final Set<UUID> here = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "export");
                thread.setDaemon(true);
                return thread;
            });

    ManyExports(Orders orders, ManyExportRun run) {
        this.orders = orders;
        this.run = run;
        threads.allowCoreThreadTimeOut(true);
    }

    /** What came of an order. */
    enum Ordered {
        BEGUN,
        /** This person has another one that is not finished. */
        HAS_ONE,
        /** Too many others wait. */
        BUSY
    }

    Ordered order(ManyExportRun.Wish wish, Map<String, String> filterForJournal, int cases) {
        Optional<UUID> begun =
                orders.begin(new Orders.New(wish.staff().id(), wish.format(), wish.inWords(), wish.reveal(), cases));
        if (begun.isEmpty()) {
            return Ordered.HAS_ONE;
        }
        UUID id = begun.get();
        Locale locale = LocaleContextHolder.getLocale();
        try {
            here.add(id);
            threads.execute(() -> make(id, wish, filterForJournal, locale));
            return Ordered.BEGUN;
        } catch (RejectedExecutionException e) {
            here.remove(id);
            orders.remove(id, wish.staff().id());
            return Ordered.BUSY;
        }
    }

    private void make(UUID id, ManyExportRun.Wish wish, Map<String, String> filterForJournal, Locale locale) {
        LocaleContextHolder.setLocale(locale);
        try {
            run.make(id, wish, filterForJournal);
        } catch (CancelledException e) {
            log.info("Export {} was cancelled", id);
        } catch (QueryTimeoutException | DataAccessResourceFailureException e) {
            log.warn("Export {} took too long", id, e);
            fail(id, Order.Problem.SLOW);
        } catch (Exception e) {
            log.error("Export {} failed", id, e);
            fail(id, threads.isShutdown() ? Order.Problem.INTERRUPTED : Order.Problem.OTHER);
        } finally {
            here.remove(id);
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private void fail(UUID id, Order.Problem problem) {
        try {
            orders.failed(id, problem);
        } catch (RuntimeException e) {
            // Whoever looks for those that are silent finds it.
            log.warn("That export {} failed could not be written", id, e);
        }
    }

    /** Those that wait here are not forgotten either. */
    @Scheduled(fixedDelayString = "PT1M")
    public void stillHere() {
        orders.stillHere(Set.copyOf(here));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            log.warn("An export was stopped in the middle");
        }
    }
}
