package se.vaxholm.svara.files;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken in; its bytes are read from {@link KeptFiles}.
 *
 * @param name safe to show and to give out: no path, no control characters, the extension that its content has
 * @param size in bytes, from 1
 * @param sha256 in hexadecimal
 * @param finding what the scanner calls what it found; null unless it is infected
 */
public record KeptFile(
        UUID id,
        FilePlace place,
        String name,
        FileKind kind,
        long size,
        String sha256,
        Scan scan,
        @Nullable String finding,
        Instant keptAt) {

    /** What the virus scanner has said. */
    public enum Scan {
        CLEAN,
        /** In quarantine: given out to nobody. */
        INFECTED,
        /** There is no scanner, or it could not be reached yet. */
        NOT_SCANNED
    }

    public boolean isStopped() {
        return scan == Scan.INFECTED;
    }
}
