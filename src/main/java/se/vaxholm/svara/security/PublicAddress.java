package se.vaxholm.svara.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where browsers reach Svara; told by a setting and not by the request, because a proxy may stand between. */
@Component
public class PublicAddress {

    private final String baseUrl;

    PublicAddress(@Value("${svara.base-url}") String baseUrl) {
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    /** The whole address of a page. */
    public String of(String path) {
        return baseUrl + path;
    }

    /** Whether browsers come by https, so that cookies are for https only and HSTS is told. */
    public boolean isSecure() {
        return baseUrl.startsWith("https:");
    }
}
