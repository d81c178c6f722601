/** What case officers see and do with an enquiry: the work list and the case page. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "organisation",
            "security",
            "enquiry",
            "files",
            "correspondence",
            "process",
            "intake",
            "journal",
            "staffing"
        })
@NullMarked
package se.vaxholm.svara.tasklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
