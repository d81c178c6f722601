/** Letters: written, signed, queued with the deed that caused them, and sent. */
@ApplicationModule(allowedDependencies = {"calendar", "organisation", "security", "enquiry", "files"})
@NullMarked
package se.vaxholm.svara.correspondence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
