/** Boards, their units, what people may ask them about, and how their letters are signed. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package se.vaxholm.svara.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
