/** What comes before the first page: are the settings right, does the database fit, and is no other node starting? */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package se.vaxholm.svara.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
