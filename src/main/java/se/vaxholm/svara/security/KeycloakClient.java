package se.vaxholm.svara.security;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Svara as a client of Keycloak: explicit endpoints and short waits, so that it starts and goes on while Keycloak is away. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeycloakSettings.class)
class KeycloakClient {

    /** The one client registration; it stands in the redirect and back-channel addresses that Keycloak knows. */
    static final String REGISTRATION = "keycloak";

    private static final String API_AUDIENCE = "svara-api";

    @Bean
    ClientRegistrationRepository clientRegistrations(KeycloakSettings keycloak, PublicAddress address) {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(keycloak.clientId())
                .clientSecret(keycloak.clientSecret())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .redirectUri(address.of("/login/oauth2/code/" + REGISTRATION))
                .scope("openid", "profile", "email")
                .issuerUri(keycloak.issuer())
                .authorizationUri(keycloak.browserEndpoint("auth"))
                .tokenUri(keycloak.endpoint("token"))
                .jwkSetUri(keycloak.endpoint("certs"))
                .userNameAttributeName(Claims.USER_NAME)
                .providerConfigurationMetadata(Map.of("end_session_endpoint", keycloak.browserEndpoint("logout")))
                .build());
    }

    /** Tokens stay in the session, which all nodes share and which ends with the sign-in. */
    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange(KeycloakRequests requests) {
        var exchange = new RestClientAuthorizationCodeTokenResponseClient();
        exchange.setRestClient(tokenEndpoint(requests));
        return exchange;
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokenRefresh(KeycloakRequests requests) {
        var refresh = new RestClientRefreshTokenTokenResponseClient();
        refresh.setRestClient(tokenEndpoint(requests));
        return refresh;
    }

    /** Checks who has signed in, as Spring Security's own factory does, which would wait for Keycloak's keys for ever. */
    @Bean
    JwtDecoderFactory<ClientRegistration> identityTokens(
            ClientRegistrationRepository clients, KeycloakSettings keycloak, KeycloakRequests requests) {
        NimbusJwtDecoder decoder = signedByTheRealm(keycloak, requests);
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                List.of(new OidcIdTokenValidator(clients.findByRegistrationId(REGISTRATION)))));
        return client -> decoder;
    }

    /** Accepts only tokens that this realm signed for {@code svara-api}: one issued for another client is none of ours. */
    @Bean
    JwtDecoder apiTokens(KeycloakSettings keycloak, KeycloakRequests requests, Clock clock) {
        NimbusJwtDecoder decoder = signedByTheRealm(keycloak, requests);
        var until = new JwtTimestampValidator();
        until.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                until,
                new JwtIssuerValidator(keycloak.issuer()),
                new JwtClaimValidator<Iterable<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && contains(audience, API_AUDIENCE))));
        return decoder;
    }

    private static NimbusJwtDecoder signedByTheRealm(KeycloakSettings keycloak, KeycloakRequests requests) {
        RestTemplate keys = new RestTemplate(requests.factory());
        keys.getInterceptors().add(requests.onlyWhenItAnswers());
        return NimbusJwtDecoder.withJwkSetUri(keycloak.endpoint("certs"))
                .restOperations(keys)
                .build();
    }

    private static boolean contains(Iterable<String> values, String wanted) {
        for (String value : values) {
            if (wanted.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static RestClient tokenEndpoint(KeycloakRequests requests) {
        return RestClient.builder()
                .requestFactory(requests.factory())
                .requestInterceptor(requests.onlyWhenItAnswers())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
