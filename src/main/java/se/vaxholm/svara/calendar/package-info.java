/** Working days, opening hours, and deadlines that explain themselves. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package se.vaxholm.svara.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
