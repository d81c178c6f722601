package se.vaxholm.svara.correspondence;

import java.util.UUID;

/**
 * A letter of a case has been handed to the recipient's mail server, or refused for good.
 *
 * @param bounced whether it was refused only after its case had been told that it was sent
 */
public record LetterSettled(UUID letterId, UUID enquiryId, LetterKind kind, boolean sent, boolean bounced) {}
