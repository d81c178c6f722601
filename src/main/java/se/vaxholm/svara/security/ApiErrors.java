package se.vaxholm.svara.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Refuses machines in the form that the engine's own errors have. */
class ApiErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

    /**
     * All that may be posted: questions. Whatever changes a case goes through our own code, where the rules are kept and the
     * journal written.
     */
    static final String[] QUERIES = {
        "/engine-rest/{of:execution|job|process-instance|task|variable-instance}",
        "/engine-rest/{of:execution|job|process-instance|task|variable-instance}/count",
        "/engine-rest/history/{of:activity-instance|process-instance|task}",
        "/engine-rest/history/{of:activity-instance|process-instance|task}/count"
    };

    private final BearerTokenAuthenticationEntryPoint challenge;

    ApiErrors(BearerTokenAuthenticationEntryPoint challenge) {
        this.challenge = challenge;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        challenge.commence(request, response, reason);
        write(response, "Unauthorized", "A valid bearer token for svara-api is required");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        write(response, "Forbidden", "This is not open here");
    }

    private static void write(HttpServletResponse response, String type, String message) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    }
}
