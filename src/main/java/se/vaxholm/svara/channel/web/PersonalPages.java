package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps pages with somebody's own words out of caches, search engines and the address lines that other sites get to see. */
final class PersonalPages implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!request.getRequestURI().equals("/fraga")) {
            response.setHeader("X-Robots-Tag", "noindex, nofollow");
        }
        return true;
    }
}
