/** What Svara says in its letters and on its pages, kept in each version that was ever in use. */
@ApplicationModule(allowedDependencies = {"organisation", "security", "enquiry", "journal"})
@NullMarked
package se.vaxholm.svara.wording;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
