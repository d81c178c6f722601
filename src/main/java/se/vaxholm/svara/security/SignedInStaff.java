package se.vaxholm.svara.security;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who of the staff sends the request at hand; controllers have it as an argument with {@link CurrentStaff}. */
public final class SignedInStaff {

    private SignedInStaff() {}

    public static Optional<Staff> now() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OidcUser user
                ? Optional.of(Claims.staff(user))
                : Optional.empty();
    }
}
