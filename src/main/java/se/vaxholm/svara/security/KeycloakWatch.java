package se.vaxholm.svara.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Knows whether Keycloak answers, so that nobody is sent to a place that does not and no thread waits for it twice; tells the
 * log when it goes away, now and then while it is away, and when it is back.
 */
@Component
class KeycloakWatch {

    /** How long an outcome holds: a work list full of requests asks Keycloak once. */
    static final Duration FRESH = Duration.ofSeconds(5);

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration SAY_AGAIN = Duration.ofMinutes(10);
    private static final Logger log = LoggerFactory.getLogger(KeycloakWatch.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReentrantLock asking = new ReentrantLock();
    private final KeycloakSettings keycloak;
    private final Clock clock;

    /** Made with the first question, since its thread would outlive a start that fails. */
    private @Nullable HttpClient http;

    private volatile @Nullable Outcome last;
    private @Nullable Instant awaySince;
    private @Nullable Instant saidAt;

    KeycloakWatch(KeycloakSettings keycloak, Clock clock) {
        this.keycloak = keycloak;
        this.clock = clock;
    }

    /** Never takes longer than {@link #PATIENCE}, and hardly ever anything. */
    boolean answers() {
        Outcome known = last;
        if (known != null && known.isFresh(clock.instant())) {
            return known.answers();
        }
        if (known != null && asking.isLocked()) {
            return known.answers();
        }
        asking.lock();
        try {
            known = last;
            if (known == null || !known.isFresh(clock.instant())) {
                known = ask();
                last = known;
                tell(known);
            }
            return known.answers();
        } finally {
            asking.unlock();
        }
    }

    @Scheduled(fixedDelayString = "PT30S")
    void look() {
        answers();
    }

    private Outcome ask() {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create(keycloak.internalIssuer() + "/.well-known/openid-configuration"))
                .timeout(PATIENCE)
                .build();
        // The client's own time-out ends with the head of an answer; the body may hang as well.
        CompletableFuture<HttpResponse<String>> answer = client().sendAsync(question, BodyHandlers.ofString());
        try {
            return judge(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            return away(reason.getClass().getSimpleName()
                    + (reason.getMessage() == null ? "" : ": " + reason.getMessage()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return away("nothing came within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return away("interrupted");
        }
    }

    private HttpClient client() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return http;
    }

    private Outcome judge(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return away("it answers " + answer.statusCode()
                    + (answer.statusCode() == 404 ? ", so look at SVARA_KEYCLOAK_REALM as well" : ""));
        }
        try {
            String issuer = JSON.readTree(answer.body()).path("issuer").asText();
            return issuer.equals(keycloak.issuer())
                    ? new Outcome(clock.instant(), true, "")
                    : away("it calls itself \"" + issuer
                            + "\", while SVARA_KEYCLOAK_URL and SVARA_KEYCLOAK_REALM make \"" + keycloak.issuer()
                            + "\"");
        } catch (JsonProcessingException e) {
            return away("what answers there is no Keycloak");
        }
    }

    private Outcome away(String reason) {
        return new Outcome(clock.instant(), false, reason);
    }

    private void tell(Outcome outcome) {
        Instant since = awaySince;
        if (outcome.answers()) {
            if (since != null) {
                log.info("Keycloak answers again; it was away for {}", readable(Duration.between(since, outcome.at())));
            } else if (saidAt == null) {
                log.info("Keycloak answers at {}", keycloak.internalIssuer());
            }
            awaySince = null;
            saidAt = outcome.at();
        } else if (since == null || saidAt == null || outcome.isAfter(saidAt.plus(SAY_AGAIN))) {
            awaySince = since == null ? outcome.at() : since;
            saidAt = outcome.at();
            log.warn(
                    "Keycloak cannot be used at {} since {} ({}): nobody of the staff can sign in until it can;"
                            + " those who are signed in go on, and so do the public pages",
                    keycloak.internalIssuer(),
                    awaySince,
                    outcome.reason());
        }
    }

    private static String readable(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** What the last look found. */
    private record Outcome(Instant at, boolean answers, String reason) {

        boolean isFresh(Instant now) {
            return Duration.between(at, now).abs().compareTo(FRESH) < 0;
        }

        boolean isAfter(Instant other) {
            return at.isAfter(other);
        }
    }
}
