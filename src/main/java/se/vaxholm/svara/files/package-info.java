/** What people send along: judged by its content, scanned, kept as it came, and given out again safely. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package se.vaxholm.svara.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
