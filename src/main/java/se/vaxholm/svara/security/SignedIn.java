package se.vaxholm.svara.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** Takes whoever has signed in back to the page that was asked for, or to the work list. */
class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

    SignedIn(RequestCache requests) {
        setRequestCache(requests);
        setDefaultTargetUrl("/arbete");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof OidcUser user) {
            request.getSession().setAttribute(KeycloakSessions.INDEX, user.getClaimAsString("sid"));
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
