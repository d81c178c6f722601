package se.vaxholm.svara.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Tells somebody who is signed in why the door stays shut: a page for people, a bare 403 for scripts. */
class Denied implements AccessDeniedHandler {

    private final RequestMatcher behindAPage;

    Denied(RequestMatcher behindAPage) {
        this.behindAPage = behindAPage;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        if (!behindAPage.matches(request)) {
            String page = reason instanceof CsrfException ? AccessPages.FORM_EXPIRED : AccessPages.DENIED;
            request.getRequestDispatcher(page).forward(request, response);
        }
    }
}
