package se.vaxholm.svara.enquiry;

/** Why a case may be closed without an answer: for nothing else than this. */
public enum CloseReason {
    /** Advertising, phishing, a machine: nobody asks. */
    SPAM,
    /** The same asker has the same matter in another case, which answers it. */
    DUPLICATE,
    /** The asker takes the question back; we confirm it. */
    WITHDRAWN,
    /** There is neither a way to reach the asker nor a code by which they could come back. */
    UNREACHABLE,
    /** We asked, reminded, and heard nothing. */
    NO_COMPLETION;

    /** Whether the asker is written to. */
    public boolean isTold() {
        return this == DUPLICATE || this == WITHDRAWN || this == NO_COMPLETION;
    }
}
