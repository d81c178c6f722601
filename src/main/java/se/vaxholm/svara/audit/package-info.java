/** The auditors' desk: what was done in every case, searched, sampled and told, without anything being changed. */
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
            "tasklist",
            "wording"
        })
@NullMarked
package se.vaxholm.svara.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
