package se.vaxholm.svara.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** Takes whoever has signed out here on to Keycloak, to sign out there too, unless it does not answer. */
class SignedOut implements LogoutSuccessHandler {

    private final OidcClientInitiatedLogoutSuccessHandler everywhere;
    private final KeycloakWatch keycloak;

    SignedOut(ClientRegistrationRepository clients, PublicAddress address, KeycloakWatch keycloak) {
        this.everywhere = new OidcClientInitiatedLogoutSuccessHandler(clients);
        this.everywhere.setPostLogoutRedirectUri(address.of("/"));
        this.keycloak = keycloak;
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        if (keycloak.answers()) {
            everywhere.onLogoutSuccess(request, response, authentication);
        } else {
            response.sendRedirect(request.getContextPath() + AccessPages.SIGNED_OUT_HERE);
        }
    }
}
