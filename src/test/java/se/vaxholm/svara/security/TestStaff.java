package se.vaxholm.svara.security;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import se.vaxholm.svara.embedded.DemoRealm;

/** The demo realm's staff for tests that do not need Keycloak itself: the same names, units and roles. */
public final class TestStaff {

    private static final DemoRealm REALM = new DemoRealm(Path.of("keycloak", "svara-realm.json"));

    private TestStaff() {}

    /** The demo user of this name. */
    public static Staff named(String userName) {
        return REALM.users().stream()
                .filter(user -> user.username().equals(userName))
                .map(user -> new Staff(user.username(), user.name(), Set.copyOf(user.groups())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No demo user " + userName));
    }

    /** All demo users. */
    public static List<Staff> all() {
        return REALM.users().stream()
                .map(user -> new Staff(user.username(), user.name(), Set.copyOf(user.groups())))
                .toList();
    }

    /** Signs the demo user of this name in for one MockMvc request. */
    public static RequestPostProcessor staff(String userName) {
        return staff(named(userName));
    }

    /** Signs anyone in for one MockMvc request, also somebody whose groups give no role. */
    public static RequestPostProcessor staff(Staff staff) {
        return oidcLogin().oidcUser(user(staff));
    }

    /** What the security context holds for this person, for tests without MockMvc. */
    public static Authentication authentication(Staff staff) {
        OidcUser user = user(staff);
        return new OAuth2AuthenticationToken(user, user.getAuthorities(), KeycloakClient.REGISTRATION);
    }

    private static OidcUser user(Staff staff) {
        OidcIdToken token = OidcIdToken.withTokenValue("id-token")
                .subject("00000000-0000-0000-0000-000000000000")
                .claim(Claims.USER_NAME, staff.id())
                .claim("name", staff.name())
                .claim(Claims.GROUPS, List.copyOf(staff.groups()))
                .build();
        return new DefaultOidcUser(Claims.authorities(token), token, Claims.USER_NAME);
    }
}
