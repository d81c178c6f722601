package se.vaxholm.svara.audit;

/** Who reads of a case, and what may be told to them. */
enum Reader {
    /** Everything, read-only. */
    AUDITOR,
    /** What the case's own page shows them. */
    COLLEAGUE,
    /** A process owner: the way that the case went, and nothing of what was written or who it was. */
    OWNER;

    boolean reads() {
        return this != OWNER;
    }
}
