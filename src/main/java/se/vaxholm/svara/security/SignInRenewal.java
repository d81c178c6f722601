package se.vaxholm.svara.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks Keycloak anew who somebody is when the access token has run out (some minutes), so that whoever is disabled or moved
 * loses access soon and not at the end of the day; while Keycloak is away people go on working as they are.
 */
class SignInRenewal extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SignInRenewal.class);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final OAuth2AuthorizedClientRepository clients;
    private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refresh;
    private final JwtDecoderFactory<ClientRegistration> identityTokens;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    /** Not to make everybody wait for a Keycloak that has just failed to answer. */
    private volatile Instant askAgainAt = Instant.EPOCH;

    SignInRenewal(
            OAuth2AuthorizedClientRepository clients,
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refresh,
            JwtDecoderFactory<ClientRegistration> identityTokens,
            Clock clock) {
        this.clients = clients;
        this.refresh = refresh;
        this.identityTokens = identityTokens;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof OAuth2AuthenticationToken signedIn
                && signedIn.getPrincipal() instanceof OidcUser user) {
            OAuth2AuthorizedClient client =
                    clients.loadAuthorizedClient(signedIn.getAuthorizedClientRegistrationId(), signedIn, request);
            if (client != null && hasRunOut(client)) {
                renew(client, user, request, response);
            }
        }
        chain.doFilter(request, response);
    }

    private boolean hasRunOut(OAuth2AuthorizedClient client) {
        Instant until = client.getAccessToken().getExpiresAt();
        Instant now = clock.instant();
        return client.getRefreshToken() != null && until != null && until.isBefore(now) && askAgainAt.isBefore(now);
    }

    private void renew(
            OAuth2AuthorizedClient client, OidcUser user, HttpServletRequest request, HttpServletResponse response) {
        OAuth2RefreshToken refreshToken = client.getRefreshToken();
        if (refreshToken == null) {
            return;
        }
        ClientRegistration registration = client.getClientRegistration();
        try {
            OAuth2AccessTokenResponse renewed = refresh.getTokenResponse(
                    new OAuth2RefreshTokenGrantRequest(registration, client.getAccessToken(), refreshToken));
            OidcUser now = identity(renewed, registration);
            if (now == null || !now.getSubject().equals(user.getSubject())) {
                end(request);
                return;
            }
            var authentication =
                    new OAuth2AuthenticationToken(now, now.getAuthorities(), registration.getRegistrationId());
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(authentication);
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
            OAuth2RefreshToken next = renewed.getRefreshToken();
            clients.saveAuthorizedClient(
                    new OAuth2AuthorizedClient(
                            registration, now.getName(), renewed.getAccessToken(), next == null ? refreshToken : next),
                    authentication,
                    request,
                    response);
        } catch (OAuth2AuthorizationException e) {
            if (OAuth2ErrorCodes.INVALID_GRANT.equals(e.getError().getErrorCode())) {
                end(request);
            } else {
                keepOn(e);
            }
        } catch (JwtException e) {
            keepOn(e);
        }
    }

    private void keepOn(RuntimeException reason) {
        askAgainAt = clock.instant().plus(PAUSE);
        log.warn("Keycloak does not answer; those who are signed in go on as they are: {}", reason.getMessage());
    }

    private @Nullable OidcUser identity(OAuth2AccessTokenResponse renewed, ClientRegistration registration) {
        if (!(renewed.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String token)) {
            return null;
        }
        Jwt jwt = identityTokens.createDecoder(registration).decode(token);
        OidcIdToken idToken = new OidcIdToken(token, jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getClaims());
        return new DefaultOidcUser(Claims.authorities(idToken), idToken, Claims.USER_NAME);
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
