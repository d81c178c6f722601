package se.vaxholm.svara.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in, and what became of it.
 *
 * @param mailbox the address at which it was first seen
 * @param quoted the history that it quotes; empty when none
 * @param shortened whether it said more than the case has; the original has it
 * @param refusedFiles how many of its files were not taken in; the original has them
 * @param message the message that it became in its case
 * @param names a case that it names, whose asker its sender is not, until a person has decided where it belongs
 * @param original who asked, as a mail that one of ours has forwarded tells, until a person has confirmed it
 * @param size bytes
 */
public record Mail(
        UUID id,
        String mailbox,
        @Nullable String sender,
        String senderName,
        String subject,
        String quoted,
        boolean shortened,
        int refusedFiles,
        Instant arrivedAt,
        long size,
        MailFate fate,
        MailReason reason,
        @Nullable UUID enquiryId,
        @Nullable UUID message,
        @Nullable UUID letterId,
        @Nullable UUID names,
        @Nullable Original original) {

    /**
     * Who wrote a mail before one of ours forwarded it.
     *
     * @param email null when the forwarded mail tells none that can be written to
     * @param at from when the clock is counted: when it was written, or when it came here if it does not tell that
     */
    public record Original(String name, @Nullable String email, Instant at) {}
}
