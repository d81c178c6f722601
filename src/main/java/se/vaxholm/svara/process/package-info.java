/** The workflow engine as our code sees it: cases start and go on here, and models reach code only through its steps. */
@ApplicationModule(
        allowedDependencies = {"calendar", "organisation", "security", "enquiry", "staffing", "correspondence"})
@NullMarked
package se.vaxholm.svara.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
