package se.vaxholm.svara.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows a page of ours instead of sending a browser to a Keycloak that does not answer, where only an error would await it;
 * and takes no word about ended sessions that cannot be checked now.
 */
class SignInGate extends OncePerRequestFilter {

    private final RequestMatcher wayToKeycloak;
    private final RequestMatcher wordFromKeycloak;
    private final KeycloakWatch keycloak;

    SignInGate(String wayToKeycloak, String wordFromKeycloak, KeycloakWatch keycloak) {
        this.wayToKeycloak = PathPatternRequestMatcher.withDefaults().matcher(wayToKeycloak);
        this.wordFromKeycloak = PathPatternRequestMatcher.withDefaults().matcher(wordFromKeycloak);
        this.keycloak = keycloak;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (wayToKeycloak.matches(request) && !keycloak.answers()) {
            request.getRequestDispatcher(AccessPages.NO_SIGN_IN).forward(request, response);
        } else if (wordFromKeycloak.matches(request) && !keycloak.answers()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            chain.doFilter(request, response);
        }
    }
}
