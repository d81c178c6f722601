/** The outside: how people reach us and follow their matter. */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "organisation",
            "security",
            "enquiry",
            "files",
            "correspondence",
            "process",
            "intake"
        })
@NullMarked
package se.vaxholm.svara.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
