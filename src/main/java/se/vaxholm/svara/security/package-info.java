/** Who is at the door: the public, staff signed in by Keycloak, or a machine with a bearer token. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package se.vaxholm.svara.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
