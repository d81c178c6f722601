package se.vaxholm.svara.channel.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;

/** The OAuth2 tokens that open mailboxes instead of a password, fetched by client credentials and kept until they run out. */
@Component
class Tokens {

    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RestClientClientCredentialsTokenResponseClient client =
            new RestClientClientCredentialsTokenResponseClient();
    private final Map<String, OAuth2AccessToken> known = new ConcurrentHashMap<>();
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** @throws org.springframework.security.oauth2.core.OAuth2AuthorizationException when the server gives none */
    String of(InboxSettings.Box box) {
        OAuth2AccessToken token = known.get(box.address());
        Instant end = token == null ? null : token.getExpiresAt();
        if (token == null || end == null || end.minus(MARGIN).isBefore(clock.instant())) {
            token = fetch(box);
            known.put(box.address(), token);
        }
        return token.getTokenValue();
    }

    /** A token that a mailbox has refused is not offered again. */
    void forget(InboxSettings.Box box) {
        known.remove(box.address());
    }

    private OAuth2AccessToken fetch(InboxSettings.Box box) {
        ClientRegistration registration = ClientRegistration.withRegistrationId(box.address())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(box.tokenUrl())
                .clientId(box.clientId())
                .clientSecret(box.clientSecret())
                .scope(
                        box.scope().isBlank()
                                ? new String[0]
                                : box.scope().strip().split("\\s+"))
                .build();
        return client.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration))
                .getAccessToken();
    }
}
