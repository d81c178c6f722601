package se.vaxholm.svara.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Shows a public form again, with all that was typed, when its CSRF token has run out or never was.
 *
 * <p>The refused POST is forwarded <em>as a GET</em> to the same address, with the typed fields as its parameters and the
 * request attribute {@value #ATTRIBUTE} set to true: a GET does no deed, so no controller can forget to check. The GET of a
 * form's address therefore binds the form's fields and shows a message when the attribute is there:
 *
 * <pre>{@code
 * @GetMapping("/fraga/...")
 * String show(@ModelAttribute Form form, @RequestAttribute(name = ExpiredForm.ATTRIBUTE, required = false) Boolean csrfExpired)
 * }</pre>
 *
 * <p>The answer has the status 403 and a new token in form and cookie, so that sending once more works.
 */
public final class ExpiredForm implements AccessDeniedHandler {

    /** The request attribute that says: what was sent is only shown again. */
    public static final String ATTRIBUTE = "csrfExpired";

    ExpiredForm() {}

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            return;
        }
        if (!(reason instanceof CsrfException) || !HttpMethod.POST.matches(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.setAttribute(ATTRIBUTE, true);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        request.getRequestDispatcher(path).forward(new AsGet(request), response);
    }

    /** The same request as if it only asked to see the page. */
    private static final class AsGet extends HttpServletRequestWrapper {

        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }
    }
}
