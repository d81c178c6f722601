package se.vaxholm.svara.audit.export;

import java.io.IOException;

/** Somebody does not want an export any longer, or it has been given up: nobody takes what is written. */
final class CancelledException extends IOException {

    private static final long serialVersionUID = 1;

    CancelledException() {
        super("The export has been cancelled");
    }
}
