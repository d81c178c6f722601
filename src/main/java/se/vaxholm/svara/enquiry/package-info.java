/** The case itself: what was asked, by whom, what has been said, and by when the asker has word. */
@ApplicationModule(allowedDependencies = {"calendar", "organisation", "security", "files"})
@NullMarked
package se.vaxholm.svara.enquiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
