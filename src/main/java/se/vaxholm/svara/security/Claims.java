package se.vaxholm.svara.security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Reads what Keycloak says of a user: the one {@code groups} claim holds units, managers' groups and roles. */
final class Claims {

    static final String GROUPS = "groups";
    static final String USER_NAME = "preferred_username";

    private Claims() {}

    static Staff staff(OidcUser user) {
        String id = user.getName();
        String name = user.getFullName();
        return new Staff(id, name == null || name.isBlank() ? id : name, Set.copyOf(groups(user)));
    }

    static List<String> groups(ClaimAccessor claims) {
        List<String> groups = claims.getClaimAsStringList(GROUPS);
        return groups == null ? List.of() : groups;
    }

    static Set<GrantedAuthority> authorities(ClaimAccessor claims) {
        List<String> groups = groups(claims);
        Set<GrantedAuthority> authorities = new LinkedHashSet<>();
        for (String group : groups) {
            authorities.add(new SimpleGrantedAuthority("GROUP_" + group));
        }
        for (StaffRole role : StaffRole.values()) {
            if (groups.contains(role.group())) {
                authorities.add(new SimpleGrantedAuthority(role.authority()));
            }
        }
        return authorities;
    }
}
