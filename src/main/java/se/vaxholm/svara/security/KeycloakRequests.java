package se.vaxholm.svara.security;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.camunda.bpm.engine.impl.identity.IdentityProviderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.stereotype.Component;

/** How we ask Keycloak anything: with short waits, and not at all while it is known not to answer. */
@Component
class KeycloakRequests {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(KeycloakRequests.class);
    private static final int MOST_AT_ONCE = 20;

    static {
        // Spring Security fetches the keys for back-channel logout by a client of its own that would wait for ever.
        setUnlessGiven("sun.net.client.defaultConnectTimeout");
        setUnlessGiven("sun.net.client.defaultReadTimeout");
    }

    private final KeycloakWatch keycloak;

    KeycloakRequests(KeycloakWatch keycloak) {
        this.keycloak = keycloak;
    }

    ClientHttpRequestFactory factory() {
        return ClientHttpRequestFactoryBuilder.httpComponents()
                .withHttpClientCustomizer(HttpClientBuilder::disableAutomaticRetries)
                .withConnectionManagerCustomizer(connections -> connections.setMaxConnPerRoute(MOST_AT_ONCE))
                // Those who get no connection must not wait for it longer than for an answer.
                .withCustomizer(factory -> factory.setConnectionRequestTimeout(PATIENCE))
                .build(ClientHttpRequestFactorySettings.defaults()
                        .withConnectTimeout(PATIENCE)
                        .withReadTimeout(PATIENCE)
                        .withRedirects(ClientHttpRequestFactorySettings.Redirects.DONT_FOLLOW));
    }

    ClientHttpRequestInterceptor onlyWhenItAnswers() {
        return (request, body, execution) -> {
            if (!keycloak.answers()) {
                throw new IOException("Keycloak does not answer");
            }
            return execution.execute(request, body);
        };
    }

    /** What Keycloak knows or, when it does not answer, what we know without it. */
    <T> T answerOr(Supplier<T> question, Supplier<T> instead) {
        if (!keycloak.answers()) {
            return instead.get();
        }
        try {
            return question.get();
        } catch (IdentityProviderException e) {
            log.warn("Keycloak did not answer a question about users and groups: {}", e.getMessage());
            return instead.get();
        }
    }

    private static void setUnlessGiven(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(PATIENCE.toMillis()));
        }
    }
}
