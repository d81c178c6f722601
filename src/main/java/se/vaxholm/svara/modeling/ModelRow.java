package se.vaxholm.svara.modeling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.ModelVersion;

/** A model with all its versions, as the process owners' page lists it. */
record ModelRow(Version inUse, List<Version> earlier) {

    /**
     * A version with what the journal knows of it.
     *
     * @param by who put it in use, when a person did
     * @param comment why
     */
    record Version(
            ModelVersion model,
            @Nullable String by,
            @Nullable String comment) {}
}
