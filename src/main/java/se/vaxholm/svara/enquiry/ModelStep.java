package se.vaxholm.svara.enquiry;

import org.jspecify.annotations.Nullable;

/** Tells which step of a model is being carried out just now, so that the record can name it without knowing the engine. */
@FunctionalInterface
public interface ModelStep {

    /** @return the id of the process definition, a space, and the id of the element in it; null outside every model */
    @Nullable
    String now();
}
