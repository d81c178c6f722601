/** The one door: whatever the channel, a contact becomes exactly one registered enquiry. */
@ApplicationModule(
        allowedDependencies = {"calendar", "organisation", "security", "enquiry", "files", "correspondence", "process"})
@NullMarked
package se.vaxholm.svara.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
