package se.vaxholm.svara.files;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/**
 * Lets forms with files in to the pages that take them and to no others, a few at a time. What cannot be read, because it is
 * too much or ended too early, becomes a GET of the same page with the reason, so that its sender reads it in words.
 */
public final class UploadFilter extends OncePerRequestFilter {

    /** What the addresses of all pages that take files end in. */
    static final String PAGE = "/filer";

    static final int AT_ONCE = 16;
    static final int AT_ONCE_FROM_ONE = 4;

    /** Camunda's own addresses, whose doors say themselves what they take. */
    private static final Pattern ENGINE = Pattern.compile("^/(camunda|engine-rest)(/|$)");

    private static final String REASON = UploadFilter.class.getName() + ".REASON";

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<String, Integer> visitors = new ConcurrentHashMap<>();

    /** Why what was sent to this page could not be read, if that is how the request came here. */
    public static Optional<Reason> reason(HttpServletRequest request) {
        return Optional.ofNullable((Reason) request.getAttribute(REASON));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return ENGINE.matcher(request.getRequestURI()).find()
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!HttpMethod.POST.matches(request.getMethod())
                || !request.getRequestURI().endsWith(PAGE)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        String visitor = request.getRemoteAddr();
        if (!enter(visitor)) {
            chain.doFilter(new AsGet(request, Reason.BUSY), response);
            return;
        }
        try {
            Reason unreadable = unreadable(request);
            if (response.isCommitted()) {
                // Whoever sent it has gone.
                return;
            }
            chain.doFilter(unreadable == null ? request : new AsGet(request, unreadable), response);
        } finally {
            leave(visitor);
        }
    }

    private boolean enter(String visitor) {
        if (!places.tryAcquire()) {
            return false;
        }
        if (visitors.merge(visitor, 1, Integer::sum) > AT_ONCE_FROM_ONE) {
            leave(visitor);
            return false;
        }
        return true;
    }

    private void leave(String visitor) {
        visitors.computeIfPresent(visitor, (who, count) -> count > 1 ? count - 1 : null);
        places.release();
    }

    /** Asking for a field makes the server read all of the form, to disk. */
    private static @Nullable Reason unreadable(HttpServletRequest request) {
        String unused = request.getParameter("_csrf");
        if (request.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR) == null) {
            return null;
        }
        Object why = request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR);
        return why == FailReason.POST_TOO_LARGE ? Reason.TOO_MUCH_TOGETHER : Reason.BROKEN;
    }

    /** The same request as if it only asked to see the page: it does no deed, and nobody tries to read it again. */
    private static final class AsGet extends HttpServletRequestWrapper {

        AsGet(HttpServletRequest request, Reason reason) {
            super(request);
            request.setAttribute(REASON, reason);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return name.startsWith(Globals.PARAMETER_PARSE_FAILED_ATTR) ? null : super.getAttribute(name);
        }
    }
}
