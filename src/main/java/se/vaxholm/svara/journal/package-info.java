/** The append-only record of what happened, written in the same transaction as the deed. */
@ApplicationModule(allowedDependencies = {"calendar", "organisation", "security", "enquiry", "start"})
@NullMarked
package se.vaxholm.svara.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
