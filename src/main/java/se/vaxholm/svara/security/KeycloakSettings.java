package se.vaxholm.svara.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is, and who we are to it; every address is built from these, so that nothing is asked of it at start-up.
 *
 * @param url its address, the same for browsers and for us
 * @param identityProvider whether the engine asks Keycloak for users and groups
 */
@ConfigurationProperties("svara.keycloak")
record KeycloakSettings(
        String url,
        @DefaultValue("svara") String realm,
        @DefaultValue("svara") String clientId,
        String clientSecret,
        @DefaultValue("svara-identity") String identityClientId,
        @DefaultValue("") String identityClientSecret,
        @DefaultValue("true") boolean identityProvider) {

    KeycloakSettings {
        require(url, "url");
        require(clientSecret, "client-secret");
        if (identityProvider) {
            require(identityClientSecret, "identity-client-secret");
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static void require(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("svara.keycloak." + name + " must be set");
        }
    }

    String issuer() {
        return url + "/realms/" + realm;
    }

    String administration() {
        return url + "/admin/realms/" + realm;
    }

    /** The address of an OpenID Connect endpoint of the realm. */
    String endpoint(String name) {
        return issuer() + "/protocol/openid-connect/" + name;
    }
}
