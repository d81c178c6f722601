package se.vaxholm.svara.enquiry;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An internal forwarding of a case: it changes who answers for it, never its clock (G4).
 *
 * @param acrossBoards whether it went to another authority within the municipality
 * @param parts what went along
 * @param acceptBy by when the receiving unit should have taken it; its manager is reminded then
 */
public record Handover(
        UUID id,
        UUID enquiryId,
        String fromUnitId,
        String toUnitId,
        String byName,
        Instant at,
        String reason,
        boolean acrossBoards,
        Set<Part> parts,
        Instant acceptBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant returnedAt,
        @Nullable String returnReason) {

    /** Whether the unit that gave the case away still answers for it. */
    public boolean isPending() {
        return acceptedAt == null && returnedAt == null;
    }
}
