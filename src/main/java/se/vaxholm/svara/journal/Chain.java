package se.vaxholm.svara.journal;

import java.util.UUID;
import se.vaxholm.svara.enquiry.Deed;

/** The chains of what belongs to no case; each case has one of its own, under its own id. */
public enum Chain {
    MODELS(1),
    STAFF(2),
    SETTINGS(3),
    AUDIT(4);

    private final UUID id;

    Chain(long number) {
        this.id = new UUID(0, number);
    }

    public UUID id() {
        return id;
    }

    /** The chain that a deed is written in. */
    static UUID of(Deed deed) {
        UUID enquiry = deed.enquiryId();
        return enquiry != null ? enquiry : of(deed.what().name()).id;
    }

    /** @param what a deed in no case, by its name */
    static Chain of(String what) {
        return switch (what) {
            case "MODEL_DEPLOYED" -> MODELS;
            case "ABSENCE_SET", "ABSENCE_REMOVED" -> STAFF;
            case "EXPORTED", "VERIFIED", "SAMPLE_DRAWN", "FINDING_WRITTEN", "FINDING_ANSWERED" -> AUDIT;
            default -> SETTINGS;
        };
    }

    /** Whether it is one of these. */
    static boolean isOfNoCase(UUID chain) {
        return chain.getMostSignificantBits() == 0;
    }
}
