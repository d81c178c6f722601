package se.vaxholm.svara.security;

import static org.springframework.http.HttpHeaders.CACHE_CONTROL;
import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Lets browsers keep the files of Camunda's web applications, which are five megabytes of scripts each time that Tasklist is
 * opened. Its pages and answers get none of this: the security headers say that they must not be kept.
 */
class CamundaFiles extends ShallowEtagHeaderFilter {

    private static final String BOOTSTRAP = "/camunda/app/{application}/{file:camunda-[a-z]+-bootstrap\\.(?:js|css)}";

    /** Camunda's own, which are others only in another version; the version stands in the address. */
    private static final RequestMatcher OF_A_VERSION = new AndRequestMatcher(
            request -> request.getParameter("bust") != null,
            any("/camunda/lib/**", BOOTSTRAP, "/camunda/api/{application}/plugin/{plugin}/static/**"));

    /** Also those that ours take the place of: each time the browser asks whether it still has the right one. */
    private static final RequestMatcher FILES = any(
            "/camunda/lib/**",
            "/camunda/assets/**",
            BOOTSTRAP,
            "/camunda/app/{application}/{folder:assets|fonts|locales|scripts|styles}/**",
            "/camunda/api/{application}/plugin/{plugin}/static/**");

    private static final String FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable().getHeaderValue();
    private static final String ASK_AGAIN =
            CacheControl.noCache().cachePrivate().getHeaderValue();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !FILES.matches(request);
    }

    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream content) {
        String type = response.getContentType();
        if (status != HttpServletResponse.SC_OK || type == null || type.startsWith(MediaType.TEXT_HTML_VALUE)) {
            return false;
        }
        response.setHeader(CACHE_CONTROL, OF_A_VERSION.matches(request) ? FOR_GOOD : ASK_AGAIN);
        return super.isEligibleForEtag(request, response, status, content);
    }

    private static RequestMatcher any(String... addresses) {
        return new OrRequestMatcher(Stream.of(addresses)
                .<RequestMatcher>map(address -> withDefaults().matcher(HttpMethod.GET, address))
                .toList());
    }
}
