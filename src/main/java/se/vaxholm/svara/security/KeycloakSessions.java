package se.vaxholm.svara.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Ends sessions here when Keycloak ends its own (back-channel logout).
 *
 * <p>Sessions in the database are indexed by Keycloak's session id instead of by the user's name, so that every node finds
 * them. The registry that Spring Security offers lives in one node's memory and posts to itself over HTTP.
 */
@Component
class KeycloakSessions implements OidcSessionRegistry {

    /** The session attribute that spring-session writes to its index. */
    static final String INDEX = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    KeycloakSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    /** Nothing to do: {@link SignedIn} has put Keycloak's session id into the session itself. */
    @Override
    public void saveSessionInformation(OidcSessionInformation info) {}

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String sessionId) {
        return null;
    }

    /** Ends the sessions at once; there are none left for Spring Security to end by a request to itself. */
    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        String keycloakSession = token.getSessionId();
        if (keycloakSession != null) {
            sessions.findByPrincipalName(keycloakSession).keySet().forEach(sessions::deleteById);
        }
        return List.of();
    }
}
