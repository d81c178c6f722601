package se.vaxholm.svara.correspondence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.organisation.Language;

/**
 * A letter as it will be sent, except for the asker's own link: that is put in when it leaves.
 *
 * @param enquiryId the case it belongs to, or null
 */
public record Letter(
        @Nullable UUID enquiryId,
        LetterKind kind,
        String recipient,
        String senderName,
        String senderEmail,
        String subject,
        String text,
        String html,
        Language language) {}
