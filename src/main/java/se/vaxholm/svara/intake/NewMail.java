package se.vaxholm.svara.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail's own data, when it is first seen.
 *
 * @param identity what makes it this mail, 32 bytes
 * @param refusedFiles how many of its files were not taken in; the original has them
 * @param arrivedAt when our mail server took it
 * @param size bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them, nor changes what one holds.
public record NewMail(
        byte[] identity,
        @Nullable String messageId,
        String mailbox,
        @Nullable String sender,
        String senderName,
        String subject,
        String quoted,
        boolean shortened,
        int refusedFiles,
        Instant arrivedAt,
        long size) {}
