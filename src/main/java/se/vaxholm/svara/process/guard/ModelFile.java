package se.vaxholm.svara.process.guard;

/** A file that somebody wants to put in use, as the bytes that came. */
@SuppressWarnings("ArrayRecordComponent")
public record ModelFile(String name, byte[] content) {

    static final String PROCESS = ".bpmn";
    static final String DECISIONS = ".dmn";

    boolean isProcess() {
        return name.endsWith(PROCESS);
    }

    boolean isDecisions() {
        return name.endsWith(DECISIONS);
    }
}
