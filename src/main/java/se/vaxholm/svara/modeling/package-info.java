/** What process owners need beside Camunda Modeler: the words that models may use, checking a model, and putting it in use. */
@ApplicationModule(
        allowedDependencies = {"calendar", "organisation", "security", "process", "journal", "enquiry", "start"})
@NullMarked
package se.vaxholm.svara.modeling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
