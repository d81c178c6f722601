/** Who is at work: absences and their deputies, so that no case depends on one person (G7). */
@ApplicationModule(allowedDependencies = {"calendar", "security", "enquiry"})
@NullMarked
package se.vaxholm.svara.staffing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
