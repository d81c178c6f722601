package se.vaxholm.svara.channel.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.vaxholm.svara.calendar.OpeningHours;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.PublicAddress;

/** Puts the {@link PageFrame} on every page and lets every page change its language. */
@ControllerAdvice(annotations = Controller.class)
class PageFrames implements WebMvcConfigurer {

    private static final int LONGEST_QUERY = 500;

    /** The unit that takes calls from everybody. */
    private static final String CONTACT = "kontaktcenter";

    private final PageLanguage pageLanguage;
    private final Organisation organisation;
    private final OpeningHours hours;
    private final PublicAddress publicAddress;

    PageFrames(PageLanguage pageLanguage, Organisation organisation, OpeningHours hours, PublicAddress publicAddress) {
        this.pageLanguage = pageLanguage;
        this.organisation = organisation;
        this.hours = hours;
        this.publicAddress = publicAddress;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(pageLanguage);
        registry.addInterceptor(new PersonalPages()).addPathPatterns("/fraga/**", "/arende/**");
    }

    /** For the texts that the organisation keeps in both languages. */
    @ModelAttribute("language")
    Language language(Locale locale) {
        return Language.of(locale);
    }

    @ModelAttribute("frame")
    PageFrame frame(HttpServletRequest request, Locale locale) {
        List<PageFrame.Version> versions = PageLanguage.ALL.stream()
                .map(language -> version(request, language))
                .toList();
        List<PageFrame.Version> others = versions.stream()
                .filter(version -> !version.language().equals(locale.getLanguage()))
                .toList();
        return new PageFrame(versions, others, staffName(), contact(locale));
    }

    /** An error page is shown also when the database is what failed. */
    private PageFrame.@Nullable Contact contact(Locale locale) {
        try {
            DateTimeFormatter time =
                    DateTimeFormatter.ofPattern(Language.of(locale) == Language.SV ? "HH.mm" : "HH:mm");
            String open = hours.opens().format(time) + "–" + hours.closes().format(time);
            return organisation
                    .findUnit(CONTACT)
                    .map(unit -> new PageFrame.Contact(
                            unit.name().in(Language.of(locale)), unit.phone(), unit.email(), open))
                    .orElse(null);
        } catch (DataAccessException e) {
            return null;
        }
    }

    private PageFrame.Version version(HttpServletRequest request, Locale language) {
        String address = address(request, language);
        return new PageFrame.Version(language.getLanguage(), ownName(language), address, publicAddress.of(address));
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
