package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;
import se.vaxholm.svara.security.PublicAddress;

/**
 * The language of the pages: Swedish until somebody asks for another with {@code ?lang=}, remembered in a cookie,
 * which Tasklist's script reads too.
 *
 * <p>The browser's own wish is left aside on purpose: a link must show the same page to everybody who opens it.
 */
@Component("localeResolver")
class PageLanguage implements LocaleResolver, HandlerInterceptor {

    static final String PARAMETER = "lang";
    static final String COOKIE = "SVARA-SPRAK";
    static final Locale SWEDISH = Locale.forLanguageTag("sv");
    static final List<Locale> ALL = List.of(SWEDISH, Locale.ENGLISH);

    private static final String CHOSEN = PageLanguage.class.getName() + ".CHOSEN";

    private final PublicAddress address;

    PageLanguage(PublicAddress address) {
        this.address = address;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN) instanceof Locale chosen) {
            return chosen;
        }
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return known(request.getParameter(PARAMETER))
                .or(() -> known(cookie == null ? null : cookie.getValue()))
                .orElse(SWEDISH);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        Locale chosen = locale == null ? SWEDISH : locale;
        request.setAttribute(CHOSEN, chosen);
        if (response != null) {
            ResponseCookie cookie = ResponseCookie.from(COOKIE, chosen.getLanguage())
                    .path("/")
                    .maxAge(Duration.ofDays(365))
                    .secure(address.isSecure())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        known(request.getParameter(PARAMETER)).ifPresent(chosen -> setLocale(request, response, chosen));
        return true;
    }

    private static Optional<Locale> known(@Nullable String language) {
        return ALL.stream()
                .filter(locale -> locale.getLanguage().equals(language))
                .findFirst();
    }
}
