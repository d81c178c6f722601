package se.vaxholm.svara.channel.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the {@link PageFrame} on every page and lets every page change its language. */
@ControllerAdvice(annotations = Controller.class)
class PageFrames implements WebMvcConfigurer {

    private static final int LONGEST_QUERY = 500;

    private final PageLanguage pageLanguage;

    PageFrames(PageLanguage pageLanguage) {
        this.pageLanguage = pageLanguage;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(pageLanguage);
    }

    @ModelAttribute("frame")
    PageFrame frame(HttpServletRequest request, Locale locale) {
        List<PageFrame.Version> versions = PageLanguage.ALL.stream()
                .map(language ->
                        new PageFrame.Version(language.getLanguage(), ownName(language), address(request, language)))
                .toList();
        List<PageFrame.Version> others = versions.stream()
                .filter(version -> !version.language().equals(locale.getLanguage()))
                .toList();
        return new PageFrame(versions, others, staffName(), null);
    }

    private static String ownName(Locale language) {
        return language.equals(PageLanguage.SWEDISH) ? "Svenska" : "English";
    }

    /** The page's own address in another language: also on an error page, and never on another site. */
    private static String address(HttpServletRequest request, Locale language) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        String query = request.getQueryString();
        String kept = query == null || query.length() > LONGEST_QUERY
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(part -> !part.isEmpty() && !part.startsWith(PageLanguage.PARAMETER + "="))
                        .map(part -> part + "&")
                        .collect(Collectors.joining());
        return "/" + path.replaceFirst("^/+", "") + "?" + kept + PageLanguage.PARAMETER + "=" + language.getLanguage();
    }

    private static @Nullable String staffName() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OidcUser user
                ? user.getFullName()
                : null;
    }
}
