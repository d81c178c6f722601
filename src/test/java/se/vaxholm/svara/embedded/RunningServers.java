package se.vaxholm.svara.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * The servers of this JVM, which stop when it ends, however far it came: first the applications close, then the servers
 * they use.
 *
 * <p>Not by Spring's own shutdown handlers: they run only once an application was started, and Ctrl-C comes earlier too.
 */
public final class RunningServers {

    private final List<AutoCloseable> servers = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> independent = new CopyOnWriteArrayList<>();
    private final List<ConfigurableApplicationContext> applications = new CopyOnWriteArrayList<>();
    private final List<ApplicationContext> started = new CopyOnWriteArrayList<>();
    private final Duration patience;

    /** Waits for the applications as long as {@code patience} allows before it takes their servers away. */
    public RunningServers(Duration patience) {
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "servers"));
    }

    public <S extends AutoCloseable> S add(S server) {
        servers.add(server);
        return server;
    }

    /** Adds a server that the applications can do without while they close: it need not wait for them. */
    public <S extends AutoCloseable> S addIndependent(S server) {
        independent.add(server);
        return server;
    }

    public void usedBy(ConfigurableApplicationContext application) {
        applications.add(application);
        application.addApplicationListener((ContextRefreshedEvent event) -> started.add(event.getApplicationContext()));
    }

    private void stop() {
        CompletableFuture<Void> meanwhile =
                CompletableFuture.runAsync(() -> independent.forEach(RunningServers::close));
        Instant end = Instant.now().plus(patience);
        try {
            while (Instant.now().isBefore(end) && active().anyMatch(started::contains)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        servers.parallelStream().forEach(RunningServers::close);
        meanwhile.join();
        if (active().findAny().isPresent()) {
            // One that was still starting may hang on to its database for minutes.
            Runtime.getRuntime().halt(1);
        }
    }

    private Stream<ConfigurableApplicationContext> active() {
        return applications.stream().filter(ConfigurableApplicationContext::isActive);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("A server did not stop: " + e.getMessage());
        }
    }
}
