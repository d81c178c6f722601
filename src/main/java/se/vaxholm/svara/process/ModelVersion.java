package se.vaxholm.svara.process;

import java.time.Instant;

/**
 * One version of a model that is or was in use.
 *
 * @param id of its deployment, by which the file is fetched
 * @param file the name that its versions share
 * @param title what the model calls itself, or its decisions
 * @param number its place among them
 * @param shipped whether it came with Svara; otherwise its owners made it
 * @param inUse whether what begins now begins in it
 */
public record ModelVersion(
        String id, String file, String title, int number, Instant since, boolean shipped, boolean inUse) {

    /** The same, once a later version has come. */
    ModelVersion replaced() {
        return new ModelVersion(id, file, title, number, since, shipped, false);
    }
}
