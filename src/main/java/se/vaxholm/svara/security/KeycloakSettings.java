package se.vaxholm.svara.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is, and who we are to it; every address is built from these, so that nothing is asked of it at start-up.
 *
 * @param url its address as browsers reach it, and as it names itself in tokens
 * @param internalUrl its address as we reach it, when that is another one
 * @param identityProvider whether the engine asks Keycloak for users and groups
 */
@ConfigurationProperties("svara.keycloak")
record KeycloakSettings(
        String url,
        @DefaultValue("") String internalUrl,
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
        url = withoutSlash(url);
        internalUrl = internalUrl.isBlank() ? url : withoutSlash(internalUrl);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static void require(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("svara.keycloak." + name + " must be set");
        }
    }

    String issuer() {
        return url + "/realms/" + realm;
    }

    /** The realm as we ask it ourselves. */
    String internalIssuer() {
        return internalUrl + "/realms/" + realm;
    }

    String administration() {
        return internalUrl + "/admin/realms/" + realm;
    }

    /** An OpenID Connect endpoint of the realm to which we send browsers. */
    String browserEndpoint(String name) {
        return issuer() + "/protocol/openid-connect/" + name;
    }

    /** An OpenID Connect endpoint of the realm that we ask ourselves. */
    String endpoint(String name) {
        return internalIssuer() + "/protocol/openid-connect/" + name;
    }
}
