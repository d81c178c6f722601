package se.vaxholm.svara.security;

import java.net.URI;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;

/** What our answers tell browsers to refuse. */
@Component
class SecurityHeaders {

    private static final String PAGES = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
            connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
            form-action 'self'""";

    private static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private final PublicAddress address;
    private final String keycloak;

    SecurityHeaders(PublicAddress address, KeycloakSettings keycloak) {
        this.address = address;
        URI uri = URI.create(keycloak.url());
        this.keycloak = uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** For our own pages; nothing of them may be kept by browsers or proxies on the way. */
    Customizer<HeadersConfigurer<HttpSecurity>> pages() {
        return headers -> common(headers).contentSecurityPolicy(policy -> policy.policyDirectives(PAGES));
    }

    /** For pages with a sign-out button: browsers hold the redirect to Keycloak against {@code form-action} too. */
    Customizer<HeadersConfigurer<HttpSecurity>> staffPages() {
        return headers ->
                common(headers).contentSecurityPolicy(policy -> policy.policyDirectives(PAGES + " " + keycloak));
    }

    /** For Camunda's web applications, which bring a content security policy with a nonce of their own. */
    Customizer<HeadersConfigurer<HttpSecurity>> camunda() {
        return this::common;
    }

    /** For static files, which browsers may keep: their caching is told where they are served. */
    Customizer<HeadersConfigurer<HttpSecurity>> files() {
        return headers -> common(headers)
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"));
    }

    private HeadersConfigurer<HttpSecurity> common(HeadersConfigurer<HttpSecurity> headers) {
        return headers.httpStrictTransportSecurity(hsts -> {
                    if (address.isSecure()) {
                        hsts.requestMatcher(AnyRequestMatcher.INSTANCE);
                    }
                })
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
